#include "backend/cpu/rope.h"

#include <cmath>

namespace duplex::cpu {

RopeAngles::RopeAngles(std::span<const int64_t> positions, int64_t head_dim, double max_period)
    : rows_(static_cast<int64_t>(positions.size())), half_(head_dim / 2) {
  cos_.reserve(static_cast<size_t>(rows_ * half_));
  sin_.reserve(static_cast<size_t>(rows_ * half_));
  std::vector<double> frequencies(static_cast<size_t>(half_));
  for (int64_t i = 0; i < half_; ++i) {
    frequencies[static_cast<size_t>(i)] = std::pow(max_period, -2.0 * static_cast<double>(i) / static_cast<double>(head_dim));
  }
  for (const int64_t position : positions) {
    for (const double frequency : frequencies) {
      const double angle = static_cast<double>(position) * frequency;
      cos_.push_back(static_cast<float>(std::cos(angle)));
      sin_.push_back(static_cast<float>(std::sin(angle)));
    }
  }
}

void RopeAngles::rotate(float* x, int64_t row, int64_t heads) const {
  const float* cos = cos_.data() + row * half_;
  const float* sin = sin_.data() + row * half_;
  for (int64_t head = 0; head < heads; ++head, x += 2 * half_) {
    for (int64_t i = 0; i < half_; ++i) {
      const float a = x[2 * i], b = x[2 * i + 1];
      x[2 * i] = a * cos[i] - b * sin[i];
      x[2 * i + 1] = a * sin[i] + b * cos[i];
    }
  }
}

}  // namespace duplex::cpu
