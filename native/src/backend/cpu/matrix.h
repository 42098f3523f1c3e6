#pragma once
// A weight matrix of the CPU backend and its product with a few rows of activations.
#include <cstdint>
#include <span>
#include <vector>

#include "backend/cpu/thread_pool.h"
#include "io/safetensors.h"

namespace duplex::cpu {

enum class WeightType { f32, bf16, i8 };  // i8: one float scale per output row, absmax over 127

// [out, in] row-major weights, held in the type they are computed from. Owns its storage, or points into a mapped file
// where type and alignment allow it (keep the file alive).
class Matrix {
 public:
  Matrix() = default;
  // Rows [first_row, first_row + rows) of a 2-d (or [out, in, 1]) floating tensor.
  static Matrix from_tensor(const TensorView& tensor, WeightType type, int64_t first_row = 0, int64_t rows = -1);
  static Matrix from_f32(std::span<const float> values, int64_t out, int64_t in, WeightType type);
  int64_t out() const { return out_; }
  int64_t in() const { return in_; }
  WeightType type() const { return type_; }
  size_t bytes() const;                          // read once per product
  void row_to_f32(int64_t row, float* to) const; // [in]
  const void* data() const { return data_; }
  const float* scales() const { return scales_.data(); }  // i8 only, [out]

 private:
  int64_t out_ = 0, in_ = 0;
  WeightType type_ = WeightType::f32;
  const void* data_ = nullptr;
  std::shared_ptr<void> storage_;
  std::vector<float> scales_;
};

// y[n, out] = x[n, in] · wᵀ, accumulated in float32 in an order that depends on `in` alone, so that a row's result has the same
// bits alone and in any batch and with any number of threads. x and y must not overlap. Rows of x are `x_stride` floats apart, of y `y_stride` (0: dense).
void matmul(const Matrix& w, const float* x, float* y, int64_t n, ThreadPool& pool, int64_t x_stride = 0, int64_t y_stride = 0);

}  // namespace duplex::cpu
