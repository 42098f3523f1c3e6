#pragma once
// Residual blocks of SEANet: y = x + conv_1(ELU(conv_k(ELU(x)))), one or more after another.
#include <algorithm>
#include <string>
#include <vector>

#include "codec/convolution.h"

namespace duplex::codec {

class ResidualBlocks {
 public:
  // Blocks `model`{index}.block.1 and .block.3 on, one per residual layer, each a layer of the reference's list.
  ResidualBlocks(const MimiTensors& tensors, const std::string& model, int64_t index, int64_t width, const SeanetConfig& config, cpu::WeightType type);
  int64_t place(int64_t offset);
  void apply(const TimeView& x, States states, Scratch& scratch, cpu::ThreadPool& pool) const;  // in place
  size_t weight_bytes() const;

 private:
  struct Block {
    Convolution wide, point;
  };
  std::vector<Block> blocks_;
};

// Calls work(first_session, sessions, first_frame, frames) over all sessions and frames in parts whose activations stay in the cache:
// where a layer's weights are small and its activations large, one session's frame after the other is faster than all at once.
template <typename Work>
void in_cache_parts(int64_t sessions, int64_t frames, int64_t frame_floats, const Work& work) {
  constexpr int64_t kFloats = 256 * 1024;  // 1 MiB
  const int64_t frames_at_once = std::clamp<int64_t>(kFloats / frame_floats, 1, frames);
  const int64_t sessions_at_once = frames_at_once < frames ? 1 : std::clamp<int64_t>(kFloats / (frame_floats * frames), 1, sessions);
  for (int64_t s = 0; s < sessions; s += sessions_at_once) {
    for (int64_t f = 0; f < frames; f += frames_at_once) {
      work(s, std::min(sessions_at_once, sessions - s), f, std::min(frames_at_once, frames - f));
    }
  }
}

}  // namespace duplex::codec
