#include "session/say_machine.h"

#include <utility>

namespace duplex {

void SayMachine::say(SayLine line, SayReports& reports) {
  if (waiting_) reports.push_back({waiting_->id, DUPLEX_SAY_SUPERSEDED, 0, total(*waiting_)});
  waiting_ = std::move(line);
  waiting_since_ = -1;
}

void SayMachine::cancel(uint64_t id, SayReports& reports) {
  if (waiting_ && waiting_->id == id) {
    reports.push_back({id, DUPLEX_SAY_ABORTED, 0, total(*waiting_)});
    waiting_.reset();
  }
  if (running_ && running_->line.id == id) running_->stopping = true;
}

void SayMachine::abort(SayReports& reports) {
  if (running_) finish(DUPLEX_SAY_ABORTED, reports);
  if (waiting_) cancel(waiting_->id, reports);
}

void SayMachine::finish(duplex_say_state state, SayReports& reports) {
  reports.push_back({running_->line.id, state, running_->spoken_words, total(running_->line)});
  running_.reset();
}

// A waiting line begins in a pause of the model's own words, or when it has waited long enough.
bool SayMachine::begin(int64_t frame, int32_t last, SayReports& reports) {
  if (!waiting_) return false;
  if (frame > waiting_->expires_at_frame) {
    reports.push_back({waiting_->id, DUPLEX_SAY_EXPIRED, 0, total(*waiting_)});
    waiting_.reset();
    return false;
  }
  if (waiting_since_ < 0) waiting_since_ = frame;
  const bool pause = last == pacing_.pad || last == pacing_.epad;
  if (!pause && frame - waiting_since_ < pacing_.max_wait_frames) return false;
  running_ = Running{};
  running_->line = *std::exchange(waiting_, std::nullopt);
  running_->leading_pads = pacing_.leading_pads;
  reports.push_back({running_->line.id, DUPLEX_SAY_APPLIED, 0, total(running_->line)});
  return true;
}

SayDecision SayMachine::decide(int64_t frame, int32_t last, SayReports& reports) {
  if (running_ && running_->stopping && running_->pieces.empty()) finish(DUPLEX_SAY_ABORTED, reports);
  if (!running_ && !begin(frame, last, reports)) return {};
  if (!running_->pieces.empty()) return {SayDecision::force, running_->pieces.front()};
  if (running_->leading_pads > 0) return {SayDecision::force, pacing_.pad};
  const bool words_left = running_->begun_words < total(running_->line);
  if (words_left && running_->pads >= pacing_.max_pads) return {SayDecision::force, pacing_.epad};
  return {SayDecision::choose, 0};
}

void SayMachine::observe(int32_t token, SayReports& reports) {
  if (!running_) return;
  Running& run = *running_;
  if (!run.pieces.empty()) {
    run.pieces.pop_front();
    if (run.pieces.empty()) ++run.spoken_words;
    return;
  }
  if (run.leading_pads > 0) {
    --run.leading_pads;
    return;
  }
  const bool words_left = run.begun_words < total(run.line);
  if (token != pacing_.epad) {
    // The sound of the last word ends where the model would begin another one, or after the longest pause.
    if (++run.pads >= pacing_.max_pads && !words_left) finish(DUPLEX_SAY_COMPLETED, reports);
    return;
  }
  run.pads = 0;
  if (!words_left) return finish(DUPLEX_SAY_COMPLETED, reports);
  const auto& word = run.line.words[static_cast<size_t>(run.begun_words++)];
  run.pieces.assign(word.begin(), word.end());
}

}  // namespace duplex
