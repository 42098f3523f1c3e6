// Any bytes as a WAVE file: an Error or finite samples, which can be resampled and measured.
#include <cmath>
#include <cstdlib>

#include "error.h"
#include "io/loudness.h"
#include "io/resample.h"
#include "io/wav.h"

using namespace duplex;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  try {
    const Wav wav = parse_wav(reinterpret_cast<const std::byte*>(data), size, "fuzz.wav");
    for (float sample : wav.samples)
      if (!std::isfinite(sample)) std::abort();
    if (wav.samples.size() > 20000) return 0;
    const auto resampled = resample(wav.samples, wav.sample_rate_hz, 24000);
    normalize_loudness(resampled, 24000);
  } catch (const Error&) {
  }
  return 0;
}
