#include "io/resample.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

#include "error.h"

namespace duplex {
namespace {

// Everything in samples of the lower of the two rates. Kaiser's formulas for 96 dB over a transition from 0.91 to 1 of its Nyquist frequency.
constexpr double CUTOFF = 0.955;       // middle of the transition
constexpr double ATTENUATION_DB = 96;
constexpr int HALF_WIDTH = 69;         // (96 − 8) / (2.285 · 0.09 · π) / 2 taps on each side, rounded up
constexpr int STEPS = 1024;            // table entries per sample; straight lines between them are off by 4e-7 at most

double bessel_i0(double x) {
  double sum = 1, term = 1;
  for (int k = 1; term > sum * 1e-17; ++k) sum += term *= (x / (2 * k)) * (x / (2 * k));
  return sum;
}

// The windowed sinc at t ≥ 0, in steps of 1 / STEPS, and zeros behind it.
const std::vector<double>& kernel() {
  static const std::vector<double> table = [] {
    const double beta = 0.1102 * (ATTENUATION_DB - 8.7);
    std::vector<double> values(static_cast<size_t>(HALF_WIDTH) * STEPS + 2, 0.0);
    for (size_t i = 0; i < values.size() - 2; ++i) {
      const double t = static_cast<double>(i) / STEPS, x = std::numbers::pi * CUTOFF * t;
      const double inside = 1 - (t / HALF_WIDTH) * (t / HALF_WIDTH);
      values[i] = CUTOFF * (i == 0 ? 1.0 : std::sin(x) / x) * bessel_i0(beta * std::sqrt(inside)) / bessel_i0(beta);
    }
    return values;
  }();
  return table;
}

}  // namespace

std::vector<float> resample(std::span<const float> samples, int32_t from_hz, int32_t to_hz) {
  for (int32_t rate : {from_hz, to_hz})
    if (rate < 1 || rate > 1'000'000) throw Error(DUPLEX_BAD_ARGUMENT, "expected sample rates from 1 to 1000000 Hz, found " + std::to_string(rate));
  if (from_hz == to_hz) return {samples.begin(), samples.end()};
  const int64_t from = from_hz, to = to_hz, count = static_cast<int64_t>(samples.size());
  const double scale = std::min(1.0, static_cast<double>(to) / static_cast<double>(from));  // lower rate in units of the input's
  const double reach = HALF_WIDTH / scale;
  const std::vector<double>& table = kernel();
  std::vector<float> out(static_cast<size_t>((count * to + from - 1) / from));
  for (size_t i = 0; i < out.size(); ++i) {
    const int64_t product = static_cast<int64_t>(i) * from;  // exact place: product / to
    const double place = static_cast<double>(product / to) + static_cast<double>(product % to) / static_cast<double>(to);
    const int64_t first = std::max<int64_t>(0, static_cast<int64_t>(std::ceil(place - reach)));
    const int64_t last = std::min<int64_t>(count - 1, static_cast<int64_t>(std::floor(place + reach)));
    double sum = 0;
    for (int64_t j = first; j <= last; ++j) {
      const double at = std::min(std::fabs(place - static_cast<double>(j)) * scale, static_cast<double>(HALF_WIDTH)) * STEPS;
      const auto index = static_cast<size_t>(at);
      const double part = at - static_cast<double>(index);
      sum += static_cast<double>(samples[static_cast<size_t>(j)]) * (table[index] + part * (table[index + 1] - table[index]));
    }
    out[i] = static_cast<float>(sum * scale);
  }
  return out;
}

}  // namespace duplex
