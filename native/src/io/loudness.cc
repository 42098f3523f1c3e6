#include "io/loudness.h"

#include <cmath>
#include <numbers>
#include <string>

#include "error.h"

namespace duplex {
namespace {

constexpr double BLOCK_SECONDS = 0.4, STEP = 0.25;  // blocks overlap by three quarters
constexpr double ABSOLUTE_GATE = -70.0, RELATIVE_GATE = -10.0;

// One second-order section, transposed direct form II, in double precision.
struct Biquad {
  double b0, b1, b2, a1, a2;
  double s1 = 0, s2 = 0;
  double run(double x) {
    const double y = b0 * x + s1;
    s1 = b1 * x - a1 * y + s2;
    s2 = b2 * x - a2 * y;
    return y;
  }
};

// The two forms of the RBJ cookbook that pyloudnorm uses, not the coefficients of the ITU's table.
Biquad high_shelf(double gain_db, double q, double hz, double rate) {
  const double a = std::pow(10.0, gain_db / 40.0), w = 2 * std::numbers::pi * hz / rate, alpha = std::sin(w) / (2 * q);
  const double cosine = std::cos(w), slope = 2 * std::sqrt(a) * alpha;
  const double a0 = (a + 1) - (a - 1) * cosine + slope;
  return {a * ((a + 1) + (a - 1) * cosine + slope) / a0, -2 * a * ((a - 1) + (a + 1) * cosine) / a0, a * ((a + 1) + (a - 1) * cosine - slope) / a0,
          2 * ((a - 1) - (a + 1) * cosine) / a0, ((a + 1) - (a - 1) * cosine - slope) / a0};
}

Biquad high_pass(double q, double hz, double rate) {
  const double w = 2 * std::numbers::pi * hz / rate, alpha = std::sin(w) / (2 * q), cosine = std::cos(w), a0 = 1 + alpha;
  return {(1 + cosine) / 2 / a0, -(1 + cosine) / a0, (1 + cosine) / 2 / a0, -2 * cosine / a0, (1 - alpha) / a0};
}

double lufs_of(double mean_square) { return -0.691 + 10 * std::log10(mean_square); }

// Mean of the blocks louder than the gate; 0 where there is none.
double gated_mean(const std::vector<double>& blocks, double gate, bool strictly) {
  double sum = 0;
  size_t count = 0;
  for (double block : blocks) {
    const double lufs = lufs_of(block);
    if (strictly ? lufs > gate && lufs > ABSOLUTE_GATE : lufs >= gate) sum += block, ++count;
  }
  return count ? sum / static_cast<double>(count) : 0;
}

}  // namespace

double integrated_loudness(std::span<const float> samples, int32_t sample_rate_hz) {
  if (sample_rate_hz < 1) throw Error(DUPLEX_BAD_ARGUMENT, "expected a sample rate of at least 1 Hz, found " + std::to_string(sample_rate_hz));
  const double rate = sample_rate_hz, seconds = static_cast<double>(samples.size()) / rate;
  if (static_cast<double>(samples.size()) < BLOCK_SECONDS * rate)
    throw Error(DUPLEX_BAD_ARGUMENT, "expected at least 0.4 s of sound to measure its loudness, found " + std::to_string(seconds) + " s");
  Biquad shelf = high_shelf(4.0, 1 / std::sqrt(2.0), 1500.0, rate), pass = high_pass(0.5, 38.0, rate);
  std::vector<double> squares(samples.size());
  for (size_t i = 0; i < samples.size(); ++i) {
    const double y = pass.run(shelf.run(static_cast<double>(samples[i])));
    squares[i] = y * y;
  }
  const auto block_count = static_cast<size_t>(std::nearbyint((seconds - BLOCK_SECONDS) / (BLOCK_SECONDS * STEP))) + 1;  // half to even
  std::vector<double> blocks(block_count, 0.0);
  for (size_t j = 0; j < block_count; ++j) {
    const double start = static_cast<double>(j) * STEP;
    const auto first = static_cast<size_t>(BLOCK_SECONDS * start * rate), last = static_cast<size_t>(BLOCK_SECONDS * (start + 1) * rate);
    for (size_t i = first; i < last && i < samples.size(); ++i) blocks[j] += squares[i];
    blocks[j] /= BLOCK_SECONDS * rate;  // also a block that the end cuts off
  }
  const double relative = lufs_of(gated_mean(blocks, ABSOLUTE_GATE, false)) + RELATIVE_GATE;
  return lufs_of(gated_mean(blocks, relative, true));
}

double loudness_gain(double lufs, double target_lufs) {
  if (!std::isfinite(lufs)) throw Error(DUPLEX_BAD_ARGUMENT, "expected a recording with sound in it, found silence (no block above -70 LUFS)");
  return std::pow(10.0, (target_lufs - lufs) / 20.0);
}

std::vector<float> normalize_loudness(std::span<const float> samples, int32_t sample_rate_hz, double target_lufs) {
  const double gain = loudness_gain(integrated_loudness(samples, sample_rate_hz), target_lufs);
  std::vector<float> out(samples.size());
  for (size_t i = 0; i < samples.size(); ++i) out[i] = static_cast<float>(static_cast<double>(samples[i]) * gain);
  return out;
}

}  // namespace duplex
