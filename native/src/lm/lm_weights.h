#pragma once
// The language model's weights as the CPU computes with them.
#include <memory>
#include <vector>

#include "backend/cpu/matrix.h"
#include "io/checkpoint.h"

namespace duplex {

// What the temporal transformer keeps of keys and values; from_weights: bfloat16 with bfloat16 arithmetic, else what is added up in; i8: 8-bit
// numbers, with one scale for each position's key (and one for its value) of each head.
enum class KeyChoice { from_weights, f32, bf16, i8 };

// How a backend does its arithmetic. Weights kept in bfloat16 are exact in float32 arithmetic too; only their reading is cheaper.
struct LmPrecision {
  enum Weights { as_stored, f32, bf16, i8 } weights = as_stored;
  bool round_bf16 = false;  // round every op's output to bfloat16, as the reference does on its card
  KeyChoice keys = KeyChoice::from_weights;
};

struct LmWeights {
  struct Attention {
    cpu::Matrix in_proj, out_proj;
  };
  struct Gating {
    cpu::Matrix linear_in, linear_out;
  };
  struct Norms {
    std::vector<float> norm1, norm2;  // [dim]
  };
  struct Layer {
    Norms norms;
    Attention attention;
    Gating gating;
  };
  struct Step {
    cpu::Matrix in, emb, head;
    std::vector<Attention> attention;  // [depformer layers]
    std::vector<Gating> gating;
  };
  LmConfig config;
  LmPrecision precision;
  std::vector<cpu::Matrix> emb;  // [n_q]; embeddings are 8-bit only where the file has them so
  cpu::Matrix text_emb, text_linear;
  std::vector<float> out_norm;
  std::vector<Layer> layers;
  std::vector<Norms> depformer_norms;
  std::vector<Step> steps;
  std::shared_ptr<const Checkpoint> checkpoint;  // matrices may point into its files

  int64_t bytes_per_step() const;  // weights read for one position, embeddings aside
};

// `config` is the checkpoint's own but for ring rule and context, `steps` the weight sets of the depformer that will run (0: those of the
// agent rows). Throws Error(DUPLEX_UNSUPPORTED) for row counts and delays this library does not know.
std::shared_ptr<const LmWeights> load_lm_weights(std::shared_ptr<const Checkpoint> checkpoint, const LmConfig& config,
                                                 const LmPrecision& precision, int32_t steps = 0);

}  // namespace duplex
