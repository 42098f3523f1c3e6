#pragma once
// 8-bit numbers of a row of float32: one scale a row, the row's largest magnitude over 127.
#include <cstdint>
#include <span>

namespace duplex::cpu {

// Writes row.size() numbers to `to` and returns the scale, 0 for a row of zeros: row[i] is about to[i] * scale.
float quantize_row(std::span<const float> row, int8_t* to);

}  // namespace duplex::cpu
