#pragma once
// The depformer: within one position it predicts code after code, each with its own weights (spec section 3, "Depformer, one frame").
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "lm/lm_weights.h"
#include "lm/residual_block.h"

namespace duplex {

class Depformer {
 public:
  Depformer(std::shared_ptr<const LmWeights> weights, cpu::ThreadPool& pool);

  // Picks the token of each row from logits [n, card] of step k and writes what step k + 1 is fed into tokens[n].
  using Choose = std::function<void(int32_t step, const float* logits, int32_t* tokens)>;
  // hidden [n, dim] from out_norm; tokens[n] begin as the text tokens of position + 1. Runs every step whose weights are loaded.
  void run(const float* hidden, int32_t* tokens, int64_t n, const Choose& choose);

 private:
  void attend(int32_t layer, int32_t step, const float* qkv, float* out, int64_t n);
  std::shared_ptr<const LmWeights> weights_;
  ResidualBlock block_;
  std::vector<float> x_, in_, logits_, scratch_;
  std::vector<float> keys_, values_;  // [layers, n, heads, steps, head_dim], fresh for each position
};

}  // namespace duplex
