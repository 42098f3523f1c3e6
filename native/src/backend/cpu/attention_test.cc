#include "backend/cpu/attention.h"

#include <cmath>
#include <cstring>
#include <random>
#include <span>
#include <vector>

#include <doctest/doctest.h>

#include "backend/cpu/bf16.h"
#include "backend/cpu/quantize_row.h"
#include "backend/cpu/rope.h"

using namespace duplex;
using namespace duplex::cpu;

namespace {
std::vector<float> random_values(size_t count, uint32_t seed) {
  std::mt19937 engine(seed);
  std::normal_distribution<float> normal;
  std::vector<float> values(count);
  for (float& value : values) value = normal(engine);
  return values;
}
}  // namespace

TEST_CASE("attention agrees with double precision for any head size, and runs do not change a bit") {
  for (const int64_t dim : {4, 8, 24, 64, 80, 128}) {
    for (const int64_t count : {1, 2, 7, 250}) {
      const std::vector<float> q = random_values(static_cast<size_t>(dim), 1), k = random_values(static_cast<size_t>(dim * count), 2),
                               v = random_values(static_cast<size_t>(dim * count), 3);
      const float scale = 1.0f / std::sqrt(static_cast<float>(dim));
      std::vector<float> out(static_cast<size_t>(dim)), cut(out.size());
      const KeyRun whole[] = {{k.data(), v.data(), count}};
      attend(q.data(), whole, dim, scale, WeightType::f32, out.data());
      const int64_t at = count / 3;
      const KeyRun runs[] = {{k.data(), v.data(), at}, {k.data() + at * dim, v.data() + at * dim, count - at}};
      attend(q.data(), runs, dim, scale, WeightType::f32, cut.data());
      CHECK(std::memcmp(out.data(), cut.data(), out.size() * sizeof(float)) == 0);

      std::vector<double> weights, expected(static_cast<size_t>(dim));
      double sum = 0;
      for (int64_t i = 0; i < count; ++i) {
        double dot = 0;
        for (int64_t d = 0; d < dim; ++d) dot += static_cast<double>(q[d]) * k[i * dim + d];
        weights.push_back(std::exp(dot * scale));
        sum += weights.back();
      }
      double worst = 0;
      for (int64_t d = 0; d < dim; ++d) {
        double value = 0;
        for (int64_t i = 0; i < count; ++i) value += weights[i] / sum * v[i * dim + d];
        worst = std::max(worst, std::fabs(value - out[d]));
      }
      CHECK(worst < 2e-6);
    }
  }
}

TEST_CASE("keys and values stored as bf16 count as the float32 they stand for") {
  const int64_t dim = 24, count = 9;
  const std::vector<float> q = random_values(dim, 1);
  std::vector<float> k = random_values(dim * count, 2), v = random_values(dim * count, 3), wide(dim), narrow(dim);
  std::vector<uint16_t> k16, v16;
  round_to_bf16(k.data(), dim * count);
  round_to_bf16(v.data(), dim * count);
  for (const float x : k) k16.push_back(to_bf16(x));
  for (const float x : v) v16.push_back(to_bf16(x));
  const KeyRun as_f32[] = {{k.data(), v.data(), count}}, as_bf16[] = {{k16.data(), v16.data(), count}};
  attend(q.data(), as_f32, dim, 0.2f, WeightType::f32, wide.data());
  attend(q.data(), as_bf16, dim, 0.2f, WeightType::bf16, narrow.data());
  CHECK(wide == narrow);
}

TEST_CASE("8-bit keys and values count as their numbers times their rows' scales, however the runs are cut") {
  for (const int64_t dim : {6, 24, 64}) {
    const int64_t count = 9, at = 4;
    const std::vector<float> q = random_values(static_cast<size_t>(dim), 1), k = random_values(static_cast<size_t>(dim * count), 2),
                             v = random_values(static_cast<size_t>(dim * count), 3);
    std::vector<int8_t> k8(k.size()), v8(v.size());
    std::vector<float> k_scales, v_scales, k_wide, v_wide, wide(q.size()), narrow(q.size()), cut(q.size());
    for (int64_t row = 0; row < count; ++row) {
      k_scales.push_back(quantize_row(std::span(k).subspan(static_cast<size_t>(row * dim), q.size()), k8.data() + row * dim));
      v_scales.push_back(quantize_row(std::span(v).subspan(static_cast<size_t>(row * dim), q.size()), v8.data() + row * dim));
      for (int64_t i = row * dim; i < (row + 1) * dim; ++i) {
        k_wide.push_back(static_cast<float>(k8[i]) * k_scales.back());
        v_wide.push_back(static_cast<float>(v8[i]) * v_scales.back());
        CHECK(std::fabs(k_wide.back() - k[i]) <= k_scales.back() * 0.501f);
      }
    }
    const KeyRun as_f32[] = {{k_wide.data(), v_wide.data(), count}}, as_i8[] = {{k8.data(), v8.data(), count, nullptr, k_scales.data(), v_scales.data()}};
    const KeyRun in_two[] = {{k8.data(), v8.data(), at, nullptr, k_scales.data(), v_scales.data()},
                             {k8.data() + at * dim, v8.data() + at * dim, count - at, nullptr, k_scales.data() + at, v_scales.data() + at}};
    attend(q.data(), as_f32, dim, 0.2f, WeightType::f32, wide.data());
    attend(q.data(), as_i8, dim, 0.2f, WeightType::i8, narrow.data());
    attend(q.data(), in_two, dim, 0.2f, WeightType::i8, cut.data());
    CHECK(narrow == cut);
    for (size_t i = 0; i < wide.size(); ++i) CHECK(std::fabs(wide[i] - narrow[i]) < 2e-6);
  }
}

TEST_CASE("the two ring rules differ by one key once the ring is full") {
  // Context 20, two steps per call: they part in frame 9 (positions 18 and 19), as the parity pack's README says.
  CHECK(first_visible(17, 20, RingRule::full) == 0);
  CHECK(first_visible(17, 20, RingRule::hide_oldest) == 0);
  CHECK(first_visible(19, 20, RingRule::full) == 0);
  CHECK(first_visible(19, 20, RingRule::hide_oldest) == 1);
  CHECK(119 - first_visible(119, 20, RingRule::full) + 1 == 20);
  CHECK(119 - first_visible(119, 20, RingRule::hide_oldest) + 1 == 19);
}

TEST_CASE("rotation turns interleaved pairs, exactly even at a million steps") {
  const int64_t positions[] = {0, 3, 1000000};
  const RopeAngles angles(positions, 8, 10000);
  for (int64_t row = 0; row < 3; ++row) {
    std::vector<float> x = random_values(16, 5);
    const std::vector<float> before = x;
    angles.rotate(x.data(), row, 2);
    for (int64_t head = 0; head < 2; ++head) {
      for (int64_t i = 0; i < 4; ++i) {
        const long double angle = static_cast<long double>(positions[row]) * std::pow(10000.0L, -2.0L * i / 8);
        const size_t at = static_cast<size_t>(head * 8 + 2 * i);
        CHECK(std::fabs(x[at] - (before[at] * std::cos(angle) - before[at + 1] * std::sin(angle))) < 1e-6);
        CHECK(std::fabs(x[at + 1] - (before[at] * std::sin(angle) + before[at + 1] * std::cos(angle))) < 1e-6);
      }
    }
  }
}
