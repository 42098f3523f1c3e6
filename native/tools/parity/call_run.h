#pragma once
// A whole call on a backend without threads: prompt, user frames in, agent frames out, with all that was decided on the way.
#include <memory>
#include <vector>

#include "device.h"
#include "pack.h"
#include "prompt/priming.h"
#include "session/conversation.h"

namespace duplex::parity {

struct CallRun {
  PromptSequence prompt{0, 0, 0, {}, {}, DelayLine({})};
  std::vector<int32_t> inputs;     // [calls, 17]: what the model read in each tick
  std::vector<int32_t> frames;     // [calls, 9]: text and agent codes of each frame that was answered
  std::vector<int32_t> user_codes; // [calls, 8]
  std::vector<float> pcm;          // [calls, 1920]
  std::vector<StepInput> steps;    // the opening step first, where there is one
  std::vector<StepOutput> outputs;
  std::vector<StepTrace> traces;
  std::vector<float> opening_pcm;  // [1920]: the prompt's last frame, decoded and not heard
};

struct CallOptions {
  bool reference_schedule = false;
  int64_t slice = 64;              // of the prompt at once
};

// Greedy. `user` holds whole frames.
CallRun run_call(Traced& traced, const PromptSpec& prompt, const std::vector<float>& user, const CallOptions& options = {});

// A wav of the pack at 24 kHz, filled up to whole frames.
std::vector<float> whole_frames(const std::filesystem::path& wav);

}  // namespace duplex::parity
