// Element-wise ops against double precision, at every length around a vector's.
#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include "backend/cpu/bf16.h"
#include "backend/cpu/elu.h"
#include "backend/cpu/gelu.h"
#include "backend/cpu/silu_gate.h"

using namespace duplex::cpu;

namespace {
// From −20 to 20, closer together near 0.
std::vector<float> sweep(int count) {
  std::vector<float> values;
  for (int i = 0; i < count; ++i) {
    const double t = 2.0 * i / (count - 1) - 1;
    values.push_back(static_cast<float>(20 * t * t * t));
  }
  return values;
}
}  // namespace

TEST_CASE("elu is within a few units in the last place of e^x − 1") {
  const std::vector<float> x = sweep(20001);
  std::vector<float> y(x.size());
  elu(x.data(), y.data(), static_cast<int64_t>(x.size()));
  double worst = 0;
  for (size_t i = 0; i < x.size(); ++i) {
    const double expected = x[i] > 0 ? x[i] : std::expm1(static_cast<double>(x[i]));
    worst = std::max(worst, std::fabs(y[i] - expected) / (std::fabs(expected) + 1e-30));
  }
  CHECK(worst < 4e-7);
}

TEST_CASE("gelu is within 3e-7 of the exact form, relative to x") {
  const std::vector<float> x = sweep(20001);
  std::vector<float> y(x.size());
  gelu_erf(x.data(), y.data(), static_cast<int64_t>(x.size()));
  double worst = 0;
  for (size_t i = 0; i < x.size(); ++i) {
    const double v = x[i], expected = 0.5 * v * (1 + std::erf(v / std::sqrt(2.0)));
    worst = std::max(worst, std::fabs(y[i] - expected) / std::max(1.0, std::fabs(v)));
  }
  CHECK(worst < 3e-7);
}

TEST_CASE("the silu gate multiplies the second half, with the gate in float32 or bf16") {
  const std::vector<float> gate = sweep(37);
  std::vector<float> x = gate, y(74);
  for (int i = 0; i < 37; ++i) x.push_back(0.3f + static_cast<float>(i));
  std::vector<float> two = x;
  two.insert(two.end(), x.begin(), x.end());
  silu_gate(two.data(), y.data(), 2, 37);
  for (int i = 0; i < 37; ++i) {
    const double silu = gate[i] / (1 + std::exp(-static_cast<double>(gate[i])));
    CHECK(y[i] == doctest::Approx(silu * x[37 + i]).epsilon(1e-6));
    CHECK(y[37 + i] == y[i]);
  }
  silu_gate(x.data(), y.data(), 1, 37, true);
  for (int i = 0; i < 37; ++i) {
    const double silu = gate[i] / (1 + std::exp(-static_cast<double>(gate[i])));
    CHECK(y[i] == doctest::Approx(static_cast<double>(from_bf16(to_bf16(static_cast<float>(silu)))) * x[37 + i]).epsilon(8e-3));
    CHECK(from_bf16(to_bf16(y[i] / x[37 + i])) == doctest::Approx(y[i] / x[37 + i]).epsilon(1e-6));
  }
}

TEST_CASE("a value's result does not depend on its place in the array") {
  const std::vector<float> x = sweep(67);
  std::vector<float> whole(67), alone(1);
  for (const auto op : {elu, gelu_erf}) {
    op(x.data(), whole.data(), 67);
    for (int i = 0; i < 67; ++i) {
      op(&x[i], alone.data(), 1);
      CHECK(alone[0] == whole[i]);
    }
  }
}

TEST_CASE("bf16 rounds to the nearest, ties to even, and keeps infinities and NaN") {
  CHECK(from_bf16(to_bf16(1.0f)) == 1.0f);
  CHECK(from_bf16(to_bf16(1.00390625f)) == 1.0f);          // halfway between 1 and 1.0078125: even is 1
  CHECK(from_bf16(to_bf16(1.01171875f)) == 1.015625f);     // halfway, even is above
  CHECK(from_bf16(to_bf16(1.0040f)) == 1.0078125f);
  CHECK(std::isinf(from_bf16(to_bf16(INFINITY))));
  CHECK(std::isinf(from_bf16(to_bf16(3.4e38f))));
  CHECK(std::isnan(from_bf16(to_bf16(NAN))));
  float values[3] = {-1.0040f, 0.0f, 1e-45f};
  round_to_bf16(values, 3);
  CHECK(values[0] == -1.0078125f);
  CHECK(values[2] == 0.0f);
}
