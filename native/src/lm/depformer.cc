#include "lm/depformer.h"

#include <algorithm>
#include <cmath>

#include "backend/cpu/attention.h"
#include "lm/embedding.h"

namespace duplex {

Depformer::Depformer(std::shared_ptr<const LmWeights> weights, cpu::ThreadPool& pool)
    : weights_(std::move(weights)), block_(weights_->precision.round_bf16, pool) {}

void Depformer::run(const float* hidden, int32_t* tokens, int64_t n, const Choose& choose) {
  const LmConfig& config = weights_->config;
  const int64_t dim = config.depformer_dim;
  const size_t rows = static_cast<size_t>(n * dim), steps = weights_->steps.size();
  x_.resize(rows);
  scratch_.resize(static_cast<size_t>(dim));
  logits_.resize(static_cast<size_t>(n * config.card));
  keys_.resize(weights_->depformer_norms.size() * steps * rows);
  values_.resize(keys_.size());
  for (size_t k = 0; k < steps; ++k) {
    const LmWeights::Step& w = weights_->steps[k];
    const auto step = static_cast<int32_t>(k);
    block_.product(w.in, hidden, x_.data(), n);
    for (int64_t i = 0; i < n; ++i) add_embedding(w.emb, tokens[i], x_.data() + i * dim, scratch_.data(), block_.round_bf16());
    for (size_t layer = 0; layer < weights_->depformer_norms.size(); ++layer) {
      const LmWeights::Norms& norms = weights_->depformer_norms[layer];
      block_.attention(norms.norm1, w.attention[layer], x_.data(), n,
                       [&](float* qkv, float* out) { attend(static_cast<int32_t>(layer), step, qkv, out, n); });
      block_.feed_forward(norms.norm2, w.gating[layer], x_.data(), n);
    }
    block_.product(w.head, x_.data(), logits_.data(), n);
    choose(step, logits_.data(), tokens);
  }
}

// No positional encoding. The reference's ring of dep_q keys hides key 0 at its last step where it hides the oldest at all.
void Depformer::attend(int32_t layer, int32_t step, const float* qkv, float* out, int64_t n) {
  const LmConfig& config = weights_->config;
  const int64_t dim = config.depformer_dim, head_dim = config.depformer_head_dim();
  const auto steps = static_cast<int64_t>(weights_->steps.size());
  const int32_t first = config.kv_ring == RingRule::hide_oldest && step == config.dep_q - 1 ? 1 : 0;
  const float scale = 1.0f / std::sqrt(static_cast<float>(head_dim));
  for (int64_t i = 0; i < n; ++i) {
    const float* q = qkv + i * 3 * dim;
    for (int64_t head = 0; head < config.depformer_num_heads; ++head, q += head_dim) {
      const int64_t at = (((layer * n + i) * config.depformer_num_heads + head) * steps) * head_dim;
      std::copy_n(q + dim, head_dim, keys_.data() + at + step * head_dim);
      std::copy_n(q + 2 * dim, head_dim, values_.data() + at + step * head_dim);
      const cpu::KeyRun run{keys_.data() + at + first * head_dim, values_.data() + at + first * head_dim, step + 1 - first};
      cpu::attend(q, {&run, 1}, head_dim, scale, cpu::WeightType::f32, out + i * dim + head * head_dim);
    }
  }
}

}  // namespace duplex
