#pragma once
// A causal streaming convolution, plain or transposed, as a product of windows with one weight matrix (spec 3.1).
#include <string>
#include <vector>

#include "backend/cpu/matmul.h"
#include "codec/scratch.h"
#include "codec/stream_state.h"
#include "codec/time_view.h"
#include "io/mimi_tensors.h"

namespace duplex::codec {

// What precedes the convolution.
enum class Before { nothing, elu };
// What a plain convolution sees before a stream's first step: zeros, or the first step again (downsample).
enum class StreamStart { zeros, replicate };

struct ConvolutionShape {
  int64_t in = 0, out = 0, kernel = 1, stride = 1, dilation = 1;
  bool bias = true;
};

class Convolution {
 public:
  // `name`.weight [out, in, kernel] and `name`.bias [out]. One output step per `stride` input steps.
  static Convolution plain(const MimiTensors& tensors, const std::string& name, const ConvolutionShape& shape, cpu::WeightType type,
                           StreamStart start = StreamStart::zeros);
  // `name`.weight [in, out, kernel]: y[t·stride + j] += w[…, j] · x[t], kernel a multiple of stride. `stride` output steps per input
  // step. Instead of adding overlaps it looks back at the last kernel/stride − 1 inputs: a window's product holds `stride` output steps.
  static Convolution transposed(const MimiTensors& tensors, const std::string& name, const ConvolutionShape& shape, cpu::WeightType type);

  // Takes its place in StreamState::contexts: returns the first float behind it.
  int64_t place(int64_t offset);

  // y = convolution(before(x)) for the next steps of each session; keeps the last inputs in its place. Allocates nothing once warm.
  void apply(const TimeView& x, Before before, States states, const TimeView& y, Scratch& scratch, cpu::ThreadPool& pool) const;

  int64_t out_steps(int64_t in_steps) const { return in_steps / stride_ * outputs_per_window_; }
  int64_t in_channels() const { return in_; }
  int64_t out_channels() const { return out_; }
  size_t weight_bytes() const { return weights_.bytes() + bias_.size() * sizeof(float); }

 private:
  void fill(const TimeView& x, Before before, States states, const TimeView& padded, cpu::ThreadPool& pool) const;
  cpu::Matrix weights_;         // [outputs_per_window · out, window · in]
  std::vector<float> bias_;     // [outputs_per_window · out], empty: none
  int64_t in_ = 0, out_ = 0;
  int64_t window_ = 1;          // taps
  int64_t stride_ = 1;          // input steps from window to window
  int64_t dilation_ = 1;        // input steps from tap to tap
  int64_t outputs_per_window_ = 1;
  int64_t context_ = 0;         // input steps kept from call to call
  int64_t offset_ = 0;
  StreamStart start_ = StreamStart::zeros;
};

}  // namespace duplex::codec
