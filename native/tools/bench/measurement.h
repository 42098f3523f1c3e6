#pragma once
// What a measurement is made of: names that carry their unit, and values.
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace duplex::bench {

struct Options {
  int32_t threads = 2;
  int32_t frames = 60;      // timed, behind 10 that are not
  int64_t context = 0;      // keys in each session's cache when the language model begins
  std::vector<int32_t> sessions = {1, 2, 4, 8};
};

using Measurement = std::vector<std::pair<std::string, std::variant<double, std::string>>>;

}  // namespace duplex::bench
