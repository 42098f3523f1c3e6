#include "lm/embedding.h"

#include <algorithm>

namespace duplex {

void add_embedding(const cpu::Matrix& table, int32_t token, float* to, float* scratch, bool round_bf16) {
  if (token == kZero) return;
  table.row_to_f32(std::clamp<int64_t>(token, 0, table.out() - 1), scratch);
  for (int64_t i = 0; i < table.in(); ++i) to[i] += scratch[i];
  if (round_bf16) cpu::round_to_bf16(to, table.in());
}

void embed_position(const LmWeights& weights, const StreamTokens& tokens, float* to, float* scratch) {
  std::fill_n(to, weights.config.dim, 0.0f);
  const bool round = weights.precision.round_bf16;
  for (size_t k = 0; k < weights.emb.size(); ++k) add_embedding(weights.emb[k], tokens[k + 1], to, scratch, round);
  add_embedding(weights.text_emb, tokens[0], to, scratch, round);
}

}  // namespace duplex
