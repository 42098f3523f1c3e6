#include <cmath>
#include <random>
#include <vector>

#include <doctest/doctest.h>

#include "backend/cpu/layer_norm.h"
#include "backend/cpu/rms_norm.h"

using namespace duplex::cpu;

namespace {
std::vector<float> random_values(size_t count, uint32_t seed, float mean = 0) {
  std::mt19937 engine(seed);
  std::normal_distribution<float> normal(mean, 1);
  std::vector<float> values(count);
  for (float& value : values) value = normal(engine);
  return values;
}
}  // namespace

TEST_CASE("the norms agree with double precision for widths around a vector's, in place too") {
  for (const int64_t dim : {1, 5, 16, 33, 512}) {
    const std::vector<float> x = random_values(static_cast<size_t>(3 * dim), 1, 2), a = random_values(static_cast<size_t>(dim), 2),
                             b = random_values(static_cast<size_t>(dim), 3);
    std::vector<float> rms(x.size()), layer = x;
    rms_norm(x.data(), a.data(), rms.data(), 3, dim);
    layer_norm(layer.data(), a.data(), b.data(), layer.data(), 3, dim);
    for (int64_t row = 0; row < 3; ++row) {
      double mean = 0, squares = 0, variance = 0;
      for (int64_t i = 0; i < dim; ++i) {
        const double v = x[static_cast<size_t>(row * dim + i)];
        mean += v / static_cast<double>(dim);
        squares += v * v / static_cast<double>(dim);
      }
      for (int64_t i = 0; i < dim; ++i) variance += std::pow(x[static_cast<size_t>(row * dim + i)] - mean, 2) / static_cast<double>(dim);
      double worst = 0;
      for (int64_t i = 0; i < dim; ++i) {
        const size_t at = static_cast<size_t>(row * dim + i), column = static_cast<size_t>(i);
        worst = std::max(worst, std::fabs(rms[at] - x[at] * a[column] / std::sqrt(1e-8 + squares)));
        worst = std::max(worst, std::fabs(layer[at] - ((x[at] - mean) / std::sqrt(variance + 1e-5) * a[column] + b[column])));
      }
      CHECK(worst < 5e-6);
    }
  }
}

TEST_CASE("the RMS norm's epsilon stands inside the mean") {
  const float x[2] = {1e-4f, 1e-4f}, alpha[2] = {1, 1};
  float y[2];
  rms_norm(x, alpha, y, 1, 2);
  CHECK(y[0] == doctest::Approx(1 / std::sqrt(2.0)).epsilon(1e-5));
}
