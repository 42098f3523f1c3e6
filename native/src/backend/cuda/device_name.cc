#include "backend/cuda/cuda_backend.h"

#include <charconv>

namespace duplex {

std::optional<int32_t> cuda_device_of(std::string_view device) {
  constexpr std::string_view kName = "cuda";
  if (device == kName) return 0;
  if (!device.starts_with(kName) || device.size() < kName.size() + 2 || device[kName.size()] != ':') return std::nullopt;
  const std::string_view number = device.substr(kName.size() + 1);
  int32_t index = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), index);
  if (error != std::errc() || end != number.data() + number.size() || index < 0) return std::nullopt;
  return index;
}

}  // namespace duplex
