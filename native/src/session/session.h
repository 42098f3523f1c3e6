#pragma once
// One call's state. The mailbox is anybody's; the rest belongs to the model thread.
#include <atomic>
#include <memory>
#include <optional>

#include "backend/backend.h"
#include "io/tokenizer.h"
#include "prompt/priming.h"
#include "session/conversation.h"
#include "session/mailbox.h"

namespace duplex {

struct SessionSpec {
  PromptSpec prompt;
  SamplingParams sampling;
  bool reference_schedule = false;
};

class Session {
 public:
  enum class Stage { opened, priming, opening, live };

  explicit Session(SessionSpec spec) : spec_(std::move(spec)) {}
  Mailbox& mailbox() { return mailbox_; }
  void close() { closed_ = true; }
  bool closed() const { return closed_; }
  bool live() const { return live_; }                   // for callers: may be copied
  int64_t position() const { return position_; }

  // The model thread's part.
  Stage stage() const { return stage_; }
  SlotId slot() const { return *slot_; }
  // Obeys waiting orders up to the next frame; true if there was any.
  bool obey_orders(Backend& backend, const Tokenizer* tokenizer, const void* model);
  int64_t prime_some(Backend& backend, PrefixCache& cache, int64_t slice);  // returns the steps it took
  Conversation& conversation() { return *conversation_; }
  void finish_opening();                                 // after the opening step
  // Posts the agent's frame and what goes with it.
  void answer(std::unique_ptr<Event> frame, const AgentFrame& agent, int64_t frame_index, float step_ms);
  void release(Backend& backend);                        // gives the slot back

 private:
  void open_slot(Backend& backend);
  void post_progress();
  void go_live();
  void take_snapshot(Backend& backend, Snapshot& into, const void* model);
  void restore(Backend& backend, const Snapshot& from);
  SessionSpec spec_;
  Mailbox mailbox_;
  std::atomic<bool> closed_ = false, live_ = false;
  std::atomic<int64_t> position_ = 0;
  Stage stage_ = Stage::opened;
  std::optional<SlotId> slot_;
  std::optional<Priming> priming_;
  std::optional<Conversation> conversation_;
  std::optional<TextDecoder> text_;
  int64_t progress_ = -1;
};

}  // namespace duplex
