#pragma once
// SHA-256 (FIPS 180-4).
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace duplex {

class Sha256 {
 public:
  Sha256();
  void add(const void* bytes, size_t size);
  std::string hex();  // of everything added; the object is spent

 private:
  void block(const uint8_t* bytes);
  std::array<uint32_t, 8> state_;
  std::array<uint8_t, 64> pending_{};
  uint64_t size_ = 0;
};

}  // namespace duplex
