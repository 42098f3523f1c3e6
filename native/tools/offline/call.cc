#include "offline/call.h"

#include <array>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <random>
#include <stdexcept>

namespace duplex::offline {

namespace {

double now_ms() {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

void check(duplex_status status) {
  if (status != DUPLEX_OK) throw std::runtime_error(duplex_last_error());
}

// Lets this thread sleep until the model thread has posted something.
class Bell {
 public:
  static void ring(void* self) {
    auto* bell = static_cast<Bell*>(self);
    const std::lock_guard lock(bell->mutex_);
    bell->rung_ = true;
    bell->changed_.notify_one();
  }
  void wait() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return rung_; });
    rung_ = false;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool rung_ = false;
};

using ModelHandle = std::unique_ptr<duplex_model, decltype(&duplex_model_free)>;
using SessionHandle = std::unique_ptr<duplex_session, decltype(&duplex_session_close)>;

ModelHandle load_model(const Arguments& args) {
  duplex_model_options options{};
  options.struct_bytes = sizeof options;
  options.device = args.device.c_str();
  options.weights = args.weights;
  options.keys = args.keys;
  options.threads = args.threads;
  options.max_sessions = 1;
  duplex_model* model = nullptr;
  check(duplex_model_load(args.moshi_weight.c_str(), &options, &model));
  return {model, duplex_model_free};
}

SessionHandle open_session(const Arguments& args, duplex_model* model, uint64_t seed) {
  std::filesystem::path voice = args.voice_prompt;
  if (!voice.empty() && !args.voice_prompt_dir.empty()) voice = std::filesystem::path(args.voice_prompt_dir) / voice;
  duplex_session_options options{};
  options.struct_bytes = sizeof options;
  options.text_prompt = args.text_prompt.c_str();
  options.voice_file = voice.empty() ? nullptr : voice.c_str();
  options.sampling = {args.greedy ? 0 : args.temp_text, args.topk_text, args.greedy ? 0 : args.temp_audio, args.topk_audio, seed};
  options.reference_schedule = args.reference_schedule;
  options.pin_prompt = args.pin_prompt;
  duplex_session* session = nullptr;
  check(duplex_session_open(model, &options, &session));
  return {session, duplex_session_close};
}

const char* name_of(duplex_say_state state) {
  switch (state) {
    case DUPLEX_SAY_APPLIED: return "applied";
    case DUPLEX_SAY_COMPLETED: return "completed";
    case DUPLEX_SAY_SUPERSEDED: return "superseded";
    case DUPLEX_SAY_EXPIRED: return "expired";
    case DUPLEX_SAY_ABORTED: return "aborted";
  }
  return "unknown";
}

// Orders the lines of --say, each when it is its turn, and takes down what becomes of them.
class Lines {
 public:
  Lines(const Arguments& args, std::vector<SaidLine>& says) : args_(args), says_(says) {
    for (const SayArgument& line : args.says) says_.push_back({.text = line.text});
  }

  // What is to be said from this frame on, ordered before it is pushed.
  void before(int64_t frame, duplex_session* session) {
    while (next_ < says_.size() && frame >= due()) {
      check(duplex_session_say(session, next_, says_[next_].text.c_str(), INT64_MAX));
      says_[next_++].ordered_frame = frame;
    }
  }
  void take(const duplex_event& event) {
    SaidLine& line = says_.at(event.say_id);
    line.state = name_of(event.say_state);
    line.spoken_words = event.spoken_words;
    line.total_words = event.total_words;
    (event.say_state == DUPLEX_SAY_APPLIED ? line.applied_frame : line.ended_frame) = event.frame_index;
  }

 private:
  int64_t due() const {
    constexpr int64_t kFrameMs = 80;
    const int64_t at_ms = args_.says[next_].at_ms;
    if (at_ms >= 0) return (at_ms + kFrameMs - 1) / kFrameMs;
    const int64_t gap = (args_.say_gap_ms + kFrameMs - 1) / kFrameMs;
    if (next_ == 0) return gap;
    const int64_t ended = says_[next_ - 1].ended_frame;
    return ended < 0 ? INT64_MAX : ended + 1 + gap;
  }
  const Arguments& args_;
  std::vector<SaidLine>& says_;
  size_t next_ = 0;
};

}  // namespace

Call make_call(const Arguments& args, std::span<const float> user) {
  Call call;
  call.seed = args.seed >= 0 ? static_cast<uint64_t>(args.seed) : std::random_device{}();
  const double started_ms = now_ms();
  Bell bell;
  const ModelHandle model = load_model(args);
  duplex_model_info info{};
  info.struct_bytes = sizeof info;
  check(duplex_model_describe(model.get(), &info));
  call.model = info.name;
  call.device = info.device;
  check(duplex_model_on_event(model.get(), Bell::ring, &bell));
  const double loaded_ms = now_ms();
  call.load_ms = loaded_ms - started_ms;

  const SessionHandle session = open_session(args, model.get(), call.seed);
  check(duplex_session_prime(session.get()));
  double primed_ms = loaded_ms;
  size_t pushed = 0;
  Lines lines(args, call.says);
  // Where a line waits for another one's end, frames go in one by one: what is said when must not depend on how far ahead they were pushed.
  const auto may_push = [&] { return pushed < user.size() && (args.says.empty() || pushed == call.pcm.size()); };
  while (call.pcm.size() < user.size()) {
    while (may_push()) {
      lines.before(static_cast<int64_t>(pushed / DUPLEX_FRAME_SAMPLES), session.get());
      const duplex_status status = duplex_session_push(session.get(), user.data() + pushed, static_cast<int64_t>(pushed / DUPLEX_FRAME_SAMPLES));
      if (status == DUPLEX_BUSY) break;
      check(status);
      pushed += DUPLEX_FRAME_SAMPLES;
    }
    duplex_event event{};
    const duplex_status status = duplex_session_poll(session.get(), &event);
    if (status == DUPLEX_EMPTY) {
      bell.wait();
      continue;
    }
    check(status);
    if (event.kind == DUPLEX_EVENT_FAILED) throw std::runtime_error(event.text);
    if (event.kind == DUPLEX_EVENT_PRIMED) primed_ms = now_ms();
    if (event.kind == DUPLEX_EVENT_SAY) lines.take(event);
    if (event.kind != DUPLEX_EVENT_FRAME) continue;
    call.frames.push_back({event.text_token, std::to_array(event.heard_codes), std::to_array(event.spoken_codes), event.text, event.step_ms});
    call.pcm.insert(call.pcm.end(), event.pcm, event.pcm + DUPLEX_FRAME_SAMPLES);
  }
  call.prime_ms = primed_ms - loaded_ms;
  call.talk_ms = now_ms() - primed_ms;
  return call;
}

}  // namespace duplex::offline
