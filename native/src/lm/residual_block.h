#pragma once
// The two halves of a pre-norm layer that temporal transformer and depformer share (spec section 3), over n rows at once:
//   x += out_proj(attend(in_proj(norm1(x))));  x += linear_out(silu(g) ⊙ u), [g; u] = linear_in(norm2(x))
#include <functional>
#include <vector>

#include "backend/cpu/matmul.h"
#include "lm/lm_weights.h"

namespace duplex {

// Keeps its buffers between calls.
class ResidualBlock {
 public:
  ResidualBlock(bool round_bf16, cpu::ThreadPool& pool) : round_bf16_(round_bf16), pool_(pool) {}

  // `attend(qkv, out)`: qkv [n, 3·dim] may be changed in place, out is [n, dim]; not rounded yet.
  template <class Attend>
  void attention(const std::vector<float>& norm, const LmWeights::Attention& weights, float* x, int64_t n, Attend&& attend) {
    const float* qkv = project_in(norm, weights, x, n);
    attend(const_cast<float*>(qkv), buffer(attended_, n * weights.out_proj.in()));
    project_out(weights, x, n);
  }
  void feed_forward(const std::vector<float>& norm, const LmWeights::Gating& weights, float* x, int64_t n);
  // y = w · x, rounded where the mode asks.
  void product(const cpu::Matrix& w, const float* x, float* y, int64_t n);
  void round(float* x, int64_t count) const;
  bool round_bf16() const { return round_bf16_; }

 private:
  static float* buffer(std::vector<float>& storage, int64_t count);
  const float* project_in(const std::vector<float>& norm, const LmWeights::Attention& weights, const float* x, int64_t n);
  void project_out(const LmWeights::Attention& weights, float* x, int64_t n);
  void add_rounded(float* x, const float* y, int64_t count) const;
  bool round_bf16_;
  cpu::ThreadPool& pool_;
  std::vector<float> normed_, wide_, attended_, gated_, sum_;
};

}  // namespace duplex
