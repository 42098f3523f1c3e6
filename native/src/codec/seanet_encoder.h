#pragma once
// SEANet's encoder half: 24 kHz samples to 25 Hz steps of `dimension` channels (spec 2.3 and 3.1).
#include <vector>

#include "codec/residual_blocks.h"

namespace duplex::codec {

class SeanetEncoder {
 public:
  SeanetEncoder(const MimiTensors& tensors, const SeanetConfig& config, cpu::WeightType type);
  int64_t place(int64_t offset);
  // pcm [sessions, frames · frame samples, channels] → y [sessions, 25 Hz steps, dimension].
  void apply(const TimeView& pcm, int64_t frames, States states, const TimeView& y, Scratch& scratch, cpu::ThreadPool& pool) const;
  size_t weight_bytes() const;

 private:
  struct Stage {
    ResidualBlocks blocks;
    Convolution down;
  };
  Convolution first_;
  std::vector<Stage> stages_;
  Convolution last_;
};

}  // namespace duplex::codec
