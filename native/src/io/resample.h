#pragma once
// Sample-rate conversion of a whole recording by a windowed sinc.
#include <cstdint>
#include <span>
#include <vector>

namespace duplex {

// Kaiser window, pass band to 91 % of the lower Nyquist frequency, stop band under −90 dB; zero phase, so nothing is delayed.
// Returns ceil(n · to / from) samples; equal rates return a copy. Rates from 1 to 1,000,000 Hz, else Error(DUPLEX_BAD_ARGUMENT).
std::vector<float> resample(std::span<const float> samples, int32_t from_hz, int32_t to_hz);

}  // namespace duplex
