#include "codec/convolution.h"

#include <algorithm>
#include <cstring>

#include "backend/cpu/elu.h"
#include "error.h"

namespace duplex::codec {
namespace {

// One channel with a short kernel (the first convolution: 7 samples) would leave most of a vector empty: earlier taps of weight zero
// fill it. Adding zeros changes no bit.
constexpr int64_t kVectorTaps = 16;

}  // namespace

Convolution Convolution::plain(const MimiTensors& tensors, const std::string& name, const ConvolutionShape& shape, cpu::WeightType type,
                               StreamStart start) {
  const auto [in, out, kernel, stride, dilation, bias] = shape;
  const std::vector<float> stored = tensors.values(name + ".weight", {out, in, kernel});
  Convolution conv;
  conv.in_ = in;
  conv.out_ = out;
  conv.stride_ = stride;
  conv.dilation_ = dilation;
  conv.start_ = start;
  conv.window_ = in == 1 && dilation == 1 && stride == 1 ? std::max(kernel, kVectorTaps) : kernel;
  conv.context_ = (conv.window_ - 1) * dilation + 1 - stride;
  if (conv.context_ < 0) throw Error(DUPLEX_UNSUPPORTED, name + ": expected a kernel not shorter than the stride, found " + shape_text({kernel, stride}));
  const int64_t skipped = conv.window_ - kernel;
  std::vector<float> lowered(static_cast<size_t>(out * conv.window_ * in), 0.0f);
  for (int64_t o = 0; o < out; ++o) {
    for (int64_t c = 0; c < in; ++c) {
      for (int64_t k = 0; k < kernel; ++k) {
        lowered[static_cast<size_t>((o * conv.window_ + skipped + k) * in + c)] = stored[static_cast<size_t>((o * in + c) * kernel + k)];
      }
    }
  }
  conv.weights_ = cpu::Matrix::from_f32(lowered, out, conv.window_ * in, type);
  if (bias) conv.bias_ = tensors.values(name + ".bias", {out});
  return conv;
}

Convolution Convolution::transposed(const MimiTensors& tensors, const std::string& name, const ConvolutionShape& shape, cpu::WeightType type) {
  const auto [in, out, kernel, stride, dilation, bias] = shape;
  if (kernel % stride != 0 || dilation != 1) {
    throw Error(DUPLEX_UNSUPPORTED, name + ": expected a transposed kernel that is a multiple of its stride, found " + shape_text({kernel, stride}));
  }
  const std::vector<float> stored = tensors.values(name + ".weight", {in, out, kernel});
  Convolution conv;
  conv.in_ = in;
  conv.out_ = out;
  conv.outputs_per_window_ = stride;
  conv.window_ = kernel / stride;
  conv.context_ = conv.window_ - 1;
  std::vector<float> lowered(static_cast<size_t>(stride * out * conv.window_ * in));
  for (int64_t c = 0; c < in; ++c) {
    for (int64_t o = 0; o < out; ++o) {
      for (int64_t k = 0; k < kernel; ++k) {  // tap k reaches output k mod stride, k / stride input steps later
        const int64_t row = k % stride * out + o, tap = conv.window_ - 1 - k / stride;
        lowered[static_cast<size_t>((row * conv.window_ + tap) * in + c)] = stored[static_cast<size_t>((c * out + o) * kernel + k)];
      }
    }
  }
  conv.weights_ = cpu::Matrix::from_f32(lowered, stride * out, conv.window_ * in, type);
  if (bias) {
    const std::vector<float> once = tensors.values(name + ".bias", {out});
    for (int64_t j = 0; j < stride; ++j) conv.bias_.insert(conv.bias_.end(), once.begin(), once.end());
  }
  return conv;
}

int64_t Convolution::place(int64_t offset) {
  offset_ = offset;
  return offset + context_ * in_;
}

// Each session's kept context, then before(x).
void Convolution::fill(const TimeView& x, Before before, States states, const TimeView& padded, cpu::ThreadPool& pool) const {
  const size_t step_bytes = static_cast<size_t>(in_) * sizeof(float);
  for (int64_t s = 0; s < x.sessions && context_ > 0; ++s) {
    const StreamState& state = *states[static_cast<size_t>(s)];
    if (start_ == StreamStart::replicate && state.steps == 0) {
      for (int64_t c = 0; c < context_; ++c) std::memcpy(padded.step(s, c), x.step(s, 0), step_bytes);
    } else {
      std::memcpy(padded.step(s, 0), state.contexts.data() + offset_, static_cast<size_t>(context_) * step_bytes);
    }
  }
  const int64_t grain = std::max<int64_t>(1, 4096 / in_);
  pool.parallel(x.rows(), grain, [&](int64_t first, int64_t last) {
    while (first < last) {
      const int64_t session = first / x.steps, step = first % x.steps, count = std::min(last - first, x.steps - step);
      const float* from = x.step(session, step);
      float* to = padded.step(session, context_ + step);
      if (before == Before::elu) {
        cpu::elu(from, to, count * in_);
      } else {
        std::memcpy(to, from, static_cast<size_t>(count) * step_bytes);
      }
      first += count;
    }
  });
}

void Convolution::apply(const TimeView& x, Before before, States states, const TimeView& y, Scratch& scratch, cpu::ThreadPool& pool) const {
  const TimeView padded = TimeView::dense(scratch.padded.take(x.sessions * (context_ + x.steps) * in_), x.sessions, context_ + x.steps, in_);
  fill(x, before, states, padded, pool);

  const int64_t windows = x.steps / stride_, n = x.sessions * windows;
  cpu::Rows<const float> rows{padded.data, stride_ * in_, windows, padded.session_stride};
  if (dilation_ > 1) {
    float* gathered = scratch.gathered.take(n * window_ * in_);
    for (int64_t i = 0; i < n; ++i) {
      for (int64_t tap = 0; tap < window_; ++tap) {
        std::copy_n(padded.step(i / windows, i % windows * stride_ + tap * dilation_), in_, gathered + (i * window_ + tap) * in_);
      }
    }
    rows = {gathered, window_ * in_, 0, 0};
  }
  const cpu::Rows<float> outputs{y.data, outputs_per_window_ * out_, windows, y.session_stride};
  cpu::matmul(weights_, rows, outputs, n, pool, bias_.empty() ? nullptr : bias_.data());

  for (int64_t s = 0; s < x.sessions && context_ > 0; ++s) {
    std::memcpy(states[static_cast<size_t>(s)]->contexts.data() + offset_, padded.step(s, x.steps), static_cast<size_t>(context_ * in_) * sizeof(float));
  }
}

}  // namespace duplex::codec
