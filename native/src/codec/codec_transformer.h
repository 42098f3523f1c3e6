#pragma once
// The codec's transformer at 25 Hz: layer norm, attention over a ring of keys, GELU feed-forward, a scale per channel before each addition
// (spec 3.1).
#include <string>
#include <vector>

#include "codec/scratch.h"
#include "codec/stream_state.h"
#include "codec/time_view.h"
#include "backend/cpu/rope.h"
#include "io/mimi_tensors.h"

namespace duplex::codec {

class CodecTransformer {
 public:
  // Layers `prefix`.layers.0 on ("encoder_transformer.transformer").
  CodecTransformer(const MimiTensors& tensors, const std::string& prefix, const MimiTransformerConfig& config, RingRule rule, cpu::WeightType type);
  int64_t state_floats() const;  // of StreamState::keys_values
  // Goes on from states[s]->steps, in place. x [sessions, frames · steps, d_model]: frame by frame the keys of all its steps are
  // written before any of them attends, so that many frames in one call give the bits of one frame per call.
  void apply(const TimeView& x, int64_t frames, States states, Scratch& scratch, cpu::ThreadPool& pool) const;
  size_t weight_bytes() const;

 private:
  struct Layer {
    std::vector<float> norm1_weight, norm1_bias, norm2_weight, norm2_bias, scale1, scale2;  // [d_model]
    cpu::Matrix in_proj;   // [3 · d_model, d_model]: query, key, value, each head-major
    cpu::Matrix out_proj;  // [d_model, d_model]
    cpu::Matrix linear1;   // [dim_feedforward, d_model]
    cpu::Matrix linear2;   // [d_model, dim_feedforward]
  };
  void attend(size_t layer, const TimeView& x, int64_t frames, States states, const cpu::RopeAngles& angles, float* qkv, float* mixed,
              cpu::ThreadPool& pool) const;
  MimiTransformerConfig config_;
  RingRule rule_;
  std::vector<Layer> layers_;
};

}  // namespace duplex::codec
