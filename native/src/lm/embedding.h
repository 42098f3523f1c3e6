#pragma once
// Rows of embedding tables (spec section 3): −1 is an exact zero vector, other negatives count as 0.
#include "backend/cpu/bf16.h"
#include "lm/lm_weights.h"
#include "lm/streams.h"

namespace duplex {

// to[dim] += table[token]; rounded to bfloat16 after the addition where asked. Ids beyond the table count as its last row, the initial token.
void add_embedding(const cpu::Matrix& table, int32_t token, float* to, float* scratch, bool round_bf16);
// to[dim] = Σ audio rows in order, then text. `scratch` is [dim].
void embed_position(const LmWeights& weights, const StreamTokens& tokens, float* to, float* scratch);

}  // namespace duplex
