#include "session/available_memory.h"

#include <cstdio>
#include <fstream>
#include <string>

namespace duplex {

size_t available_memory_bytes() {
  std::ifstream file("/proc/meminfo");
  for (std::string line; std::getline(file, line);) {
    size_t kibibytes = 0;
    if (std::sscanf(line.c_str(), "MemAvailable: %zu kB", &kibibytes) == 1) return kibibytes * 1024;
  }
  return size_t{2} << 30;
}

}  // namespace duplex
