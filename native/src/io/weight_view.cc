#include "io/weight_view.h"

#include <cstring>

namespace duplex {

float WeightView::scale(int64_t row) const {
  float absmax;
  std::memcpy(&absmax, row_absmax + static_cast<size_t>(row) * sizeof absmax, sizeof absmax);
  return absmax / 127.0f;
}

WeightView row_slice(const WeightView& matrix, int64_t first, int64_t rows) {
  WeightView slice = matrix;
  slice.shape[0] = rows;
  slice.data += static_cast<size_t>(first * matrix.shape[1]) * dtype_bytes(matrix.dtype);
  if (matrix.is_quantised()) slice.row_absmax += static_cast<size_t>(first) * sizeof(float);
  return slice;
}

std::vector<float> to_f32(const WeightView& matrix) {
  if (!matrix.is_quantised()) return to_f32(static_cast<const TensorView&>(matrix));
  std::vector<float> out(static_cast<size_t>(matrix.count()));
  const int64_t rows = matrix.shape[0], columns = matrix.shape[1];
  for (int64_t row = 0; row < rows; ++row) {
    const float scale = matrix.scale(row);
    for (int64_t column = 0; column < columns; ++column) {
      const auto at = static_cast<size_t>(row * columns + column);
      out[at] = static_cast<float>(static_cast<int8_t>(matrix.data[at])) * scale;
    }
  }
  return out;
}

}  // namespace duplex
