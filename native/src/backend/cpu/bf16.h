#pragma once
// bfloat16: the upper half of a float32.
#include <bit>
#include <cstdint>

namespace duplex::cpu {

// To the nearest, ties to even. NaN stays NaN.
inline uint16_t to_bf16(float value) {
  const uint32_t bits = std::bit_cast<uint32_t>(value);
  if ((bits & 0x7fffffffu) > 0x7f800000u) return static_cast<uint16_t>((bits >> 16) | 0x40u);
  return static_cast<uint16_t>((bits + 0x7fffu + ((bits >> 16) & 1u)) >> 16);
}
inline float from_bf16(uint16_t value) { return std::bit_cast<float>(static_cast<uint32_t>(value) << 16); }

// x[i] = bf16(x[i]): the one rounding that the reference's bf16 mode does per op output.
void round_to_bf16(float* x, int64_t count);

}  // namespace duplex::cpu
