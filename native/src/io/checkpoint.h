#pragma once
// A checkpoint folder in the Hugging Face layout: LM, Mimi, tokenizer, voices, config.json (model-spec 1 and 2).
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "io/config.h"
#include "io/lm_tensors.h"
#include "io/mimi_tensors.h"

namespace duplex {

class Checkpoint {
 public:
  // Opens the folder's files and settles the architecture; does not read the weights. `hint` of what is missing or wrong is in the Error.
  static std::shared_ptr<Checkpoint> open(const std::filesystem::path& folder);

  const std::filesystem::path& folder() const { return folder_; }
  std::string name() const;                             // the folder's own name
  const CheckpointConfig& config() const { return config_; }
  bool has_lm() const { return lm_ != nullptr; }
  bool has_mimi() const { return mimi_ != nullptr; }
  bool has_tokenizer() const { return !tokenizer_path_.empty(); }
  const SafetensorsFile& lm() const;                    // Error where the folder has none
  const SafetensorsFile& mimi() const;
  const std::filesystem::path& tokenizer_path() const { return tokenizer_path_; }  // empty where there is none
  // A voice by its file name (or without its extension) in voices/; a path is taken as it is. Error naming the voices there are.
  std::filesystem::path voice_path(const std::string& voice) const;
  std::vector<std::string> voices() const;              // file names in voices/, sorted

  // Weight sets in the LM file: 8 (Moshi) or 16 (PersonaPlex).
  int32_t depformer_sets() const { return depformer_sets_; }
  // Every LM tensor, checked. `steps` depformer sets, the first ones of the file; 0: as many as there are agent rows.
  LmTensors lm_tensors(int32_t steps = 0) const;

  MimiTensors mimi_tensors() const;  // checked too

  // Sum over tensors of the LM and Mimi files.
  int64_t parameter_count() const;
  int64_t weight_bytes() const;
  // SHA-256, hex, over names, dtypes, shapes and bytes of both files' weights. Reads everything once (0.5 GB/s or more): call it off the
  // load path; later calls return the first result. Independent of tensor order, padding and metadata.
  const std::string& weights_sha256() const;
  // The same over names, dtypes, shapes and 4 KiB samples of every tensor: milliseconds for 17 GB. A key for caches beside the process, not a proof.
  std::string weights_fingerprint() const;

 private:
  Checkpoint() = default;
  std::filesystem::path folder_, tokenizer_path_;
  CheckpointConfig config_;
  std::shared_ptr<SafetensorsFile> lm_, mimi_;
  int32_t depformer_sets_ = 0;
  struct Digest;
  std::shared_ptr<Digest> digest_;
};

}  // namespace duplex
