#include "offline/arguments.h"

#include <charconv>
#include <functional>
#include <map>
#include <stdexcept>
#include <string_view>

namespace duplex::offline {

const char* const kHelp = R"(duplex-offline --moshi-weight DIR --input-wav FILE --output-wav FILE [options]

One call without a network: the caller's recording in, the agent's sound, words and timeline out. Faster or slower than real time, as the
machine allows; the same seed gives the same files.

  --moshi-weight DIR      checkpoint folder in the Hugging Face layout (LM, Mimi, tokenizer, voices)
  --input-wav FILE        the caller: any rate, its first channel counts
  --output-wav FILE       the agent: 24 kHz mono, as long as the input
  --output-text FILE      JSON list with one piece per frame, "PAD" and "EPAD" where no word begins
  --output-timeline FILE  JSON: per frame its time, token, readable text and step time; what became of each --say; how long priming took
  --output-codes FILE     JSON: per frame the codes that were heard and spoken
  --voice-prompt NAME     .pt or .wav, in the folder's voices/ or in --voice-prompt-dir, or a path; none: the model's own voice
  --voice-prompt-dir DIR
  --text-prompt TEXT      the role; "" for none                       (default: a friendly teacher)
  --temp-audio X          0.8      --temp-text X    0.7
  --topk-audio N          250      --topk-text N    25
  --greedy                the likeliest token always
  --say "[@MS ]TEXT"      the agent speaks TEXT word for word, in its own pace and in its next pause; again for more lines. With @MS not before this
                          moment of the call, otherwise when the line before it has been spoken. The input must be long enough for all of them
  --say-gap-ms N          0: so long after a line was spoken the next one is ordered
  --seed N                -1: another one each time
  --device NAME           cpu
  --weights KIND          as-stored, f32, bf16 (as the reference rounds) or i8
  --keys KIND             from-weights, bf16 or i8: the attention's keys and values
  --threads N             0: one per core
  --reference-schedule    every frame one frame later, as the reference outputs: the first one is silent
  --pin-prompt            the prompt never leaves the attention window
  --help

Example, on the small checkpoint of random weights (noise, not speech):
  D=native/test/fixtures/parity/session-tiny
  native/build/duplex-offline --moshi-weight $D --input-wav $D/user.wav --voice-prompt TINYM0.wav --greedy --output-wav agent.wav --output-text agent.json
)";

namespace {

template <class Number>
Number number(std::string_view flag, std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) {
    throw std::runtime_error(std::string(flag) + ": expected a number, received " + std::string(text) + ".");
  }
  return value;
}

duplex_weights weights(std::string_view name) {
  if (name == "as-stored") return DUPLEX_WEIGHTS_AS_STORED;
  if (name == "f32") return DUPLEX_WEIGHTS_F32;
  if (name == "bf16") return DUPLEX_WEIGHTS_BF16;
  if (name == "i8") return DUPLEX_WEIGHTS_I8;
  throw std::runtime_error("--weights: expected as-stored, f32, bf16 or i8, received " + std::string(name) + ".");
}

duplex_keys keys(std::string_view name) {
  if (name == "from-weights") return DUPLEX_KEYS_FROM_WEIGHTS;
  if (name == "bf16") return DUPLEX_KEYS_BF16;
  if (name == "i8") return DUPLEX_KEYS_I8;
  throw std::runtime_error("--keys: expected from-weights, bf16 or i8, received " + std::string(name) + ".");
}

// "@2500 Good morning." or "Good morning."
SayArgument say(std::string_view line) {
  if (!line.starts_with('@')) return {std::string(line), -1};
  const size_t space = line.find(' ');
  if (space == std::string_view::npos) throw std::runtime_error("--say: expected words behind the time, received " + std::string(line) + ".");
  const auto at_ms = number<int64_t>("--say @MS", line.substr(1, space - 1));
  if (at_ms < 0) throw std::runtime_error("--say: expected a time from 0 ms on, received " + std::string(line) + ".");
  return {std::string(line.substr(space + 1)), at_ms};
}

}  // namespace

Arguments parse_arguments(int count, char** values) {
  Arguments args;
  using View = std::string_view;
  const std::map<View, std::function<void(View)>> valued = {
      {"--moshi-weight", [&](View v) { args.moshi_weight = v; }},
      {"--input-wav", [&](View v) { args.input_wav = v; }},
      {"--output-wav", [&](View v) { args.output_wav = v; }},
      {"--output-text", [&](View v) { args.output_text = v; }},
      {"--output-timeline", [&](View v) { args.output_timeline = v; }},
      {"--output-codes", [&](View v) { args.output_codes = v; }},
      {"--say", [&](View v) { args.says.push_back(say(v)); }},
      {"--say-gap-ms", [&](View v) { args.say_gap_ms = number<int64_t>("--say-gap-ms", v); }},
      {"--voice-prompt", [&](View v) { args.voice_prompt = v; }},
      {"--voice-prompt-dir", [&](View v) { args.voice_prompt_dir = v; }},
      {"--text-prompt", [&](View v) { args.text_prompt = v; }},
      {"--temp-audio", [&](View v) { args.temp_audio = number<float>("--temp-audio", v); }},
      {"--temp-text", [&](View v) { args.temp_text = number<float>("--temp-text", v); }},
      {"--topk-audio", [&](View v) { args.topk_audio = number<int32_t>("--topk-audio", v); }},
      {"--topk-text", [&](View v) { args.topk_text = number<int32_t>("--topk-text", v); }},
      {"--seed", [&](View v) { args.seed = number<int64_t>("--seed", v); }},
      {"--device", [&](View v) { args.device = v; }},
      {"--weights", [&](View v) { args.weights = weights(v); }},
      {"--keys", [&](View v) { args.keys = keys(v); }},
      {"--threads", [&](View v) { args.threads = number<int32_t>("--threads", v); }},
  };
  const std::map<View, bool*> switches = {{"--greedy", &args.greedy},
                                          {"--reference-schedule", &args.reference_schedule},
                                          {"--pin-prompt", &args.pin_prompt},
                                          {"--help", &args.help}};
  for (int i = 1; i < count; ++i) {
    const View flag = values[i];
    if (const auto found = switches.find(flag); found != switches.end()) {
      *found->second = true;
    } else if (const auto takes = valued.find(flag); takes != valued.end()) {
      if (++i == count) throw std::runtime_error(std::string(flag) + ": expected a value behind it.");
      takes->second(values[i]);
    } else {
      throw std::runtime_error("expected a flag of --help, received " + std::string(flag) + ".");
    }
  }
  if (!args.help && (args.moshi_weight.empty() || args.input_wav.empty() || args.output_wav.empty())) {
    throw std::runtime_error("expected --moshi-weight, --input-wav and --output-wav; see --help.");
  }
  return args;
}

}  // namespace duplex::offline
