#pragma once
// One call through duplex.h, from a recording.
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "offline/arguments.h"

namespace duplex::offline {

struct AnsweredFrame {
  int32_t text_token = 0;
  std::array<int32_t, 8> heard_codes{}, spoken_codes{};
  std::string text;  // readable UTF-8 that begins here
  float step_ms = 0;
};

// What became of a line of --say; frames are −1 until then.
struct SaidLine {
  std::string text;
  int64_t ordered_frame = -1, applied_frame = -1, ended_frame = -1;
  const char* state = "waiting";
  int32_t spoken_words = 0, total_words = 0;
};

struct Call {
  std::string model, device;
  uint64_t seed = 0;
  double load_ms = 0, prime_ms = 0, talk_ms = 0;
  std::vector<AnsweredFrame> frames;
  std::vector<SaidLine> says;
  std::vector<float> pcm;  // 24 kHz, whole frames
};

// `user` holds whole frames. Throws std::runtime_error with the library's own sentence.
Call make_call(const Arguments& args, std::span<const float> user);

}  // namespace duplex::offline
