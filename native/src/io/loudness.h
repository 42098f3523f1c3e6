#pragma once
// Integrated loudness as pyloudnorm measures it (ITU-R BS.1770 with its own filters; model-spec 5).
#include <cstdint>
#include <span>
#include <vector>

namespace duplex {

inline constexpr double VOICE_LUFS = -24.0;

// LUFS of a mono recording: K-weighted, 0.4 s blocks every 0.1 s, gates at −70 LUFS and 10 LU under the mean. −infinity for silence.
// Throws Error(DUPLEX_BAD_ARGUMENT) for less than 0.4 s.
double integrated_loudness(std::span<const float> samples, int32_t sample_rate_hz);

// The pure gain from one loudness to another: 10^((target − lufs) / 20). Throws Error(DUPLEX_BAD_ARGUMENT) for silence (−infinity).
double loudness_gain(double lufs, double target_lufs = VOICE_LUFS);

// The samples at `target_lufs`; no limiter, so peaks may exceed full scale.
std::vector<float> normalize_loudness(std::span<const float> samples, int32_t sample_rate_hz, double target_lufs = VOICE_LUFS);

}  // namespace duplex
