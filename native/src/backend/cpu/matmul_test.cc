#include "backend/cpu/matmul.h"

#include <cmath>
#include <cstring>
#include <random>
#include <vector>

#include <doctest/doctest.h>

using namespace duplex::cpu;

namespace {

std::vector<float> random_values(size_t count, uint32_t seed) {
  std::mt19937 engine(seed);
  std::normal_distribution<float> normal;
  std::vector<float> values(count);
  for (float& value : values) value = normal(engine);
  return values;
}

std::vector<float> product(const Matrix& w, const std::vector<float>& x, int64_t n, ThreadPool& pool) {
  std::vector<float> y(static_cast<size_t>(n * w.out()), -1.0f);
  matmul(w, x.data(), y.data(), n, pool);
  return y;
}

std::vector<double> reference(const Matrix& w, const std::vector<float>& x, int64_t n) {
  std::vector<double> y;
  std::vector<float> row(static_cast<size_t>(w.in()));
  for (int64_t i = 0; i < n; ++i) {
    for (int64_t o = 0; o < w.out(); ++o) {
      w.row_to_f32(o, row.data());
      double sum = 0;
      for (int64_t k = 0; k < w.in(); ++k) sum += static_cast<double>(row[static_cast<size_t>(k)]) * x[static_cast<size_t>(i * w.in() + k)];
      y.push_back(sum);
    }
  }
  return y;
}

}  // namespace

TEST_CASE("a product agrees with double precision for every weight type, size and number of rows") {
  ThreadPool pool(2);
  for (const WeightType type : {WeightType::f32, WeightType::bf16, WeightType::i8}) {
    for (const auto& [out, in] : std::vector<std::pair<int64_t, int64_t>>{{1, 7}, {3, 16}, {64, 24}, {37, 200}, {128, 512}, {70, 3200}}) {
      const Matrix w = Matrix::from_f32(random_values(static_cast<size_t>(out * in), 1), out, in, type);
      for (const int64_t n : {1, 2, 3, 4, 5, 6, 7, 13, 40, 150}) {
        const std::vector<float> x = random_values(static_cast<size_t>(n * in), 2);
        const std::vector<float> y = product(w, x, n, pool);
        const std::vector<double> expected = reference(w, x, n);
        double worst = 0;
        for (size_t i = 0; i < y.size(); ++i) worst = std::max(worst, std::fabs(y[i] - expected[i]));
        CAPTURE(out);
        CAPTURE(in);
        CAPTURE(n);
        CHECK(worst < 2e-5 * std::sqrt(static_cast<double>(in)));
      }
    }
  }
}

TEST_CASE("a row has the same bits alone, in any batch and with any number of threads") {
  ThreadPool one(1), three(3);
  for (const WeightType type : {WeightType::f32, WeightType::bf16, WeightType::i8}) {
    for (const int64_t in : {331, 1024, 4307}) {  // the last one in pieces
      const int64_t out = 75;
      const Matrix w = Matrix::from_f32(random_values(static_cast<size_t>(out * in), 3), out, in, type);
      const std::vector<float> x = random_values(static_cast<size_t>(200 * in), 4);
      const std::vector<float> all = product(w, x, 200, three);
      for (const int64_t n : {1, 2, 3, 5, 6, 8, 64, 199}) {
        const std::vector<float> few = product(w, x, n, one);
        CHECK(std::memcmp(few.data(), all.data(), few.size() * sizeof(float)) == 0);
      }
    }
  }
}

TEST_CASE("rows may be overlapping windows in groups, and a bias is added") {
  ThreadPool pool(2);
  const int64_t in = 48, out = 10, groups = 3, per_group = 11, stride = 16, group_floats = 300;
  const Matrix w = Matrix::from_f32(random_values(out * in, 5), out, in, WeightType::f32);
  const std::vector<float> x = random_values(groups * group_floats, 6), bias = random_values(out, 7);
  std::vector<float> y(groups * per_group * 20, 0.0f), dense;
  matmul(w, Rows<const float>{x.data(), stride, per_group, group_floats}, Rows<float>{y.data(), 20, 0, 0}, groups * per_group, pool, bias.data());
  for (int64_t g = 0; g < groups; ++g) {
    for (int64_t i = 0; i < per_group; ++i) dense.insert(dense.end(), &x[g * group_floats + i * stride], &x[g * group_floats + i * stride] + in);
  }
  const std::vector<float> expected = product(w, dense, groups * per_group, pool);
  for (int64_t i = 0; i < groups * per_group; ++i) {
    for (int64_t o = 0; o < out; ++o) CHECK(y[i * 20 + o] == expected[i * out + o] + bias[o]);
    CHECK(y[i * 20 + out] == 0.0f);
  }
}

TEST_CASE("an 8-bit matrix keeps each row's largest value exactly and the rest within half a step") {
  const std::vector<float> values = random_values(4 * 50, 8);
  const Matrix w = Matrix::from_f32(values, 4, 50, WeightType::i8);
  std::vector<float> row(50);
  for (int64_t r = 0; r < 4; ++r) {
    w.row_to_f32(r, row.data());
    for (int64_t i = 0; i < 50; ++i) CHECK(std::fabs(row[i] - values[r * 50 + i]) <= w.scales()[r] * 0.5001f);
  }
  CHECK(w.bytes() == 4 * 50 + 4 * sizeof(float));
}

TEST_CASE("integers of a checkpoint are taken over with their scales, or become the same floats") {
  std::vector<int8_t> integers(3 * 5);
  for (size_t i = 0; i < integers.size(); ++i) integers[i] = static_cast<int8_t>(17 * i - 127);
  const std::vector<float> absmax = {0.37f, 0, 12};
  duplex::WeightView stored = duplex::TensorView{duplex::Dtype::i8, {3, 5}, reinterpret_cast<const std::byte*>(integers.data())};
  stored.row_absmax = reinterpret_cast<const std::byte*>(absmax.data());
  const Matrix kept = Matrix::from_tensor(stored, WeightType::i8), floats = Matrix::from_tensor(stored, WeightType::f32), halves = Matrix::from_tensor(stored, WeightType::bf16);
  CHECK(kept.data() == integers.data());
  std::vector<float> exact(5), row(5);
  for (int64_t r = 0; r < 3; ++r) {
    CHECK(kept.scales()[r] == absmax[r] / 127.0f);
    kept.row_to_f32(r, exact.data());
    for (int64_t i = 0; i < 5; ++i) CHECK(exact[i] == static_cast<float>(integers[r * 5 + i]) * (absmax[r] / 127.0f));
    floats.row_to_f32(r, row.data());
    CHECK(row == exact);
    halves.row_to_f32(r, row.data());
    for (int64_t i = 0; i < 5; ++i) CHECK(std::fabs(row[i] - exact[i]) <= std::fabs(exact[i]) / 256);
  }
}
