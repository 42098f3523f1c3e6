#pragma once
// The flags of duplex-offline, named as the reference's `python -m moshi.offline` names them.
#include <cstdint>
#include <string>
#include <vector>

#include "duplex.h"

namespace duplex::offline {

struct SayArgument {
  std::string text;
  int64_t at_ms = -1;          // −1: behind the line before it
};

struct Arguments {
  std::string moshi_weight;    // checkpoint folder
  std::string input_wav, output_wav, output_text, output_timeline, output_codes;
  std::vector<SayArgument> says;
  int64_t say_gap_ms = 0;
  std::string voice_prompt;    // file, or a name inside voice_prompt_dir
  std::string voice_prompt_dir;
  std::string text_prompt = "You are a wise and friendly teacher. Answer questions or provide advice in a clear and engaging way.";
  float temp_audio = 0.8f, temp_text = 0.7f;
  int32_t topk_audio = 250, topk_text = 25;
  bool greedy = false;
  int64_t seed = -1;           // −1: a new one each time
  std::string device = "cpu";
  duplex_weights weights = DUPLEX_WEIGHTS_AS_STORED;
  duplex_keys keys = DUPLEX_KEYS_FROM_WEIGHTS;
  int32_t threads = 0;
  bool reference_schedule = false, pin_prompt = false;
  bool help = false;
};

extern const char* const kHelp;

// Throws std::runtime_error with a sentence for wrong use.
Arguments parse_arguments(int count, char** values);

}  // namespace duplex::offline
