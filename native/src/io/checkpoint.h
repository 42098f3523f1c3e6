#pragma once
// A checkpoint folder in the Hugging Face layout: LM, Mimi, tokenizer, voices, config.json (model-spec 1 and 2).
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "io/config.h"
#include "io/safetensors.h"

namespace duplex {

// Weights of the language model under one naming and one layout, whatever the file uses. Views point into the mapped file: keep the
// Checkpoint alive. Shapes are as in model-spec 2.1, the depformer's split per step; every one has been checked against the config.
struct LmTensors {
  struct Attention {
    TensorView in_proj;    // [3·C, C]: rows q, k, v, head-major inside
    TensorView out_proj;   // [C, C]
  };
  struct Gating {
    TensorView linear_in;  // [2·H, C]: gate rows, then up rows
    TensorView linear_out; // [C, H]
  };
  struct Layer {
    TensorView norm1, norm2;  // [1, 1, dim]
    Attention attention;
    Gating gating;
  };
  struct Step {              // of the depformer: predicts row 1 + k
    TensorView in;           // [depformer_dim, dim]
    TensorView emb;          // step 0: text [text_card + 1, depformer_dim]; step k: code k − 1, [card + 1, depformer_dim]
    TensorView head;         // [card, depformer_dim]
    std::vector<Attention> attention;  // [depformer layers]
    std::vector<Gating> gating;        // [depformer layers]
  };
  struct Norms {
    TensorView norm1, norm2;  // [1, 1, depformer_dim], shared by all steps
  };
  std::vector<TensorView> emb;  // [n_q] × [card + 1, dim]: agent rows, then user rows
  TensorView text_emb;          // [text_card + 1, dim]
  TensorView text_linear;       // [text_card, dim]
  TensorView out_norm;          // [1, 1, dim]
  std::vector<Layer> layers;
  std::vector<Norms> depformer_norms;  // [depformer layers]
  std::vector<Step> steps;             // [steps asked for]
};

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
  // Asking for more sets than an 8-set file holds repeats them, as PersonaPlex's loader does (model-spec 2.2).
  LmTensors lm_tensors(int32_t steps = 0) const;

  // Values of one Mimi tensor in its reference name and shape (model-spec 2.3), float32: old buffer names are found and weight_g/weight_v
  // folded. `codebook` tensors too: "…_codebook.embedding_sum", "…_codebook.cluster_usage".
  std::vector<float> mimi_values(const std::string& tensor, const std::vector<int64_t>& shape) const;
  // Checks the shape of every Mimi tensor that the config implies.
  void verify_mimi() const;

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
