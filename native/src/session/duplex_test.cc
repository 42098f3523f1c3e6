// The C API as an engine uses it, on a small checkpoint of random weights.
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <limits>
#include <thread>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "io/checkpoint.h"
#include "io/tokenizer.h"
#include "session/test_call.h"

using namespace duplex;

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

size_t resident_bytes() {
  std::ifstream file("/proc/self/statm");
  size_t total = 0, resident = 0;
  file >> total >> resident;
  return resident * static_cast<size_t>(sysconf(_SC_PAGESIZE));
}

std::vector<TestFrame> frames_alone(const TestCallOptions& options, int count) {
  TestModel model;
  TestCall call(model, options);
  call.push(count);
  return call.frames(static_cast<size_t>(count));
}

}  // namespace

TEST_CASE("sessions that run side by side, join and leave at any frame give what each gives alone") {
  const auto first_alone = frames_alone({.seed = 11}, 24), second_alone = frames_alone({.seed = 12, .prompt = "Hello there."}, 12);
  TestModel model;
  TestCall first(model, {.seed = 11});
  first.push(5);
  TestCall second(model, {.seed = 12, .prompt = "Hello there."}), passing(model, {.seed = 13, .voice_frames = 0});
  first.push(6);
  second.push(6);
  passing.push(2);
  passing.frames(2);
  passing.close();
  second.push(6);
  first.push(13);
  CHECK(first.frames(24) == first_alone);
  CHECK(second.frames(12) == second_alone);
  CHECK(frames_alone({.seed = 99}, 12) != std::vector<TestFrame>(first_alone.begin(), first_alone.begin() + 12));
}

TEST_CASE("frames are answered one by one with the caller's own index") {
  TestModel model;
  TestCall call(model);
  call.next_index = 500;
  call.push(8);
  const auto& heard = call.frames(8);
  for (size_t i = 0; i < heard.size(); ++i) CHECK(heard[i].index == 500 + static_cast<int64_t>(i));
}

TEST_CASE("the reference schedule says the same one frame later") {
  TestModel model;
  TestCall early(model, {.temperature = 0}), reference(model, {.temperature = 0, .reference_schedule = true});
  early.push(12);
  reference.push(12);
  const auto& sooner = early.frames(12);
  const auto& later = reference.frames(12);
  CHECK(later[0].text_token == 3);
  for (size_t i = 0; i + 1 < sooner.size(); ++i) CHECK(sooner[i] == later[i + 1]);
}

TEST_CASE("a prompt that was read before gives the same call at once") {
  TestModel model;
  TestCall first(model, {.seed = 4});
  TestCall again(model, {.seed = 4}), other_text(model, {.seed = 4, .prompt = "Something else."});
  for (TestCall* call : {&first, &again, &other_text}) call->push(6);
  CHECK(again.frames(6) == first.frames(6));
  CHECK(frames_alone({.seed = 4, .prompt = "Something else."}, 6) == other_text.frames(6));
}

TEST_CASE("a snapshot restores the call that it was taken of, in its own session and in another") {
  TestModel model;
  TestCall call(model, {.seed = 21});
  call.push(10);
  duplex_snapshot* snapshot = nullptr;
  REQUIRE(duplex_session_snapshot(call.get(), &snapshot) == DUPLEX_OK);
  CHECK(duplex_snapshot_bytes(snapshot) > 0);
  call.push(10);
  call.frames(20);
  const std::vector<TestFrame> straight(call.heard.begin() + 10, call.heard.end());

  REQUIRE(duplex_session_restore(call.get(), snapshot) == DUPLEX_OK);
  call.next_index = 10;
  call.push(10);
  call.frames(30);
  CHECK(std::vector<TestFrame>(call.heard.begin() + 20, call.heard.end()) == straight);

  TestCall copy(model, {.seed = 5}, false);
  REQUIRE(duplex_session_restore(copy.get(), snapshot) == DUPLEX_OK);
  copy.next_index = 10;
  call.close();
  copy.push(10);
  CHECK(copy.frames(10) == straight);
  TestModel other;
  TestCall stranger(other, {}, false);
  CHECK(duplex_session_restore(stranger.get(), snapshot) == DUPLEX_BAD_ARGUMENT);
  duplex_snapshot_free(snapshot);
}

