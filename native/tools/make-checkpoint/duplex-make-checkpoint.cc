// duplex-make-checkpoint FOLDER: a small checkpoint of random weights in the Hugging Face layout, for tests and benches.
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>

#include "error.h"
#include "io/tokenizer.h"
#include "make-checkpoint/random_tensors.h"
#include "make-checkpoint/sizes.h"

using namespace duplex;
using namespace duplex::making;

namespace {

namespace fs = std::filesystem;
const fs::path SOURCES = fs::path(DUPLEX_FIXTURES) / "parity/session-tiny";

constexpr const char* HELP =
    "duplex-make-checkpoint FOLDER [options]\n"
    "\n"
    "Writes a checkpoint of random weights: the language model, the Mimi codec, a small tokenizer, two voices, and a config.json that says\n"
    "\"random_weights\": true. It runs like a real one and speaks noise. The same options give the same bytes.\n"
    "\n"
    "  --preset NAME        language model: tiny (default), 10m, 30m, 100m: LM parameters read per frame; 7b: the real one's sizes (17 GB)\n"
    "  --mimi NAME          codec: tiny, small, full (the real one's sizes); default: tiny with preset tiny, else small\n"
    "  --architecture NAME  personaplex (default; 16 depformer sets, voices) or moshi (8 sets, no voices)\n"
    "  --seed N             default 1\n"
    "  --dim N --layers N --heads N --depformer-dim N --depformer-layers N --depformer-heads N --card N --context N\n"
    "                       sizes in place of the preset's\n"
    "  --text-card N        text vocabulary; default: as many as the tokenizer has pieces\n"
    "  --config FILE        all sizes from this config.json, in place of presets\n"
    "  --weights TYPE       of the language model: bf16 (default), f32, f16, or q8: 8-bit integers with a scale a row (_scb), norms bf16\n"
    "  --mimi-weights TYPE  of the codec: f32 (default), bf16, f16\n"
    "  --tokenizer FILE     a SentencePiece model in place of the small one\n"
    "\n"
    "Example: native/build/duplex-make-checkpoint .data/tiny && npm run up -- --model .data/tiny\n";

struct Order {
  fs::path folder, tokenizer = SOURCES / "tokenizer_spm_32k_3.model";
  std::string preset = "tiny", mimi;
  fs::path config;
  Dtype weights = Dtype::bf16, mimi_weights = Dtype::f32;
  bool moshi = false;
  uint64_t seed = 1;
  std::map<std::string, int32_t> sizes;
};

[[noreturn]] void misuse(const std::string& what) { throw Error(DUPLEX_BAD_ARGUMENT, what + "; duplex-make-checkpoint --help lists the options"); }

int64_t number_of(const std::string& flag, const char* text) {
  char* end = nullptr;
  const long long value = std::strtoll(text, &end, 10);
  if (*text == '\0' || *end != '\0' || value < 0) misuse(flag + ": expected a whole number from 0 up, found " + text);
  return value;
}

Dtype type_of(const std::string& flag, const std::string& name, bool integers) {
  static const std::map<std::string, Dtype> TYPES = {{"f32", Dtype::f32}, {"bf16", Dtype::bf16}, {"f16", Dtype::f16}, {"q8", Dtype::i8}};
  const auto found = TYPES.find(name);
  if (found == TYPES.end() || (found->second == Dtype::i8 && !integers)) misuse(flag + ": expected f32, bf16" + (integers ? ", f16 or q8" : " or f16") + ", found " + name);
  return found->second;
}

Order read_order(int argc, char** argv) {
  static const std::vector<std::string> SIZES = {"--dim", "--layers", "--heads", "--depformer-dim", "--depformer-layers", "--depformer-heads", "--card", "--context", "--text-card"};
  Order order;
  for (int i = 1; i < argc; ++i) {
    const std::string flag = argv[i];
    if (!flag.starts_with("--")) {
      if (!order.folder.empty()) misuse("expected one folder, found " + flag + " too");
      order.folder = flag;
      continue;
    }
    if (i + 1 == argc) misuse(flag + ": expected a value");
    const char* value = argv[++i];
    if (flag == "--preset") order.preset = value;
    else if (flag == "--mimi") order.mimi = value;
    else if (flag == "--seed") order.seed = static_cast<uint64_t>(number_of(flag, value));
    else if (flag == "--tokenizer") order.tokenizer = value;
    else if (flag == "--config") order.config = value;
    else if (flag == "--weights") order.weights = type_of(flag, value, true);
    else if (flag == "--mimi-weights") order.mimi_weights = type_of(flag, value, false);
    else if (flag == "--architecture") {
      if (std::strcmp(value, "moshi") != 0 && std::strcmp(value, "personaplex") != 0) misuse(flag + ": expected personaplex or moshi, found " + value);
      order.moshi = std::strcmp(value, "moshi") == 0;
    } else if (std::find(SIZES.begin(), SIZES.end(), flag) != SIZES.end()) {
      order.sizes[flag] = static_cast<int32_t>(std::min<int64_t>(number_of(flag, value), 1 << 20));
    } else misuse("expected an option, found " + flag);
  }
  if (order.folder.empty()) misuse("expected a folder to write to");
  if (order.mimi.empty()) order.mimi = order.preset == "tiny" ? "tiny" : "small";
  return order;
}

const CheckpointConfig& preset_of(const std::vector<Preset>& presets, const char* flag, const std::string& name) {
  std::string names;
  for (const Preset& preset : presets) {
    if (preset.name == name) return preset.config;
    names += (names.empty() ? "" : ", ") + std::string(preset.name);
  }
  misuse(std::string(flag) + ": expected one of " + names + ", found " + name);
}

// Codes that a codec of `card` codes has, in the place of those that it has not.
void fit_prompt_codes(PromptCodes& codes, int32_t card) {
  for (auto* all : {&codes.silence, &codes.tone})
    for (int32_t& code : *all) code %= card;
}

CheckpointConfig copy_of(const fs::path& path) {
  std::ifstream file(path);
  if (!file) misuse("--config: " + path.string() + " cannot be read");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  return parse_config(text, path.string());
}

CheckpointConfig plan(const Order& order) {
  if (!order.config.empty()) return copy_of(order.config);
  CheckpointConfig config = preset_of(lm_presets(), "--preset", order.preset);
  config.mimi = preset_of(mimi_presets(), "--mimi", order.mimi).mimi;
  LmConfig& lm = config.lm;
  lm.text_card = Tokenizer::open(order.tokenizer)->size();
  const std::map<std::string, int32_t*> places = {{"--dim", &lm.dim}, {"--layers", &lm.num_layers}, {"--heads", &lm.num_heads}, {"--card", &lm.card},
                                                  {"--context", &lm.context}, {"--text-card", &lm.text_card}, {"--depformer-dim", &lm.depformer_dim},
                                                  {"--depformer-layers", &lm.depformer_num_layers}, {"--depformer-heads", &lm.depformer_num_heads}};
  for (const auto& [flag, size] : order.sizes) *places.at(flag) = size;
  lm.depformer_dim_feedforward = static_cast<int32_t>(lm.hidden_scale * lm.depformer_dim);
  config.mimi.bins = lm.card;
  fit_prompt_codes(lm.prompt_codes, lm.card);
  if (order.moshi) {
    config.architecture = Architecture::moshi;
    lm.dep_q = lm.agent_q();
    lm.kv_ring = config.mimi.kv_ring = RingRule::full;
  }
  return parse_config(config_json(config).dump(), "the sizes asked for");  // refuses what would not load
}

void copy_into(const fs::path& from, const fs::path& to) {
  std::error_code error;
  if (!fs::copy_file(from, to, fs::copy_options::overwrite_existing, error)) throw Error(DUPLEX_BAD_FILE, to.string() + ": cannot be copied from " + from.string() + ": " + error.message());
}

void make(const Order& order) {
  const CheckpointConfig config = plan(order);
  const bool voices = config.architecture == Architecture::personaplex;
  std::error_code error;
  fs::create_directories(voices ? order.folder / "voices" : order.folder, error);
  if (error) throw Error(DUPLEX_BAD_FILE, order.folder.string() + ": the folder cannot be made: " + error.message());
  const int64_t lm = write_random(order.folder / config.moshi_name, lm_tensors(config.lm), order.weights, order.seed);
  const int64_t mimi = write_random(order.folder / config.mimi_name, codec_tensors(config.mimi), order.mimi_weights, order.seed);
  copy_into(order.tokenizer, order.folder / config.tokenizer_name);
  if (voices) {
    copy_into(SOURCES / "voices/TINYM0.wav", order.folder / "voices/TINYM0.wav");
    copy_into(SOURCES / "user.wav", order.folder / "voices/TINYM1.wav");
  }
  std::ofstream file(order.folder / "config.json");
  nlohmann::json said = config_json(config);
  if (order.weights == Dtype::i8) said["quantize"] = true;
  file << said.dump(1) << "\n";
  if (!file.flush()) throw Error(DUPLEX_BAD_FILE, (order.folder / "config.json").string() + ": cannot be written");
  std::printf("%s: %s, random weights, seed %llu: LM %.2f M parameters (%.2f M read per frame), Mimi %.2f M\n", order.folder.c_str(),
              std::string(architecture_name(config.architecture)).c_str(), static_cast<unsigned long long>(order.seed), static_cast<double>(lm) / 1e6,
              static_cast<double>(parameters_per_frame(config.lm)) / 1e6, static_cast<double>(mimi) / 1e6);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1 && (std::strcmp(argv[1], "--help") == 0 || std::strcmp(argv[1], "-h") == 0)) return std::fputs(HELP, stdout), 0;
  try {
    make(read_order(argc, argv));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "duplex-make-checkpoint: %s\n", error.what());
    return 1;
  }
  return 0;
}
