#include "lm/temporal.h"

#include <algorithm>

#include "backend/cpu/rms_norm.h"

namespace duplex {

namespace {

cpu::WeightType stored_keys(const LmPrecision& precision) {
  switch (precision.keys) {
    case KeyChoice::f32: return cpu::WeightType::f32;
    case KeyChoice::bf16: return cpu::WeightType::bf16;
    case KeyChoice::i8: return cpu::WeightType::i8;
    case KeyChoice::from_weights: break;
  }
  return precision.round_bf16 ? cpu::WeightType::bf16 : cpu::WeightType::f32;
}

}  // namespace

KvShape kv_shape(const LmWeights& weights) {
  const LmConfig& config = weights.config;
  return {config.num_layers, config.num_heads, config.head_dim(), config.context, config.conversation_window, config.kv_ring == RingRule::hide_oldest,
          stored_keys(weights.precision)};
}

Temporal::Temporal(std::shared_ptr<const LmWeights> weights, cpu::ThreadPool& pool)
    : weights_(std::move(weights)),
      pool_(pool),
      block_(weights_->precision.round_bf16, pool) {}

void Temporal::forward(std::span<const TemporalRow> rows, float* x) {
  const auto n = static_cast<int64_t>(rows.size());
  positions_.clear();
  attention_rows_.clear();
  any_pinned_ = false;
  for (const TemporalRow& row : rows) {
    positions_.push_back(row.position);
    attention_rows_.push_back({row.ring, row.position});
    any_pinned_ |= row.ring->pinned() > 0;
  }
  for (size_t first = 0, end; first < rows.size(); first = end) {  // consecutive positions of one session together
    for (end = first + 1; end < rows.size() && rows[end].ring == rows[first].ring;) ++end;
    rows[first].ring->reserve(rows[first].position, static_cast<int64_t>(end - first));
  }
  angles_ = cpu::RopeAngles(positions_, weights_->config.head_dim(), weights_->config.max_period);
  if (any_pinned_) {
    for (size_t i = 0; i < rows.size(); ++i) positions_[i] = rows[i].ring->pinned_query_position(rows[i].position);
    pinned_angles_ = cpu::RopeAngles(positions_, weights_->config.head_dim(), weights_->config.max_period);
  }
  for (size_t layer = 0; layer < weights_->layers.size(); ++layer) {
    const LmWeights::Layer& w = weights_->layers[layer];
    block_.attention(w.norms.norm1, w.attention, x, n,
                     [&](float* qkv, float* out) { attention(rows, static_cast<int32_t>(layer), qkv, out); });
    block_.feed_forward(w.norms.norm2, w.gating, x, n);
  }
}

void Temporal::attention(std::span<const TemporalRow> rows, int32_t layer, float* qkv, float* out) {
  const int64_t dim = weights_->config.dim;
  const int32_t heads = weights_->config.num_heads;
  const auto n = static_cast<int64_t>(rows.size());
  q_.resize(static_cast<size_t>(n * dim));
  if (any_pinned_) q_pinned_.resize(static_cast<size_t>(n * dim));
  for (int64_t i = 0; i < n; ++i) {
    float* q = qkv + i * 3 * dim;
    float* k = q + dim;
    std::copy_n(q, dim, q_.data() + i * dim);
    angles_.rotate(q_.data() + i * dim, i, heads);
    angles_.rotate(k, i, heads);
    block_.round(k, dim);
    if (any_pinned_) {
      std::copy_n(q, dim, q_pinned_.data() + i * dim);
      pinned_angles_.rotate(q_pinned_.data() + i * dim, i, heads);
    }
    rows[static_cast<size_t>(i)].ring->write(rows[static_cast<size_t>(i)].position, layer, k, k + dim);
  }
  block_.round(q_.data(), n * dim);
  if (any_pinned_) block_.round(q_pinned_.data(), n * dim);
  attend(attention_rows_, layer, q_.data(), any_pinned_ ? q_pinned_.data() : nullptr, out, pool_);
}

void Temporal::out_norm(const float* x, float* hidden, int64_t n) const {
  cpu::rms_norm(x, weights_->out_norm.data(), hidden, n, weights_->config.dim);
  block_.round(hidden, n * weights_->config.dim);
}

}  // namespace duplex
