#include "io/checkpoint.h"

#include <algorithm>

#include "error.h"

namespace duplex {
namespace {

namespace fs = std::filesystem;

// Where a name from config.json lies: always in the folder itself, also for hf://owner/repo/file and file://path.
fs::path file_in(const fs::path& folder, const char* key, std::string name) {
  const size_t scheme = name.find("://");
  if (scheme != std::string::npos) name = name.substr(name.rfind('/') + 1);
  const fs::path path(name);
  const bool climbs = path.is_absolute() || std::any_of(path.begin(), path.end(), [](const fs::path& part) { return part == ".."; });
  if (name.empty() || climbs)
    throw Error(DUPLEX_BAD_FILE, (folder / "config.json").string() + ": " + key + ": expected the name of a file in this folder, found \"" + name + "\"");
  return folder / path;
}

bool is_file(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

bool is_codec(const SafetensorsFile& file) { return !file.find("text_emb.weight") && file.find("quantizer.rvq_first.vq.layers.0._codebook.cluster_usage"); }

bool is_voice(const fs::path& path) { return path.extension() == ".pt" || path.extension() == ".wav"; }

int64_t sum(const SafetensorsFile* file, int64_t (*of)(const TensorView&)) {
  int64_t total = 0;
  if (file)
    for (const auto& [name, tensor] : file->tensors()) total += of(tensor);
  return total;
}

}  // namespace

std::shared_ptr<Checkpoint> Checkpoint::open(const fs::path& folder) {
  std::error_code ignored;
  if (!fs::is_directory(folder, ignored)) throw Error(DUPLEX_BAD_FILE, folder.string() + ": expected a checkpoint folder, found none");
  std::shared_ptr<Checkpoint> checkpoint(new Checkpoint());
  checkpoint->folder_ = folder;
  checkpoint->config_ = read_config(folder);
  const CheckpointConfig& config = checkpoint->config_;
  const fs::path lm = file_in(folder, "moshi_name", config.moshi_name), mimi = file_in(folder, "mimi_name", config.mimi_name);
  const fs::path tokenizer = file_in(folder, "tokenizer_name", config.tokenizer_name);
  for (const fs::path& path : {lm, mimi})
    if (path.extension() == ".gguf" || path.extension() == ".pt" || path.extension() == ".th")
      throw Error(DUPLEX_UNSUPPORTED, path.string() + ": expected a .safetensors file; use a PyTorch bf16 checkpoint of the Hugging Face hub");
  if (is_file(lm)) checkpoint->lm_ = SafetensorsFile::open(lm);
  if (is_file(mimi)) checkpoint->mimi_ = SafetensorsFile::open(mimi);
  if (!checkpoint->mimi_ && checkpoint->lm_ && is_codec(*checkpoint->lm_)) checkpoint->mimi_ = std::move(checkpoint->lm_);  // a codec alone
  if (!checkpoint->lm_ && !checkpoint->mimi_)
    throw Error(DUPLEX_BAD_FILE, folder.string() + ": expected " + config.moshi_name + " and " + config.mimi_name + ", found neither; is this a checkpoint folder?");
  if (is_file(tokenizer)) checkpoint->tokenizer_path_ = tokenizer;
  if (checkpoint->lm_) checkpoint->settle_architecture();
  return checkpoint;
}

void Checkpoint::settle_architecture() {
  depformer_sets_ = count_depformer_sets(*lm_, config_.lm);
  // Where config.json is silent: 16 sets, or voices beside 8 of them, are PersonaPlex; 8 sets alone are Moshi.
  if (!config_.architecture_given) {
    const bool moshi = depformer_sets_ == config_.lm.agent_q() && voices().empty() && depformer_sets_ != config_.lm.n_q;
    config_.architecture = moshi ? Architecture::moshi : Architecture::personaplex;
    const RingRule ring = moshi ? RingRule::full : RingRule::hide_oldest;
    if (!config_.kv_ring_given) config_.lm.kv_ring = ring;
    if (!config_.mimi_kv_ring_given) config_.mimi.kv_ring = config_.lm.kv_ring;
  }
  config_.lm.dep_q = depformer_sets_;
}

std::string Checkpoint::name() const {
  std::error_code ignored;
  const fs::path whole = fs::weakly_canonical(folder_, ignored);
  return (whole.empty() ? folder_ : whole).filename().string();
}

const SafetensorsFile& Checkpoint::lm() const {
  if (!lm_) throw Error(DUPLEX_BAD_FILE, (folder_ / config_.moshi_name).string() + ": expected the language model, found no such file; download the checkpoint again");
  return *lm_;
}

const SafetensorsFile& Checkpoint::mimi() const {
  if (!mimi_) throw Error(DUPLEX_BAD_FILE, (folder_ / config_.mimi_name).string() + ": expected the Mimi codec, found no such file; download the checkpoint again");
  return *mimi_;
}

std::vector<std::string> Checkpoint::voices() const {
  std::vector<std::string> names;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder_ / "voices", ignored))
    if (is_voice(entry.path()) && is_file(entry.path())) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

fs::path Checkpoint::voice_path(const std::string& voice) const {
  const std::vector<std::string> known = voices();
  for (const char* extension : {"", ".pt", ".wav"})
    if (std::find(known.begin(), known.end(), voice + extension) != known.end()) return folder_ / "voices" / (voice + extension);
  std::string list;
  for (const std::string& name : known) list += (list.empty() ? "" : ", ") + name;
  throw Error(DUPLEX_BAD_FILE, (folder_ / "voices").string() + ": expected one of its voices (" + (list.empty() ? "it has none" : list) + "), found \"" + voice + "\"");
}

LmTensors Checkpoint::lm_tensors(int32_t steps) const { return find_lm_tensors(lm(), config_.lm, steps); }

MimiTensors Checkpoint::mimi_tensors() const {
  MimiTensors tensors(mimi());
  tensors.verify(config_.mimi);
  return tensors;
}

int64_t Checkpoint::parameter_count() const {
  int64_t total = 0;
  for (const SafetensorsFile* file : {lm_.get(), mimi_.get()}) {
    if (!file) continue;
    for (const auto& [name, tensor] : file->tensors())
      if (!name.ends_with("_scb")) total += tensor.count();  // scales of 8-bit weights are none
  }
  return total;
}

int64_t Checkpoint::weight_bytes() const {
  const auto bytes = [](const TensorView& tensor) { return static_cast<int64_t>(tensor.bytes()); };
  return sum(lm_.get(), bytes) + sum(mimi_.get(), bytes);
}

std::vector<DigestPart> Checkpoint::digest_parts() const {
  std::vector<DigestPart> parts;
  if (lm_) parts.push_back({"lm", lm_.get()});
  if (mimi_) parts.push_back({"mimi", mimi_.get()});
  return parts;
}

std::string Checkpoint::weights_sha256(const std::stop_token& stop) const { return hash_weights(digest_parts(), stop); }

std::string Checkpoint::weights_fingerprint() const { return sample_weights(digest_parts()); }

}  // namespace duplex
