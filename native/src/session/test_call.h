#pragma once
// Calls through duplex.h for tests: a model of the small fixture checkpoint, and sessions that wait for what they ask.
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "duplex.h"

namespace duplex {

struct TestFrame {
  int64_t index = 0;
  int32_t text_token = 0;
  std::string text;
  std::vector<float> pcm;
  bool operator==(const TestFrame& other) const { return text_token == other.text_token && text == other.text && pcm == other.pcm; }
};
struct TestSay {
  int64_t frame_index;
  uint64_t id;
  duplex_say_state state;
  int32_t spoken, total;
};

class TestModel {
 public:
  // A pack of test/fixtures/parity, or the path of a folder.
  explicit TestModel(const std::string& pack = "session-tiny", int32_t max_sessions = 8, duplex_weights weights = DUPLEX_WEIGHTS_AUTO);
  ~TestModel();
  duplex_model* get() { return model_; }
  void free();
  // Sleeps until `done()` holds, looking again whenever the model thread has posted something.
  template <class Done>
  void wait(Done&& done) {
    for (;;) {
      std::unique_lock lock(mutex_);
      const uint64_t seen = wakes_;
      lock.unlock();
      if (done()) return;
      lock.lock();
      changed_.wait(lock, [&] { return wakes_ != seen; });
    }
  }

 private:
  static void wake(void* self);
  duplex_model* model_ = nullptr;
  std::mutex mutex_;
  std::condition_variable changed_;
  uint64_t wakes_ = 0;
};

struct TestCallOptions {
  uint64_t seed = 1;
  const char* prompt = "You are a teacher.";
  size_t voice_frames = 3;
  float temperature = 0.8f;
  bool reference_schedule = false, pin = false;
};

class TestCall {
 public:
  TestCall(TestModel& model, const TestCallOptions& options = {}, bool prime = true);
  ~TestCall() { close(); }
  void close();
  duplex_session* get() { return session_; }
  void prime();                                // and waits for it
  void push(int count);                        // frames of a sound that depends on their index
  const std::vector<TestFrame>& frames(size_t count);  // once so many have come
  void poll();
  bool primed = false;
  std::string failure;
  std::vector<TestSay> says;
  std::vector<TestFrame> heard;
  int64_t next_index = 0;

 private:
  TestModel& model_;
  duplex_session* session_ = nullptr;
};

}  // namespace duplex
