#pragma once
// SEANet's decoder half: 25 Hz steps of `dimension` channels to 24 kHz samples (spec 2.3 and 3.1). No tanh, no clipping.
#include <vector>

#include "codec/residual_blocks.h"

namespace duplex::codec {

class SeanetDecoder {
 public:
  SeanetDecoder(const MimiTensors& tensors, const SeanetConfig& config, cpu::WeightType type);
  int64_t place(int64_t offset);
  // x [sessions, 25 Hz steps, dimension] → pcm [sessions, frames · frame samples, channels].
  void apply(const TimeView& x, int64_t frames, States states, const TimeView& pcm, Scratch& scratch, cpu::ThreadPool& pool) const;
  size_t weight_bytes() const;

 private:
  struct Stage {
    Convolution up;
    ResidualBlocks blocks;
  };
  Convolution first_;
  std::vector<Stage> stages_;
  Convolution last_;
};

}  // namespace duplex::codec
