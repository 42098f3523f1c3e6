#pragma once
// The temporal transformer: one position of each of several sessions at once, or several positions of one (spec section 3).
#include <cstdint>
#include <span>
#include <vector>

#include "backend/cpu/rope.h"
#include "lm/attention.h"
#include "lm/kv_pages.h"
#include "lm/lm_weights.h"
#include "lm/residual_block.h"

namespace duplex {

struct TemporalRow {
  KvPages* ring = nullptr;  // rows of one ring are consecutive positions, in order
  int64_t position = 0;
};

KvShape kv_shape(const LmWeights& weights);

class Temporal {
 public:
  Temporal(std::shared_ptr<const LmWeights> weights, cpu::ThreadPool& pool);
  // x [n, dim]: embeddings in, residual stream out. Writes each row's keys and values; a row sees what stepping would have let it see.
  void forward(std::span<const TemporalRow> rows, float* x);
  // hidden = out_norm(x), [n, dim]: what the text head and the depformer get.
  void out_norm(const float* x, float* hidden, int64_t n) const;

 private:
  void attention(std::span<const TemporalRow> rows, int32_t layer, float* qkv, float* out);
  std::shared_ptr<const LmWeights> weights_;
  cpu::ThreadPool& pool_;
  ResidualBlock block_;
  cpu::RopeAngles angles_, pinned_angles_;
  std::vector<AttentionRow> attention_rows_;
  std::vector<int64_t> positions_;
  std::vector<float> q_, q_pinned_;
  bool any_pinned_ = false;
};

}  // namespace duplex
