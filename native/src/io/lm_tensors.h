#pragma once
// The language model's tensors, whichever naming the file uses (model-spec 2.1, 2.2).
#include <vector>

#include "io/config.h"
#include "io/safetensors.h"
#include "io/weight_view.h"

namespace duplex {

// Weights of the language model under one naming and one layout, whatever the file uses. Views point into the mapped file: keep the
// SafetensorsFile alive. Shapes are as in model-spec 2.1, the depformer's split per step; every one has been checked against the config.
struct LmTensors {
  struct Attention {
    WeightView in_proj;    // [3·C, C]: rows q, k, v, head-major inside
    WeightView out_proj;   // [C, C]
  };
  struct Gating {
    WeightView linear_in;  // [2·H, C]: gate rows, then up rows
    WeightView linear_out; // [C, H]
  };
  struct Layer {
    TensorView norm1, norm2;  // [1, 1, dim]
    Attention attention;
    Gating gating;
  };
  struct Step {              // of the depformer: predicts row 1 + k
    WeightView in;           // [depformer_dim, dim]
    WeightView emb;          // step 0: text [text_card + 1, depformer_dim]; step k: code k − 1, [card + 1, depformer_dim]
    WeightView head;         // [card, depformer_dim]
    std::vector<Attention> attention;  // [depformer layers]
    std::vector<Gating> gating;        // [depformer layers]
  };
  struct Norms {
    TensorView norm1, norm2;  // [1, 1, depformer_dim], shared by all steps
  };
  std::vector<WeightView> emb;  // [n_q] × [card + 1, dim]: agent rows, then user rows
  WeightView text_emb;          // [text_card + 1, dim]
  WeightView text_linear;       // [text_card, dim]
  TensorView out_norm;          // [1, 1, dim]
  std::vector<Layer> layers;
  std::vector<Norms> depformer_norms;  // [depformer layers]
  std::vector<Step> steps;             // [steps asked for]
};

// Weight sets of the depformer in the file, from the rows of its projections. Error where that is neither the agent rows nor all audio rows.
int32_t count_depformer_sets(const SafetensorsFile& file, const LmConfig& config);

// Every tensor, found under any of its names and checked. `steps` depformer sets, the first ones of the file; 0: as many as there are agent
// rows. Matrices may be float or, each for itself, 8-bit with a `_scb` companion of row scales. Throws Error(DUPLEX_BAD_FILE) naming file,
// tensor, expected and found shape, Error(DUPLEX_UNSUPPORTED) for other types and for more sets than the file holds.
LmTensors find_lm_tensors(const SafetensorsFile& file, const LmConfig& config, int32_t steps = 0);

}  // namespace duplex
