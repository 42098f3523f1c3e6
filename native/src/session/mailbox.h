#pragma once
// What passes between the caller's threads and the model thread: orders in, events out, both in order and bounded.
#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <variant>
#include <vector>

#include "duplex.h"
#include "session/say_machine.h"
#include "session/snapshot.h"

namespace duplex {

// Two seconds of caller's sound: what an engine may hold back while a prompt is read.
inline constexpr size_t kQueuedFrames = 25;

struct FrameOrder {
  int64_t frame_index = 0;
  std::array<float, DUPLEX_FRAME_SAMPLES> pcm;
};
struct PrimeOrder {};
struct SayOrder {
  SayLine line;
};
struct CancelOrder {
  uint64_t say_id = 0;
};
struct SnapshotOrder {
  std::shared_ptr<Snapshot> into;
};
struct RestoreOrder {
  std::shared_ptr<const Snapshot> from;
};
using Order = std::variant<PrimeOrder, std::unique_ptr<FrameOrder>, SayOrder, CancelOrder, SnapshotOrder, RestoreOrder>;

struct Event {
  duplex_event fields{};  // `pcm` and `text` are set when it is polled
  std::array<float, DUPLEX_FRAME_SAMPLES> pcm;
  std::string text;
};

class Mailbox {
 public:
  // DUPLEX_BUSY where kQueuedFrames are waiting for a step or for being polled, DUPLEX_CLOSED after the last event of a failed session.
  duplex_status push(const float* pcm, int64_t frame_index);
  duplex_status order(Order order);
  // The oldest event; its pointers live until the next call.
  duplex_status poll(duplex_event& out);

  // The model thread's side. take() hands out the next order, or null where that is a frame and `frames` is false.
  std::unique_ptr<Order> take(bool frames);
  bool has_frame() const;  // the next order is one
  void recycle(std::unique_ptr<FrameOrder> frame);
  std::unique_ptr<Event> blank();  // an event to fill and post
  void post(std::unique_ptr<Event> event);
  // Posts a last event; later orders are refused.
  void fail(duplex_status status, const std::string& message);
  bool failed() const;

 private:
  static constexpr size_t kOrders = 1000;  // beside frames; a caller that gives more has lost its mind
  mutable std::mutex mutex_;
  std::deque<std::unique_ptr<Order>> orders_;
  std::deque<std::unique_ptr<Event>> events_;
  std::vector<std::unique_ptr<FrameOrder>> spare_frames_;  // buffers of sound go round
  std::vector<std::unique_ptr<Event>> spare_events_;
  std::unique_ptr<Event> polled_;
  size_t frames_in_flight_ = 0;  // pushed and not polled yet
  bool failed_ = false;
};

}  // namespace duplex
