#pragma once
// y = x · wᵀ for a few to a few thousand rows of activations.
#include "backend/cpu/matrix.h"
#include "backend/cpu/thread_pool.h"

namespace duplex::cpu {

// Where the rows of activations lie: row i at data + (i / group) · group_stride + (i mod group) · stride, in floats; group 0: one group.
// Rows may overlap in x: a causal convolution over [time, channel] is a product whose rows are windows, `stride` less than `in` apart.
template <typename Float>
struct Rows {
  Float* data = nullptr;
  int64_t stride = 0;
  int64_t group = 0;
  int64_t group_stride = 0;
  Float* row(int64_t i) const { return group ? data + i / group * group_stride + i % group * stride : data + i * stride; }
};

// y[n, out] = x[n, in] · wᵀ (+ bias[out]), accumulated in float32 in an order that depends on `in` alone, so that a row's result has
// the same bits alone and in any batch and with any number of threads. x and y must not overlap. The weights are read once for all rows.
void matmul(const Matrix& w, Rows<const float> x, Rows<float> y, int64_t n, ThreadPool& pool, const float* bias = nullptr);

// The same for rows `x_stride` and `y_stride` floats apart (0: dense).
void matmul(const Matrix& w, const float* x, float* y, int64_t n, ThreadPool& pool, int64_t x_stride = 0, int64_t y_stride = 0);

// "AVX3", "AVX2", "NEON" or "EMU128": the instruction set that the ops run on here.
const char* instruction_set();

}  // namespace duplex::cpu