TEST_CASE("a line is spoken word for word and reported with the frames of its words") {
  TestModel model;
  TestCall call(model);
  call.push(2);
  REQUIRE(duplex_session_say(call.get(), 77, "your name is good", 1000) == DUPLEX_OK);
  for (int i = 0; i < 60; ++i) {
    call.push(1);
    call.frames(static_cast<size_t>(call.next_index));
  }
  REQUIRE(call.says.size() == 2);
  CHECK(call.says[0].state == DUPLEX_SAY_APPLIED);
  CHECK(call.says[1].state == DUPLEX_SAY_COMPLETED);
  CHECK(call.says[1].id == 77);
  CHECK(call.says[1].spoken == 4);
  CHECK(call.says[1].total == 4);
  std::string spoken;
  for (int64_t i = call.says[0].frame_index; i <= call.says[1].frame_index; ++i) {
    const TestFrame& frame = call.heard[static_cast<size_t>(i)];
    spoken += frame.text;
  }
  CHECK(spoken == " your name is good");
}

TEST_CASE("a cancelled line stops at a word's end, and one too late is told so") {
  TestModel model;
  TestCall call(model);
  call.push(2);
  REQUIRE(duplex_session_say(call.get(), 1, "your name is good your name is good your name is good", 1000) == DUPLEX_OK);
  while (call.says.empty()) {
    call.push(1);
    call.frames(static_cast<size_t>(call.next_index));
  }
  call.push(10);
  REQUIRE(duplex_session_cancel_say(call.get(), 1) == DUPLEX_OK);
  REQUIRE(duplex_session_say(call.get(), 2, "hello", 0) == DUPLEX_OK);
  call.push(8);
  call.frames(static_cast<size_t>(call.next_index));
  REQUIRE(call.says.size() == 3);
  CHECK(call.says[1].state == DUPLEX_SAY_ABORTED);
  CHECK(call.says[1].spoken < call.says[1].total);
  CHECK(call.says[2].state == DUPLEX_SAY_EXPIRED);
}

TEST_CASE("wrong use is refused with a sentence") {
  TestModel model("session-tiny", 1);
  std::vector<float> pcm(DUPLEX_FRAME_SAMPLES);
  TestCall call(model, {}, false);
  CHECK(duplex_session_push(call.get(), pcm.data(), 0) == DUPLEX_BAD_ARGUMENT);
  CHECK(std::string(duplex_last_error()).find("prime") != std::string::npos);
  CHECK(duplex_session_push(nullptr, pcm.data(), 0) == DUPLEX_BAD_ARGUMENT);
  duplex_session_options options{};
  duplex_session* second = nullptr;
  CHECK(duplex_session_open(model.get(), &options, &second) == DUPLEX_BAD_ARGUMENT);
  options.struct_bytes = sizeof options;
  CHECK(duplex_session_open(model.get(), &options, &second) == DUPLEX_BUSY);
  CHECK(second == nullptr);
  call.prime();
  CHECK(duplex_session_prime(call.get()) == DUPLEX_BAD_ARGUMENT);
  CHECK(duplex_session_say(call.get(), 1, "  \n", 0) == DUPLEX_BAD_ARGUMENT);
  duplex_model* none = nullptr;
  CHECK(duplex_model_load("/nowhere", nullptr, &none) == DUPLEX_BAD_FILE);
  CHECK(std::string(duplex_last_error()).find("/nowhere") != std::string::npos);
}

TEST_CASE("a device that is not there is refused with what there could be") {
  const std::string folder = std::string(DUPLEX_FIXTURES) + "/parity/session-tiny";
  duplex_model_options options{};
  options.struct_bytes = sizeof options;
  duplex_model* model = nullptr;
  options.device = "tpu";
  CHECK(duplex_model_load(folder.c_str(), &options, &model) == DUPLEX_UNSUPPORTED);
  CHECK(std::string(duplex_last_error()) == "device: expected auto, cpu, cuda or cuda:N, received tpu.");
  options.device = "cuda:777";
  CHECK(duplex_model_load(folder.c_str(), &options, &model) == DUPLEX_UNSUPPORTED);
  CHECK(std::string(duplex_last_error()).starts_with("device: expected"));
  CHECK(model == nullptr);
}

