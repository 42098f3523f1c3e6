#pragma once
// A loaded checkpoint with the thread that steps its sessions: what duplex_model stands for.
#include <atomic>
#include <memory>
#include <string>

#include "duplex.h"
#include "io/checkpoint.h"
#include "session/identity.h"
#include "session/model_thread.h"

namespace duplex {

class Model {
 public:
  // Throws Error; reads, converts and warms up before it returns.
  Model(const std::string& folder, const duplex_model_options& options);

  void describe(duplex_model_info& out) const;
  int32_t count_tokens(const char* text) const;
  ModelThread& thread() { return *thread_; }
  void stop();  // the weights stay until the last session has been closed
  const BackendFacts& facts() const { return backend_->facts(); }

  // Checks the options and takes one of the places; Error(DUPLEX_BUSY) where all are taken.
  std::shared_ptr<Session> open(const duplex_session_options& options);
  void give_back_place() { --open_sessions_; }
  // Words of a line, each as token ids. Error where there is no tokenizer or nothing to say.
  SayLine line(uint64_t id, const char* text, int64_t expires_at_frame) const;

 private:
  SessionSpec session_spec(const duplex_session_options& options) const;
  int32_t fitting_sessions() const;
  const Tokenizer& tokenizer() const;
  std::shared_ptr<const Checkpoint> checkpoint_;
  std::unique_ptr<Backend> backend_;
  std::shared_ptr<const Tokenizer> tokenizer_;
  std::string name_, architecture_, device_;
  int32_t max_sessions_ = 1;
  std::atomic<int32_t> open_sessions_ = 0;
  std::unique_ptr<ModelThread> thread_;
  std::unique_ptr<Identity> identity_;  // last: ends first
};

}  // namespace duplex
