#pragma once
// What the language-model and session packs do with a model: run it teacher-forced or freely and take down what it computed.
#include <memory>
#include <span>
#include <vector>

#include "lm/delay_line.h"
#include "lm/language_model.h"
#include "pack.h"

namespace duplex::parity {

// One model with its threads, in the arithmetic of the pack: float32 on the stored weights unless said otherwise.
class Lab {
 public:
  Lab(const Pack& pack, RingRule ring, int32_t steps, const LmPrecision& precision = {});
  LanguageModel& model() { return *model_; }
  const LmConfig& config() const { return model_->weights().config; }

 private:
  cpu::ThreadPool pool_{2};
  std::unique_ptr<LanguageModel> model_;
};

// Rows of a [rows, 17] tensor.
std::vector<StreamTokens> stream_rows(const std::vector<int32_t>& values);
void append(std::vector<int32_t>& to, std::span<const int32_t> values);
void append(std::vector<float>& to, std::span<const float> values);

// Everything a run of greedy steps decided, position by position.
struct GreedyRun {
  std::vector<int32_t> inputs, text, codes;  // [positions, 17], [positions], [positions, steps]
  std::vector<StepTrace> traces;
};

// Runs `position` of a session whose tokens live in `line`, and fills what it sampled into the line. PersonaPlex's generator feeds its
// depformer the initial tokens of position 1 where those stand, upstream Moshi's what was sampled.
void greedy_step(LanguageModel& model, KvPages& keys, DelayLine& line, int64_t position, GreedyRun& run);
void upstream_step(LanguageModel& model, KvPages& keys, DelayLine& line, int64_t position, GreedyRun& run);

}  // namespace duplex::parity
