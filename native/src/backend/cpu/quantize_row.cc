#include "backend/cpu/quantize_row.h"

#include <algorithm>
#include <cmath>

namespace duplex::cpu {

float quantize_row(std::span<const float> row, int8_t* to) {
  float largest = 0;
  for (const float value : row) largest = std::max(largest, std::fabs(value));
  const float scale = largest / 127.0f, inverse = largest > 0 ? 127.0f / largest : 0.0f;
  for (size_t i = 0; i < row.size(); ++i) to[i] = static_cast<int8_t>(std::lrintf(row[i] * inverse));
  return scale;
}

}  // namespace duplex::cpu
