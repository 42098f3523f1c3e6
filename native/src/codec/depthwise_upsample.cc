#include "codec/depthwise_upsample.h"

#include <algorithm>

#include "error.h"

namespace duplex::codec {

DepthwiseUpsample::DepthwiseUpsample(const MimiTensors& tensors, const std::string& name, int64_t channels, int64_t kernel, int64_t stride)
    : channels_(channels), kernel_(kernel), stride_(stride) {
  if (kernel % stride != 0) {
    throw Error(DUPLEX_UNSUPPORTED, name + ": expected a kernel that is a multiple of its stride, found " + shape_text({kernel, stride}));
  }
  const std::vector<float> stored = tensors.values(name + ".weight", {channels, 1, kernel});
  weights_.resize(stored.size());
  for (int64_t c = 0; c < channels; ++c) {
    for (int64_t k = 0; k < kernel; ++k) weights_[static_cast<size_t>(k * channels + c)] = stored[static_cast<size_t>(c * kernel + k)];
  }
}

int64_t DepthwiseUpsample::place(int64_t offset) {
  offset_ = offset;
  return offset + (kernel_ / stride_ - 1) * channels_;
}

void DepthwiseUpsample::apply(const TimeView& x, States states, const TimeView& y) const {
  const int64_t earlier = kernel_ / stride_ - 1;
  for (int64_t s = 0; s < x.sessions; ++s) {
    float* context = states[static_cast<size_t>(s)]->contexts.data() + offset_;
    for (int64_t t = 0; t < x.steps; ++t) {
      const float* now = x.step(s, t);
      for (int64_t j = 0; j < stride_; ++j) {
        float* to = y.step(s, t * stride_ + j);
        const float* w = weights_.data() + j * channels_;
        for (int64_t c = 0; c < channels_; ++c) to[c] = w[c] * now[c];
        for (int64_t back = 0; back < earlier; ++back) {
          const float* before = context + back * channels_;
          w += stride_ * channels_;
          for (int64_t c = 0; c < channels_; ++c) to[c] += w[c] * before[c];
        }
      }
      if (earlier > 0) {
        std::copy_backward(context, context + (earlier - 1) * channels_, context + earlier * channels_);
        std::copy_n(now, channels_, context);
      }
    }
  }
}

}  // namespace duplex::codec
