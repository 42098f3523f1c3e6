#include "session/conversation.h"

namespace duplex {

Conversation::Conversation(const PromptSequence& prompt, int32_t text_pad, const SamplingParams& sampling, bool reference_schedule)
    : line_(prompt.line),
      say_({.pad = text_pad, .epad = kTextEpad}),
      sampling_(sampling),
      next_frame_(prompt.positions),
      lag_(reference_schedule ? 1 : 0),
      ends_in_silence_(prompt.positions > 1) {}

StepInput Conversation::input(int64_t position) const {
  return {position, line_.column(position), line_.known(position + 1), TextChoice::any, sampling_};
}

StepInput Conversation::opening_step() const { return input(next_frame_ - 1); }

AgentFrame Conversation::finish_opening(const StepInput& in, const StepOutput& out) { return complete(in, out); }

StepInput Conversation::begin(int64_t frame_index) {
  StepInput in = input(next_frame_ - lag_);
  // The step samples the text of the frame after this one.
  const SayDecision decision = say_.decide(frame_index + 1, in.tokens[0], later_);
  if (decision.kind == SayDecision::force) in.provided[0] = decision.token;
  if (decision.kind == SayDecision::choose) in.text_choice = TextChoice::pad_or_epad;
  return in;
}

Codes Conversation::spoken_before(int64_t position) const {
  Codes codes{};
  for (int k = 0; k < kCodebooks; ++k) codes[static_cast<size_t>(k)] = line_.frame_token(position, kFirstAgent + k);
  return codes;
}

// Takes in what was sampled for the next position; the frame at this position is then whole.
AgentFrame Conversation::complete(const StepInput& in, const StepOutput& out) {
  AgentFrame frame;
  frame.text = in.tokens[0];
  frame.sound = out.text >= 0;
  line_.fill(in.position + 1, 0, in.provided[0] == kUngenerated ? out.text : in.provided[0]);
  for (int k = 0; k < kCodebooks; ++k) {
    frame.sound = frame.sound && out.codes[static_cast<size_t>(k)] >= 0;
    line_.fill(in.position + 1, kFirstAgent + k, out.codes[static_cast<size_t>(k)]);
  }
  return frame;
}

AgentFrame Conversation::finish(const Codes& user, const StepInput& in, const StepOutput& out) {
  for (int k = 0; k < kCodebooks; ++k) line_.give(next_frame_, kFirstUser + k, user[static_cast<size_t>(k)]);
  AgentFrame frame = complete(in, out);
  say_.observe(line_.known(in.position + 1)[0], later_);
  frame.reports = std::exchange(reports_, std::exchange(later_, {}));
  ++next_frame_;
  return frame;
}

SayReports Conversation::abort_lines() {
  SayReports reports = std::exchange(reports_, {});
  reports.insert(reports.end(), later_.begin(), later_.end());
  later_.clear();
  say_.abort(reports);
  return reports;
}

}  // namespace duplex