TEST_CASE("auto takes the CPU where there is no CUDA device, and says why") {
  const std::string folder = std::string(DUPLEX_FIXTURES) + "/parity/session-tiny";
  duplex_model_options options{};
  options.struct_bytes = sizeof options;
  options.device = "auto";
  options.weights = DUPLEX_WEIGHTS_AUTO;
  duplex_model* model = nullptr;
  REQUIRE(duplex_model_load(folder.c_str(), &options, &model) == DUPLEX_OK);
  duplex_model_info info{};
  info.struct_bytes = sizeof info;
  CHECK(duplex_model_describe(model, &info) == DUPLEX_OK);
  const std::string device = info.device;
  const bool on_device = device.starts_with("cuda:0"), said_why = device.starts_with("cpu") && device.ends_with(")") && device.find(" (") != std::string::npos;
  CHECK((on_device || said_why));
  duplex_model_free(model);
}

TEST_CASE("sound that is no number is refused by its place, and the call goes on") {
  TestModel model;
  TestCall call(model);
  std::vector<float> pcm(DUPLEX_FRAME_SAMPLES);
  pcm[17] = std::numeric_limits<float>::quiet_NaN();
  CHECK(duplex_session_push(call.get(), pcm.data(), 0) == DUPLEX_BAD_ARGUMENT);
  CHECK(std::string(duplex_last_error()) == "push: expected 1920 finite samples, received NaN as sample 17.");
  pcm[17] = 0;
  pcm.back() = -std::numeric_limits<float>::infinity();
  CHECK(duplex_session_push(call.get(), pcm.data(), 0) == DUPLEX_BAD_ARGUMENT);
  CHECK(std::string(duplex_last_error()) == "push: expected 1920 finite samples, received infinity as sample 1919.");
  call.push(1);
  CHECK(call.frames(1).size() == 1);

  duplex_session_options options{};
  options.struct_bytes = sizeof options;
  options.voice_pcm = pcm.data();
  options.voice_samples = pcm.size();
  duplex_session* session = nullptr;
  CHECK(duplex_session_open(model.get(), &options, &session) == DUPLEX_BAD_ARGUMENT);
  CHECK(std::string(duplex_last_error()).starts_with("voice_pcm: expected 1920 finite samples"));
}

TEST_CASE("the weights' hash is told once it is known, and is that of the bytes") {
  TestModel model;
  duplex_model_info info{};
  info.struct_bytes = sizeof info;
  model.wait([&] { return duplex_model_describe(model.get(), &info) == DUPLEX_OK && info.weights_sha256; });
  CHECK(std::string(info.weights_sha256) == Checkpoint::open(std::string(DUPLEX_FIXTURES) + "/parity/session-tiny")->weights_sha256());
  for (int i = 0; i < 5; ++i) TestModel freed_before_it_is_known;
}

TEST_CASE("a full queue says busy and loses nothing") {
  TestModel model;
  TestCall call(model);
  std::vector<float> pcm(DUPLEX_FRAME_SAMPLES);
  int pushed = 0;
  while (duplex_session_push(call.get(), pcm.data(), pushed) == DUPLEX_OK) ++pushed;
  CHECK(pushed == 25);
  CHECK(call.frames(25).size() == 25);
  CHECK(duplex_session_push(call.get(), pcm.data(), 25) == DUPLEX_OK);
}

TEST_CASE("a prompt longer than the window cannot be pinned; a shorter one can") {
  TestModel model;
  std::string endless = "word";
  for (int i = 0; i < 100; ++i) endless += " word";
  TestCall refused(model, {.prompt = endless.c_str(), .pin = true}), pinned(model, {.prompt = "Hi.", .pin = true});
  CHECK(refused.failure.find("pin_prompt") != std::string::npos);
  pinned.push(20);
  pinned.frames(20);
  pinned.push(20);
  CHECK(pinned.frames(40).size() == 40);
}

