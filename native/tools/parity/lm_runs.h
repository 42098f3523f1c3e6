#pragma once
// What the language-model and session packs do with a model: run it teacher-forced or freely and take down what it computed.
#include <memory>
#include <span>
#include <vector>

#include "device.h"
#include "lm/delay_line.h"
#include "pack.h"

namespace duplex::parity {

// A language model without a codec, on the device chosen, in the arithmetic of the pack: float32 on the stored weights unless said otherwise.
class Lab {
 public:
  Lab(const Pack& pack, RingRule ring, int32_t steps, const LmPrecision& precision = {});
  ~Lab();
  std::unique_ptr<LmSession> open();  // its sessions end before it does
  const LmConfig& config() const { return config_; }
  int32_t steps() const { return steps_; }
  StreamLayout layout() const;

 private:
  struct Cpu;
  struct Cuda;
  LmConfig config_;
  int32_t steps_;
  std::unique_ptr<Cpu> cpu_;
  std::unique_ptr<Cuda> cuda_;
};

// Rows of a [rows, 17] tensor.
std::vector<StreamTokens> stream_rows(const std::vector<int32_t>& values);
void append(std::vector<int32_t>& to, std::span<const int32_t> values);
void append(std::vector<float>& to, std::span<const float> values);

// What teacher-forced positions computed, one after the other.
struct TeacherForced {
  std::vector<float> hidden, text_logits, code_logits, last_step_logits;
};

// Feeds row p at position p and row p + 1 to the depformer.
TeacherForced teacher_force(Lab& lab, const std::vector<StreamTokens>& rows);

// Everything a run of greedy steps decided, position by position.
struct GreedyRun {
  std::vector<int32_t> inputs, text, codes;  // [positions, 17], [positions], [positions, steps]
  std::vector<StepTrace> traces;
};

// Runs `position` of a session whose tokens live in `line`, and fills what it sampled into the line. PersonaPlex's generator feeds its
// depformer the initial tokens of position 1 where those stand, upstream Moshi's what was sampled.
// `steps`: of the depformer.
void greedy_step(LmSession& session, int32_t steps, DelayLine& line, int64_t position, GreedyRun& run);
void upstream_step(LmSession& session, int32_t steps, DelayLine& line, int64_t position, GreedyRun& run);

}  // namespace duplex::parity
