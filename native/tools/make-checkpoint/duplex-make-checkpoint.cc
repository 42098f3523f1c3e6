// duplex-make-checkpoint FOLDER: a small checkpoint of random weights in the Hugging Face layout, for tests and benches.
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <functional>
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
    "Writes a checkpoint of random weights: the language model (bfloat16), the Mimi codec (float32), a small tokenizer, two voices, and a\n"
    "config.json that says \"random_weights\": true. It runs like a real one and speaks noise. The same options give the same bytes.\n"
    "\n"
    "  --preset NAME        language model: tiny (default), 10m, 30m, 100m: LM parameters read per frame; 7b: the real one's sizes (17 GB)\n"
    "  --mimi NAME          codec: tiny, small, full (the real one's sizes); default: tiny with preset tiny, else small\n"
    "  --architecture NAME  personaplex (default; 16 depformer sets, voices) or moshi (8 sets, no voices)\n"
    "  --seed N             default 1\n"
    "  --dim N --layers N --heads N --depformer-dim N --depformer-layers N --depformer-heads N --card N --context N\n"
    "                       sizes in place of the preset's\n"
    "  --text-card N        text vocabulary; default: as many as the tokenizer has pieces\n"
    "  --tokenizer FILE     a SentencePiece model in place of the small one\n"
    "\n"
    "Example: native/build/duplex-make-checkpoint .data/tiny && npm run up -- --model .data/tiny\n";

struct Order {
  fs::path folder, tokenizer = SOURCES / "tokenizer_spm_32k_3.model";
  std::string preset = "tiny", mimi;
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

CheckpointConfig plan(const Order& order) {
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
  std::error_code error;
  fs::create_directories(order.moshi ? order.folder : order.folder / "voices", error);
  if (error) throw Error(DUPLEX_BAD_FILE, order.folder.string() + ": the folder cannot be made: " + error.message());
  const int64_t lm = write_random(order.folder / config.moshi_name, lm_tensors(config.lm), Dtype::bf16, order.seed);
  const int64_t mimi = write_random(order.folder / config.mimi_name, codec_tensors(config.mimi), Dtype::f32, order.seed);
  copy_into(order.tokenizer, order.folder / config.tokenizer_name);
  if (!order.moshi) {
    copy_into(SOURCES / "voices/TINYM0.wav", order.folder / "voices/TINYM0.wav");
    copy_into(SOURCES / "user.wav", order.folder / "voices/TINYM1.wav");
  }
  std::ofstream file(order.folder / "config.json");
  file << config_json(config).dump(1) << "\n";
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
