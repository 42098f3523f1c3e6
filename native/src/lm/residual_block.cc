#include "lm/residual_block.h"

#include "backend/cpu/bf16.h"
#include "backend/cpu/rms_norm.h"
#include "backend/cpu/silu_gate.h"

namespace duplex {

float* ResidualBlock::buffer(std::vector<float>& storage, int64_t count) {
  if (storage.size() < static_cast<size_t>(count)) storage.resize(static_cast<size_t>(count));
  return storage.data();
}

void ResidualBlock::round(float* x, int64_t count) const {
  if (round_bf16_) cpu::round_to_bf16(x, count);
}

void ResidualBlock::product(const cpu::Matrix& w, const float* x, float* y, int64_t n) {
  cpu::matmul(w, x, y, n, pool_);
  round(y, n * w.out());
}

void ResidualBlock::add_rounded(float* x, const float* y, int64_t count) const {
  for (int64_t i = 0; i < count; ++i) x[i] += y[i];
  round(x, count);
}

const float* ResidualBlock::project_in(const std::vector<float>& norm, const LmWeights::Attention& weights, const float* x, int64_t n) {
  const auto dim = static_cast<int64_t>(norm.size());
  float* normed = buffer(normed_, n * dim);
  cpu::rms_norm(x, norm.data(), normed, n, dim);
  round(normed, n * dim);
  float* qkv = buffer(wide_, n * weights.in_proj.out());
  product(weights.in_proj, normed, qkv, n);
  return qkv;
}

void ResidualBlock::project_out(const LmWeights::Attention& weights, float* x, int64_t n) {
  const int64_t dim = weights.out_proj.out();
  round(attended_.data(), n * weights.out_proj.in());
  float* sum = buffer(sum_, n * dim);
  product(weights.out_proj, attended_.data(), sum, n);
  add_rounded(x, sum, n * dim);
}

void ResidualBlock::feed_forward(const std::vector<float>& norm, const LmWeights::Gating& weights, float* x, int64_t n) {
  const auto dim = static_cast<int64_t>(norm.size());
  const int64_t hidden = weights.linear_out.in();
  float* normed = buffer(normed_, n * dim);
  cpu::rms_norm(x, norm.data(), normed, n, dim);
  round(normed, n * dim);
  float* gate_up = buffer(wide_, n * 2 * hidden);
  product(weights.linear_in, normed, gate_up, n);
  float* gated = buffer(gated_, n * hidden);
  cpu::silu_gate(gate_up, gated, n, hidden, round_bf16_);
  round(gated, n * hidden);
  float* sum = buffer(sum_, n * dim);
  product(weights.linear_out, gated, sum, n);
  add_rounded(x, sum, n * dim);
}

}  // namespace duplex
