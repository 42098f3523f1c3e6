// duplex-offline: one call from a recording, with the flags of the reference's offline tool.
#include <algorithm>
#include <cstdio>
#include <exception>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "io/checkpoint.h"
#include "io/tokenizer.h"
#include "io/wav.h"
#include "offline/call.h"

using namespace duplex;
using namespace duplex::offline;

namespace {

void write_json(const std::string& path, const nlohmann::json& value) {
  std::ofstream file(path);
  file << value.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) << "\n";
  if (!file) throw std::runtime_error(path + ": cannot be written.");
}

// As the reference prints a token: its piece with U+2581 as a space, byte pieces literally.
std::string printed(const Tokenizer& tokenizer, int32_t token, int32_t pad) {
  if (token == pad) return "PAD";
  if (token == 0) return "EPAD";
  std::string piece(tokenizer.piece(token));
  for (size_t at = 0; (at = piece.find("\u2581", at)) != std::string::npos;) piece.replace(at, 3, " ");
  return piece;
}

nlohmann::json pieces(const Arguments& args, const Call& call) {
  const auto checkpoint = Checkpoint::open(args.moshi_weight);
  const auto tokenizer = Tokenizer::open(checkpoint->tokenizer_path());
  nlohmann::json list = nlohmann::json::array();
  for (const AnsweredFrame& frame : call.frames) list.push_back(printed(*tokenizer, frame.text_token, checkpoint->config().lm.existing_text_padding_id));
  return list;
}

double share_of(std::vector<float> values, double share) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[static_cast<size_t>(share * static_cast<double>(values.size() - 1))];
}

nlohmann::json timeline(const Call& call) {
  nlohmann::json frames = nlohmann::json::array();
  for (size_t i = 0; i < call.frames.size(); ++i) {
    const AnsweredFrame& frame = call.frames[i];
    frames.push_back({{"frameIndex", i}, {"atMs", i * 80}, {"textToken", frame.text_token}, {"text", frame.text}, {"stepMs", frame.step_ms}});
  }
  nlohmann::json says = nlohmann::json::array();
  for (const SaidLine& line : call.says) {
    says.push_back({{"text", line.text}, {"state", line.state}, {"orderedFrame", line.ordered_frame}, {"appliedFrame", line.applied_frame},
                    {"endedFrame", line.ended_frame}, {"spokenWords", line.spoken_words}, {"totalWords", line.total_words}});
  }
  return {{"model", call.model}, {"device", call.device}, {"seed", call.seed},   {"loadMs", call.load_ms},
          {"primeMs", call.prime_ms}, {"talkMs", call.talk_ms}, {"says", says}, {"frames", frames}};
}

nlohmann::json codes(const Call& call) {
  nlohmann::json list = nlohmann::json::array();
  for (const AnsweredFrame& frame : call.frames) list.push_back({{"heard", frame.heard_codes}, {"spoken", frame.spoken_codes}});
  return list;
}

void run(const Arguments& args) {
  std::vector<float> user = read_wav_24k(args.input_wav);
  const size_t length = user.size();
  user.resize((length + DUPLEX_FRAME_SAMPLES - 1) / DUPLEX_FRAME_SAMPLES * DUPLEX_FRAME_SAMPLES);
  Call call = make_call(args, user);
  call.pcm.resize(length);
  write_wav(args.output_wav, call.pcm, DUPLEX_SAMPLE_RATE_HZ);
  if (!args.output_text.empty()) write_json(args.output_text, pieces(args, call));
  if (!args.output_timeline.empty()) write_json(args.output_timeline, timeline(call));
  if (!args.output_codes.empty()) write_json(args.output_codes, codes(call));
  std::vector<float> step_ms;
  for (const AnsweredFrame& frame : call.frames) step_ms.push_back(frame.step_ms);
  std::printf("%s on %s, seed %llu: loaded in %.0f ms, primed in %.0f ms, %zu frames in %.0f ms (%.1f x real time; step p50 %.2f ms, p99 %.2f ms)\n",
              call.model.c_str(), call.device.c_str(), static_cast<unsigned long long>(call.seed), call.load_ms, call.prime_ms, call.frames.size(),
              call.talk_ms, static_cast<double>(call.frames.size()) * 80 / std::max(call.talk_ms, 1e-3), share_of(step_ms, 0.5), share_of(step_ms, 0.99));
  if (call.says.empty()) return;
  const auto completed = std::ranges::count_if(call.says, [](const SaidLine& line) { return line.state == std::string_view("completed"); });
  std::printf("%td of %zu lines spoken to the end\n", completed, call.says.size());
}

}  // namespace

int main(int count, char** values) {
  try {
    const Arguments args = parse_arguments(count, values);
    if (args.help) {
      std::fputs(kHelp, stdout);
      return 0;
    }
    run(args);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "duplex-offline: %s\n", error.what());
    return 1;
  }
}
