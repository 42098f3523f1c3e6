#pragma once
// A matrix of a checkpoint, as the file stores it: float values, or 8-bit integers with one scale a row.
#include <utility>

#include "io/safetensors.h"

namespace duplex {

// Where `row_absmax` is set the values are int8 and w[r][c] = q[r][c] · row_absmax[r] / 127 (a `_scb` tensor of Kyutai's q8 checkpoints).
struct WeightView : TensorView {
  WeightView() = default;
  WeightView(TensorView values) : TensorView(std::move(values)) {}  // NOLINT: any float tensor is one

  const std::byte* row_absmax = nullptr;  // float32 [shape[0]]; may be unaligned
  bool is_quantised() const { return row_absmax != nullptr; }
  float scale(int64_t row) const;         // row_absmax / 127
};

// Rows [first, first + rows) of a matrix, as a matrix of its own.
WeightView row_slice(const WeightView& matrix, int64_t first, int64_t rows);

// What to_f32 of safetensors.h does; integers are multiplied by their row's scale.
std::vector<float> to_f32(const WeightView& matrix);

}  // namespace duplex