TEST_CASE("a checkpoint that asks for it has its prompts pinned where they leave room, and lets go of longer ones") {
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / ("duplex-pins-" + std::to_string(::getpid()));
  std::filesystem::copy(std::filesystem::path(DUPLEX_FIXTURES) / "parity" / "session-tiny", folder, std::filesystem::copy_options::recursive);
  nlohmann::json config = nlohmann::json::parse(std::ifstream(folder / "config.json"));
  config["pin_prompt"] = true;
  std::ofstream(folder / "config.json") << config;
  {
    TestModel plain, pinning(folder.string());
    const auto frames_of = [](TestModel& model, const char* prompt, bool pin) {  // beyond the window of 72
      TestCall call(model, {.prompt = prompt, .temperature = 0, .pin = pin});
      for (int pushed = 20; pushed <= 120; pushed += 20) {
        call.push(20);
        call.frames(static_cast<size_t>(pushed));
      }
      return call.frames(120);
    };
    const auto kept = frames_of(pinning, "Hi.", false);
    CHECK(kept == frames_of(plain, "Hi.", true));
    CHECK_FALSE(kept == frames_of(plain, "Hi.", false));
    std::string longer = "word";
    for (int i = 0; i < 40; ++i) longer += " word";
    CHECK(frames_of(pinning, longer.c_str(), false) == frames_of(plain, longer.c_str(), false));
  }
  std::filesystem::remove_all(folder);
}

TEST_CASE("a checkpoint may ask for no more than the beginning of a voice") {
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / ("duplex-voice-" + std::to_string(::getpid()));
  std::filesystem::copy(std::filesystem::path(DUPLEX_FIXTURES) / "parity" / "session-tiny", folder, std::filesystem::copy_options::recursive);
  nlohmann::json config = nlohmann::json::parse(std::ifstream(folder / "config.json"));
  config["voice_frames"] = 3;
  std::ofstream(folder / "config.json") << config;
  {
    TestModel plain, asking(folder.string());
    const auto frames_of = [](TestModel& model, size_t voice_frames) {
      TestCall call(model, {.voice_frames = voice_frames, .temperature = 0});
      call.push(10);
      return call.frames(10);
    };
    CHECK(frames_of(asking, 9) == frames_of(plain, 3));
    CHECK(frames_of(asking, 2) == frames_of(plain, 2));
    CHECK_FALSE(frames_of(plain, 9) == frames_of(plain, 3));
  }
  std::filesystem::remove_all(folder);
}

TEST_CASE("a Moshi checkpoint answers from the first frame, without a prompt") {
  TestModel model("moshi-tiny");
  TestCall call(model, {.temperature = 0});
  call.push(6);
  CHECK(call.frames(6).size() == 6);
  duplex_model_info info{};
  info.struct_bytes = sizeof info;
  REQUIRE(duplex_model_describe(model.get(), &info) == DUPLEX_OK);
  CHECK(std::string(info.architecture) == "moshi");
}

TEST_CASE("a model that is freed under its sessions fails them, and they can still be closed") {
  TestModel model;
  TestCall call(model);
  call.push(3);
  model.free();
  call.poll();
  CHECK(call.failure.find("freed") != std::string::npos);
  std::vector<float> pcm(DUPLEX_FRAME_SAMPLES);
  CHECK(duplex_session_push(call.get(), pcm.data(), 3) == DUPLEX_CLOSED);
}

TEST_CASE("sessions may be driven from threads of their own") {
  TestModel model;
  std::vector<std::vector<TestFrame>> heard(4);
  std::vector<std::thread> callers;
  for (size_t i = 0; i < heard.size(); ++i) {
    callers.emplace_back([&, i] {
      TestCall call(model, {.seed = i % 2});
      for (int round = 0; round < 5; ++round) {
        call.push(3);
        call.frames(static_cast<size_t>(call.next_index));
      }
      heard[i] = call.heard;
    });
  }
  for (std::thread& caller : callers) caller.join();
  CHECK(heard[0] == heard[2]);
  CHECK(heard[1] == heard[3]);
  CHECK(heard[0] != heard[1]);
}

TEST_CASE("a thousand calls leave no memory behind") {
  TestModel model;
  const auto one = [&](uint64_t seed) {
    TestCall call(model, {.seed = seed});
    call.push(2);
    call.frames(2);
  };
  for (uint64_t i = 0; i < (kSanitized ? 5 : 100); ++i) one(i);
  const size_t before = resident_bytes();
  for (uint64_t i = 0; i < (kSanitized ? 30 : 1000); ++i) one(i);
  const size_t after = resident_bytes();
  if (kSanitized) return;  // it keeps what was freed, to catch its use, and finds what was not by itself
  CHECK_MESSAGE(after < before + (size_t{2} << 20), before, " bytes before, ", after, " after");
}
