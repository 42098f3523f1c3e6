#pragma once
// Shows what passes between the codec's parts, for parity runs and tests.
#include <cstdint>
#include <span>

#include "codec/time_view.h"

namespace duplex {

enum class MimiTap {
  encoder_seanet,       // [25 Hz steps, dimension]
  encoder_transformer,  // [25 Hz steps, d_model]
  latent,               // [frames, dimension]: what is quantised
  quantized,            // [frames, dimension]: dequantised
  upsampled,            // [25 Hz steps, dimension]
  decoder_transformer,  // [25 Hz steps, d_model]
};

class MimiObserver {
 public:
  virtual ~MimiObserver() = default;
  // The values of one item (by its place in the call), valid during the call, row-major.
  virtual void see(MimiTap tap, size_t item, std::span<const float> values) = 0;
};

namespace codec {

inline void show(MimiObserver* observer, MimiTap tap, const TimeView& values) {
  if (!observer) return;
  for (int64_t s = 0; s < values.sessions; ++s) {
    observer->see(tap, static_cast<size_t>(s), {values.step(s, 0), static_cast<size_t>(values.steps * values.channels)});
  }
}

}  // namespace codec
}  // namespace duplex
