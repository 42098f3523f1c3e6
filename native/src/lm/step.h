#pragma once
// What goes into one step of one session and what comes out; the same for every backend.
#include <array>
#include <cstddef>
#include <cstdint>

#include "lm/sampler.h"
#include "lm/streams.h"

namespace duplex {

struct SamplingParams {
  TokenSampling text, audio;
  uint64_t seed = 0;
};

// Which text tokens may be sampled.
enum class TextChoice {
  any,
  pad_or_epad,  // a forced line lets the model pace itself: wait, or begin the next word
};

// Runs `position`; its sample is for position + 1: text and one code per depformer step, each fed to the next.
struct StepInput {
  int64_t position = 0;
  StreamTokens tokens{};                               // read at `position`
  StreamTokens provided = filled_streams(kUngenerated);  // of position + 1: what is known already overrides the sample
  TextChoice text_choice = TextChoice::any;
  SamplingParams sampling;
};

// Fills in the codes of the user's frame that this step hears, where they are still open: each is read at this position or, where the
// stream lags, known of the next.
inline void hear(StepInput& in, const Codes& user) {
  for (size_t k = 0; k < kCodebooks; ++k) {
    int32_t& token = in.tokens[kFirstUser + k];
    int32_t& next = in.provided[kFirstUser + k];
    if (token == kUngenerated) token = user[k];
    else if (next == kUngenerated) next = user[k];
  }
}

struct StepOutput {
  int32_t text = kUngenerated;                         // sampled, whether provided or not; −1: the logits were no numbers
  std::array<int32_t, kMaxDepformerSteps> codes{};     // [step]: stream step + 1; kUngenerated beyond the steps run
};

// The codes of the agent's frame that a step completes: those known before it, the rest sampled. Negative where a sample was no number.
inline Codes spoken_codes(const Codes& before, const StepOutput& out) {
  Codes codes = before;
  for (size_t k = 0; k < kCodebooks; ++k) {
    if (codes[k] == kUngenerated) codes[k] = out.codes[k];
  }
  return codes;
}

}  // namespace duplex
