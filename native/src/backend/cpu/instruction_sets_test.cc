// Every instruction set that was compiled and runs here computes the same to rounding.
#include <cmath>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "backend/cpu/simd_targets.h"

#include <hwy/targets.h>

#include "backend/cpu/attention.h"
#include "backend/cpu/elu.h"
#include "backend/cpu/gelu.h"
#include "backend/cpu/layer_norm.h"
#include "backend/cpu/matmul.h"
#include "backend/cpu/rms_norm.h"
#include "backend/cpu/silu_gate.h"

using namespace duplex::cpu;

namespace {

constexpr int64_t kRows = 14, kIn = 93, kOut = 29;

std::vector<float> random_values(size_t count, uint32_t seed) {
  std::mt19937 engine(seed);
  std::normal_distribution<float> normal;
  std::vector<float> values(count);
  for (float& value : values) value = normal(engine);
  return values;
}

std::vector<float> product(WeightType type) {
  ThreadPool pool(1);
  const Matrix w = Matrix::from_f32(random_values(kOut * kIn, 1), kOut, kIn, type);
  const std::vector<float> x = random_values(kRows * kIn, 2);
  std::vector<float> y(kRows * kOut);
  matmul(w, x.data(), y.data(), kRows, pool);
  return y;
}

template <typename Op>
std::vector<float> over_rows(const Op& op) {
  std::vector<float> x = random_values(kRows * kIn, 3), y(x.size());
  op(x.data(), y.data());
  return y;
}

std::vector<float> attention(WeightType stored) {
  const std::vector<float> query = random_values(kIn, 4);
  const Matrix keys = Matrix::from_f32(random_values(kRows * kIn, 5), kRows, kIn, stored);
  std::vector<float> out(kIn);
  const KeyRun runs[] = {{keys.data(), keys.data(), kRows, nullptr, keys.scales(), keys.scales()}};
  attend(query.data(), runs, kIn, 0.1f, stored, out.data());
  return out;
}

}  // namespace

TEST_CASE("every instruction set of this machine computes the same to rounding") {
  const std::vector<float> a = random_values(kIn, 6), b = random_values(kIn, 7);
  const std::pair<std::string, std::function<std::vector<float>()>> ops[] = {
      {"product f32", [] { return product(WeightType::f32); }},
      {"product bf16", [] { return product(WeightType::bf16); }},
      {"product i8", [] { return product(WeightType::i8); }},
      {"attention f32", [] { return attention(WeightType::f32); }},
      {"attention bf16", [] { return attention(WeightType::bf16); }},
      {"attention i8", [] { return attention(WeightType::i8); }},
      {"elu", [] { return over_rows([](const float* x, float* y) { elu(x, y, kRows * kIn); }); }},
      {"gelu", [] { return over_rows([](const float* x, float* y) { gelu_erf(x, y, kRows * kIn); }); }},
      {"silu gate", [] { return over_rows([](const float* x, float* y) { silu_gate(x, y, kRows / 2, kIn); }); }},
      {"rms norm", [&] { return over_rows([&](const float* x, float* y) { rms_norm(x, a.data(), y, kRows, kIn); }); }},
      {"layer norm", [&] { return over_rows([&](const float* x, float* y) { layer_norm(x, a.data(), b.data(), y, kRows, kIn); }); }},
  };
  std::vector<std::vector<float>> best;
  for (const auto& [name, op] : ops) best.push_back(op());
  const int64_t all = hwy::SupportedTargets() & HWY_TARGETS;
  for (int64_t rest = all; rest != 0; rest &= rest - 1) {
    hwy::SetSupportedTargetsForTest(rest & -rest);
    for (size_t i = 0; i < best.size(); ++i) {
      const std::vector<float> found = ops[i].second();
      double worst = 0;
      for (size_t k = 0; k < found.size(); ++k) worst = std::max<double>(worst, std::fabs(found[k] - best[i][k]) / (1 + std::fabs(best[i][k])));
      INFO(hwy::TargetName(rest & -rest), ", ", ops[i].first);
      CHECK(worst < 3e-6);
    }
  }
  hwy::SetSupportedTargetsForTest(0);
  CHECK(all != 0);
}
