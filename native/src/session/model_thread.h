#pragma once
// The one thread that steps all sessions of a model. Each round: obey orders, then one batch of every session whose frame is there,
// then one slice of one prompt that is being read.
#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "backend/backend.h"
#include "io/tokenizer.h"
#include "prompt/prefix_cache.h"
#include "session/session.h"

namespace duplex {

class ModelThread {
 public:
  // `tokenizer` may be null: then no text is read out.
  ModelThread(Backend& backend, const Tokenizer* tokenizer, size_t prefix_cache_bytes);
  ~ModelThread() { stop(); }
  void stop();  // after the step in progress; sessions still open fail with DUPLEX_CLOSED

  void add(std::shared_ptr<Session> session);
  void wake();  // something was ordered
  // Called on this thread after a round that posted events, and by notify(); null: nobody.
  void on_event(void (*listener)(void*), void* user);
  void notify();
  const void* identity() const { return this; }

 private:
  // One session's part in a batch.
  struct Turn {
    Session* session;
    std::unique_ptr<FrameOrder> frame;  // null: the opening step
    std::unique_ptr<Event> event;
    AgentFrame agent;
  };
  void run();
  bool round();
  void drop_closed();
  bool obey();
  bool step_batch();
  void gather();
  void step();
  bool prime_one();
  int64_t slice(bool anyone_live) const;
  void fail(Session& session, duplex_status status, const std::string& message);
  template <class Work>
  bool guarded(Session& session, Work&& work);

  Backend& backend_;
  const Tokenizer* tokenizer_;
  PrefixCache cache_;
  std::vector<std::shared_ptr<Session>> sessions_;  // this thread's own list
  std::vector<Turn> turns_;
  std::vector<FrameWork> frames_;
  std::array<float, DUPLEX_FRAME_SAMPLES> unheard_{};
  size_t next_to_prime_ = 0;
  double ms_per_priming_step_ = 0;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::shared_ptr<Session>> joining_;
  bool woken_ = false, ending_ = false;
  std::mutex listener_mutex_;
  void (*listener_)(void*) = nullptr;
  void* listener_user_ = nullptr;
  std::thread thread_;
};

}  // namespace duplex
