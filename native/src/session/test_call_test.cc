// No tests of its own: what the session tests share.
#include "session/test_call.h"

#include <cmath>
#include <filesystem>

#include <doctest/doctest.h>

namespace duplex {

TestModel::TestModel(const std::string& pack, int32_t max_sessions, duplex_weights weights) {
  duplex_model_options options{};
  options.struct_bytes = sizeof options;
  options.threads = 2;
  options.max_sessions = max_sessions;
  options.weights = weights;
  const std::filesystem::path folder = std::filesystem::path(DUPLEX_FIXTURES) / "parity" / pack;
  REQUIRE_MESSAGE(duplex_model_load(folder.c_str(), &options, &model_) == DUPLEX_OK, duplex_last_error());
  duplex_model_on_event(model_, wake, this);
}

TestModel::~TestModel() { free(); }

void TestModel::free() {
  duplex_model_free(model_);
  model_ = nullptr;
}

void TestModel::wake(void* self) {
  auto* model = static_cast<TestModel*>(self);
  const std::lock_guard lock(model->mutex_);
  ++model->wakes_;
  model->changed_.notify_all();
}

TestCall::TestCall(TestModel& model, const TestCallOptions& options, bool prime) : model_(model) {
  std::vector<float> voice(options.voice_frames * DUPLEX_FRAME_SAMPLES);
  for (size_t i = 0; i < voice.size(); ++i) voice[i] = 0.2f * std::sin(0.05f * static_cast<float>(i));
  duplex_session_options given{};
  given.struct_bytes = sizeof given;
  given.text_prompt = options.prompt;
  given.voice_pcm = voice.empty() ? nullptr : voice.data();
  given.voice_samples = voice.size();
  given.sampling = {options.temperature, 25, options.temperature, 250, options.seed};
  given.reference_schedule = options.reference_schedule;
  given.pin_prompt = options.pin;
  REQUIRE_MESSAGE(duplex_session_open(model.get(), &given, &session_) == DUPLEX_OK, duplex_last_error());
  if (prime) this->prime();
}

void TestCall::close() {
  duplex_session_close(session_);
  session_ = nullptr;
}

void TestCall::prime() {
  REQUIRE(duplex_session_prime(session_) == DUPLEX_OK);
  model_.wait([this] {
    poll();
    return primed || !failure.empty();
  });
}

void TestCall::push(int count) {
  std::vector<float> pcm(DUPLEX_FRAME_SAMPLES);
  for (int i = 0; i < count; ++i, ++next_index) {
    for (size_t at = 0; at < pcm.size(); ++at) pcm[at] = 0.3f * std::sin(static_cast<float>(at) * 0.01f * static_cast<float>(next_index % 7 + 1));
    REQUIRE_MESSAGE(duplex_session_push(session_, pcm.data(), next_index) == DUPLEX_OK, duplex_last_error());
  }
}

void TestCall::poll() {
  duplex_event event{};
  while (duplex_session_poll(session_, &event) == DUPLEX_OK) {
    if (event.kind == DUPLEX_EVENT_PRIMED) primed = true;
    if (event.kind == DUPLEX_EVENT_FAILED) failure = event.text;
    if (event.kind == DUPLEX_EVENT_SAY) says.push_back({event.frame_index, event.say_id, event.say_state, event.spoken_words, event.total_words});
    if (event.kind == DUPLEX_EVENT_FRAME) {
      heard.push_back({event.frame_index, event.text_token, event.text, {event.pcm, event.pcm + DUPLEX_FRAME_SAMPLES}});
    }
  }
}

const std::vector<TestFrame>& TestCall::frames(size_t count) {
  model_.wait([&] {
    poll();
    return heard.size() >= count || !failure.empty();
  });
  return heard;
}

}  // namespace duplex
