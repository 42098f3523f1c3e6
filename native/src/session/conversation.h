#pragma once
// The tokens of one conversation: which go into each position, what becomes of those that come out (spec section 4). Knows neither
// device nor threads; copyable, so that a snapshot can hold one.
#include <cstdint>
#include <utility>

#include "lm/delay_line.h"
#include "lm/step.h"
#include "prompt/prompt_sequence.h"
#include "session/say_machine.h"

namespace duplex {

struct AgentFrame {
  int32_t text = 0;
  SayReports reports;  // on lines that changed with this frame's text
  bool sound = true;   // false: the model's output was no number
};

class Conversation {
 public:
  // After `prompt`, whose positions but the last have been run. `reference_schedule`: every frame is answered one frame later, as the
  // reference implementation does; otherwise the step of position N − 1 comes first (opening_step) and user frame t meets position N + t.
  Conversation(const PromptSequence& prompt, int32_t text_pad, const SamplingParams& sampling, bool reference_schedule);

  StepInput opening_step() const;
  AgentFrame finish_opening(const StepInput& in, const StepOutput& out);  // the prompt's last frame, not to be heard
  bool ends_in_silence() const { return ends_in_silence_; }              // a prompt was read; Moshi's bare start has no frame to decode

  // The step that hears the user's next frame, whose own codes are left open (kUngenerated); `frame_index` is the caller's name for it, by
  // which lines expire.
  StepInput begin(int64_t frame_index);
  // Of the agent's frame that the step at `position` completes: the codes known before it.
  Codes spoken_before(int64_t position) const;
  // The agent's frame that this step completes; `user`: what was heard.
  AgentFrame finish(const Codes& user, const StepInput& in, const StepOutput& out);

  void say(SayLine line) { say_.say(std::move(line), reports_); }
  void cancel_say(uint64_t id) { say_.cancel(id, reports_); }
  // Ends lines that run or wait; returns every report that has not gone out.
  SayReports abort_lines();
  void carry(SayReports reports) { reports_ = std::move(reports); }  // to the next frame
  int64_t position() const { return next_frame_; }  // frames so far, those of the prompt included

 private:
  StepInput input(int64_t position) const;
  AgentFrame complete(const StepInput& in, const StepOutput& out);
  DelayLine line_;
  SayMachine say_;
  SamplingParams sampling_;
  int64_t next_frame_ = 0, lag_ = 0;
  bool ends_in_silence_ = false;
  SayReports reports_, later_;  // of this frame's text and of the next one's
};

}  // namespace duplex
