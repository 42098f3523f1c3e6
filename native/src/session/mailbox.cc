#include "session/mailbox.h"

#include <algorithm>
#include <utility>

namespace duplex {

duplex_status Mailbox::push(const float* pcm, int64_t frame_index) {
  const std::lock_guard lock(mutex_);
  if (failed_) return DUPLEX_CLOSED;
  if (frames_in_flight_ >= kQueuedFrames) return DUPLEX_BUSY;
  std::unique_ptr<FrameOrder> frame;
  if (spare_frames_.empty()) {
    frame = std::make_unique<FrameOrder>();
  } else {
    frame = std::move(spare_frames_.back());
    spare_frames_.pop_back();
  }
  frame->frame_index = frame_index;
  std::copy_n(pcm, DUPLEX_FRAME_SAMPLES, frame->pcm.begin());
  orders_.push_back(std::make_unique<Order>(std::move(frame)));
  ++frames_in_flight_;
  return DUPLEX_OK;
}

duplex_status Mailbox::order(Order order) {
  const std::lock_guard lock(mutex_);
  if (failed_) return DUPLEX_CLOSED;
  if (orders_.size() >= kOrders) return DUPLEX_BUSY;
  orders_.push_back(std::make_unique<Order>(std::move(order)));
  return DUPLEX_OK;
}

duplex_status Mailbox::poll(duplex_event& out) {
  const std::lock_guard lock(mutex_);
  if (polled_) spare_events_.push_back(std::move(polled_));
  if (events_.empty()) return failed_ ? DUPLEX_CLOSED : DUPLEX_EMPTY;
  polled_ = std::move(events_.front());
  events_.pop_front();
  if (polled_->fields.kind == DUPLEX_EVENT_FRAME) --frames_in_flight_;
  out = polled_->fields;
  out.pcm = polled_->fields.kind == DUPLEX_EVENT_FRAME ? polled_->pcm.data() : nullptr;
  out.text = polled_->text.c_str();
  return DUPLEX_OK;
}

std::unique_ptr<Order> Mailbox::take(bool frames) {
  const std::lock_guard lock(mutex_);
  if (orders_.empty() || (!frames && std::holds_alternative<std::unique_ptr<FrameOrder>>(*orders_.front()))) return {};
  std::unique_ptr<Order> next = std::move(orders_.front());
  orders_.pop_front();
  return next;
}

bool Mailbox::has_frame() const {
  const std::lock_guard lock(mutex_);
  return !orders_.empty() && std::holds_alternative<std::unique_ptr<FrameOrder>>(*orders_.front());
}

void Mailbox::recycle(std::unique_ptr<FrameOrder> frame) {
  const std::lock_guard lock(mutex_);
  spare_frames_.push_back(std::move(frame));
}

std::unique_ptr<Event> Mailbox::blank() {
  const std::lock_guard lock(mutex_);
  if (spare_events_.empty()) return std::make_unique<Event>();
  std::unique_ptr<Event> event = std::move(spare_events_.back());
  spare_events_.pop_back();
  event->fields = {};
  event->text.clear();
  return event;
}

void Mailbox::post(std::unique_ptr<Event> event) {
  const std::lock_guard lock(mutex_);
  events_.push_back(std::move(event));
}

void Mailbox::fail(duplex_status status, const std::string& message) {
  auto event = blank();
  event->fields.kind = DUPLEX_EVENT_FAILED;
  event->fields.status = status;
  event->text = message;
  const std::lock_guard lock(mutex_);
  if (failed_) return;
  failed_ = true;
  orders_.clear();
  events_.push_back(std::move(event));
}

bool Mailbox::failed() const {
  const std::lock_guard lock(mutex_);
  return failed_;
}

}  // namespace duplex
