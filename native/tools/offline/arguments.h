#pragma once
// The flags of duplex-offline, named as the reference's `python -m moshi.offline` names them.
#include <cstdint>
#include <string>

#include "duplex.h"

namespace duplex::offline {

struct Arguments {
  std::string moshi_weight;    // checkpoint folder
  std::string input_wav, output_wav, output_text, output_timeline;
  std::string voice_prompt;    // file, or a name inside voice_prompt_dir
  std::string voice_prompt_dir;
  std::string text_prompt = "You are a wise and friendly teacher. Answer questions or provide advice in a clear and engaging way.";
  float temp_audio = 0.8f, temp_text = 0.7f;
  int32_t topk_audio = 250, topk_text = 25;
  bool greedy = false;
  int64_t seed = -1;           // −1: a new one each time
  std::string device = "cpu";
  duplex_weights weights = DUPLEX_WEIGHTS_AS_STORED;
  int32_t threads = 0;
  bool reference_schedule = false, pin_prompt = false;
  bool help = false;
};

extern const char* const kHelp;

// Throws std::runtime_error with a sentence for wrong use.
Arguments parse_arguments(int count, char** values);

}  // namespace duplex::offline
