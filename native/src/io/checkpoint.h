#pragma once
// A checkpoint folder in the Hugging Face layout: LM, Mimi, tokenizer, voices, config.json (model-spec 1 and 2).
#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "io/config.h"
#include "io/lm_tensors.h"
#include "io/mimi_tensors.h"
#include "io/weights_digest.h"

namespace duplex {

// Immutable after opening; any number of threads may use it.
class Checkpoint {
 public:
  // Maps the folder's files and settles the architecture; does not read the weights. Files may be missing (has_lm, has_mimi, …): what
  // needs them says so. Throws Error(DUPLEX_BAD_FILE) where the folder holds none, Error(DUPLEX_UNSUPPORTED) as the readers do.
  static std::shared_ptr<Checkpoint> open(const std::filesystem::path& folder);

  const std::filesystem::path& folder() const { return folder_; }
  std::string name() const;                             // the folder's own name
  const CheckpointConfig& config() const { return config_; }
  bool has_lm() const { return lm_ != nullptr; }
  bool has_mimi() const { return mimi_ != nullptr; }
  bool has_tokenizer() const { return !tokenizer_path_.empty(); }
  const SafetensorsFile& lm() const;                    // Error that names the missing file
  const SafetensorsFile& mimi() const;
  const std::filesystem::path& tokenizer_path() const { return tokenizer_path_; }  // empty where there is none
  std::vector<std::string> voices() const;              // file names in voices/ (.pt, .wav), sorted
  // A voice by its file name in voices/, with or without extension (.pt before .wav). Error that names the voices there are.
  // Names with a slash are refused: a caller who means a path opens it itself.
  std::filesystem::path voice_path(const std::string& voice) const;

  int32_t depformer_sets() const { return depformer_sets_; }  // in the LM file: 8 (Moshi) or 16 (PersonaPlex); 0 without LM
  LmTensors lm_tensors(int32_t steps = 0) const;        // find_lm_tensors
  MimiTensors mimi_tensors() const;                     // verified

  int64_t parameter_count() const;                      // over both files
  int64_t weight_bytes() const;
  std::string weights_sha256(const std::stop_token& stop = {}) const;  // hash_weights over both files: reads every byte
  std::string weights_fingerprint() const;              // sample_weights: milliseconds

 private:
  Checkpoint() = default;
  void settle_architecture();
  std::vector<DigestPart> digest_parts() const;
  std::filesystem::path folder_, tokenizer_path_;
  CheckpointConfig config_;
  std::shared_ptr<SafetensorsFile> lm_, mimi_;
  int32_t depformer_sets_ = 0;
};

}  // namespace duplex
