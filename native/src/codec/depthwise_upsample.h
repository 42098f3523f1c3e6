#pragma once
// The transposed convolution from code frames to 25 Hz steps: one kernel per channel, no bias (spec 3.1, `upsample`).
#include <vector>

#include "codec/stream_state.h"
#include "codec/time_view.h"
#include "io/mimi_tensors.h"

namespace duplex::codec {

class DepthwiseUpsample {
 public:
  // `name`.weight [channels, 1, kernel], kernel a multiple of `stride`.
  DepthwiseUpsample(const MimiTensors& tensors, const std::string& name, int64_t channels, int64_t kernel, int64_t stride);
  int64_t place(int64_t offset);  // in StreamState::contexts: the last kernel/stride − 1 frames, newest first
  // x [sessions, frames, channels] → y [sessions, frames · stride, channels].
  void apply(const TimeView& x, States states, const TimeView& y) const;
  size_t weight_bytes() const { return weights_.size() * sizeof(float); }

 private:
  int64_t channels_, kernel_, stride_, offset_ = 0;
  std::vector<float> weights_;  // [kernel, channels]
};

}  // namespace duplex::codec
