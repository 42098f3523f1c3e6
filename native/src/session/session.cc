#include "session/session.h"

#include <utility>

#include "error.h"

namespace duplex {

bool Session::obey_orders(Backend& backend, const Tokenizer* tokenizer, const void* model) {
  bool any = false;
  // Until the prompt has been read only restore and prime mean something; whatever else was ordered waits for it.
  while (stage_ == Stage::opened || stage_ == Stage::live) {
    const std::unique_ptr<Order> order = mailbox_.take(false);
    if (!order) break;
    any = true;
    if (tokenizer && !text_) text_.emplace(*tokenizer, backend.facts().text_pad);
    if (std::holds_alternative<PrimeOrder>(*order) && stage_ == Stage::opened) {
      open_slot(backend);
      priming_.emplace(std::move(spec_.prompt), backend.facts(), *slot_);
      stage_ = Stage::priming;
    } else if (auto* restored = std::get_if<RestoreOrder>(order.get())) {
      restore(backend, *restored->from);
    } else if (stage_ != Stage::live) {
      throw Error(DUPLEX_BAD_ARGUMENT, "session: expected prime or restore first.");
    } else if (auto* said = std::get_if<SayOrder>(order.get())) {
      conversation_->say(std::move(said->line));
    } else if (auto* cancelled = std::get_if<CancelOrder>(order.get())) {
      conversation_->cancel_say(cancelled->say_id);
    } else if (auto* copied = std::get_if<SnapshotOrder>(order.get())) {
      take_snapshot(backend, *copied->into, model);
    }
  }
  return any;
}

void Session::open_slot(Backend& backend) {
  if (!slot_) slot_ = backend.open();
}

int64_t Session::prime_some(Backend& backend, PrefixCache& cache, int64_t slice) {
  const int64_t before = priming_->steps_done();
  const bool read = priming_->advance(backend, cache, slice);
  const int64_t steps = priming_->steps_done() - before;
  post_progress();
  if (!read) return steps;
  conversation_.emplace(priming_->prompt(), backend.facts().text_pad, spec_.sampling, spec_.reference_schedule);
  priming_.reset();
  stage_ = Stage::opening;
  if (spec_.reference_schedule) go_live();
  return steps;
}

void Session::post_progress() {
  if (priming_->steps_done() == progress_) return;
  progress_ = priming_->steps_done();
  auto event = mailbox_.blank();
  event->fields.kind = DUPLEX_EVENT_PRIMING;
  event->fields.steps_done = static_cast<int32_t>(progress_);
  event->fields.steps_total = static_cast<int32_t>(priming_->steps_total());
  mailbox_.post(std::move(event));
}

void Session::finish_opening() { go_live(); }

void Session::go_live() {
  stage_ = Stage::live;
  position_ = conversation_->position();
  live_ = true;
  auto event = mailbox_.blank();
  event->fields.kind = DUPLEX_EVENT_PRIMED;
  mailbox_.post(std::move(event));
}

void Session::take_snapshot(Backend& backend, Snapshot& into, const void* model) {
  into.model = model;
  into.state = backend.save(*slot_);
  into.conversation = conversation_;
  into.conversation->abort_lines();
  into.text = text_;
  into.bytes = into.state->bytes();
}

void Session::restore(Backend& backend, const Snapshot& from) {
  if (!from.state) throw Error(DUPLEX_BAD_ARGUMENT, "restore: the session that this snapshot was ordered of ended before it was taken.");
  const bool first = !slot_;
  open_slot(backend);
  backend.load(*slot_, *from.state);
  SayReports cut_off = conversation_ ? conversation_->abort_lines() : SayReports{};
  conversation_ = from.conversation;
  conversation_->carry(std::move(cut_off));
  text_ = from.text;
  position_ = conversation_->position();
  if (first) go_live();
}

void Session::answer(std::unique_ptr<Event> frame, const AgentFrame& agent, int64_t frame_index, float step_ms) {
  for (const SayReport& report : agent.reports) {
    auto event = mailbox_.blank();
    event->fields.kind = DUPLEX_EVENT_SAY;
    event->fields.frame_index = frame_index;
    event->fields.say_id = report.id;
    event->fields.say_state = report.state;
    event->fields.spoken_words = report.spoken_words;
    event->fields.total_words = report.total_words;
    mailbox_.post(std::move(event));
  }
  frame->fields.kind = DUPLEX_EVENT_FRAME;
  frame->fields.frame_index = frame_index;
  frame->fields.text_token = agent.text;
  frame->fields.step_ms = step_ms;
  if (text_) frame->text = text_->push(agent.text);
  position_ = conversation_->position();
  mailbox_.post(std::move(frame));
}

void Session::release(Backend& backend) {
  live_ = false;
  priming_.reset();
  if (slot_) backend.close(*std::exchange(slot_, std::nullopt));
}

}  // namespace duplex
