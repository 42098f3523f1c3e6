#pragma once
// The language model on the CPU: embeddings, temporal transformer, text head, depformer and sampler, for many sessions at once.
#include <memory>
#include <span>
#include <vector>

#include "lm/delay_line.h"
#include "lm/depformer.h"
#include "lm/sampler.h"
#include "lm/step.h"
#include "lm/temporal.h"

namespace duplex {

// For parity runs: what a step computed on the way.
struct StepTrace {
  std::vector<float> hidden;       // [dim], after out_norm
  std::vector<float> text_logits;  // [text_card]
  std::vector<float> code_logits;  // [steps, card]
};

struct LmRow {
  KvPages* keys = nullptr;
  const StepInput* in = nullptr;
  StepOutput* out = nullptr;
  StepTrace* trace = nullptr;
};

class LanguageModel {
 public:
  LanguageModel(std::shared_ptr<const LmWeights> weights, cpu::ThreadPool& pool);
  const LmWeights& weights() const { return *weights_; }
  StreamLayout layout() const;
  KvPages new_keys() const { return KvPages(kv_shape(*weights_)); }

  // One position of each row's session, at most one row per session.
  void step(std::span<const LmRow> rows);
  // Known positions from `first` on, without sampling; leaves what stepping would have left. `hidden` [count, dim]: as StepTrace.
  void prefill(KvPages& keys, int64_t first, std::span<const StreamTokens> tokens, float* hidden = nullptr);
  // The same for inputs that are summed already, [count, dim].
  void prefill_embedded(KvPages& keys, int64_t first, std::span<const float> embeddings, float* hidden = nullptr);

 private:
  void prefill_rows(KvPages& keys, int64_t first, int64_t count, float* hidden);
  int32_t choose_text(const StepInput& in, std::span<const float> logits);
  std::shared_ptr<const LmWeights> weights_;
  Temporal temporal_;
  Depformer depformer_;
  ResidualBlock head_;
  Sampler sampler_;
  std::vector<TemporalRow> temporal_rows_;
  std::vector<float> x_, hidden_, text_logits_, scratch_;
  std::vector<int32_t> tokens_;
};

}  // namespace duplex
