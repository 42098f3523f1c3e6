#include "lm/sampler.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>

#include <doctest/doctest.h>

using namespace duplex;

TEST_CASE("Philox4x32-10 gives the published known answers") {
  CHECK(philox4x32({0, 0, 0, 0}, 0) == PhiloxBlock{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  CHECK(philox4x32({~0u, ~0u, ~0u, ~0u}, ~0ull) == PhiloxBlock{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(philox4x32({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, 0x299f31d0a4093822) ==
        PhiloxBlock{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("exponential draws are positive, finite and of mean 1") {
  ExpDraws draws({5, 6, 7});
  double sum = 0;
  for (uint32_t rank = 0; rank < 40000; ++rank) {
    const double draw = draws(rank);
    REQUIRE(draw > 0);
    REQUIRE(std::isfinite(draw));
    sum += draw;
  }
  CHECK(sum / 40000 == doctest::Approx(1).epsilon(0.02));
}

TEST_CASE("greedy takes the lowest index on ties, and a temperature of 0 or less is greedy") {
  Sampler sampler;
  const std::vector<float> logits = {1, 3, 2, 3};
  CHECK(sampler.sample(logits, {0, 2}, {}) == 1);
  CHECK(sampler.sample(logits, {-1, 0}, {}) == 1);
}

TEST_CASE("top_k keeps the lower index of a tie at its edge, and is clamped to the vocabulary") {
  Sampler sampler;
  const std::vector<float> tied = {0, 5, 5, 5};
  for (int64_t position = 0; position < 200; ++position) CHECK(sampler.sample(tied, {1, 2}, {1, position, 0}) <= 2);
  for (int64_t position = 0; position < 50; ++position) {
    CHECK(sampler.sample(tied, {1, 100}, {1, position, 0}) == sampler.sample(tied, {1, 4}, {1, position, 0}));
  }
}

TEST_CASE("logits that are no numbers never win, and nothing but those is told apart") {
  const float nan = std::numeric_limits<float>::quiet_NaN(), infinity = std::numeric_limits<float>::infinity();
  Sampler sampler;
  CHECK(argmax(std::vector<float>{nan, 1, nan}) == 1);
  CHECK(argmax(std::vector<float>{nan, nan}) == -1);
  CHECK(argmax(std::vector<float>{}) == -1);
  for (int64_t position = 0; position < 50; ++position) {
    CHECK(sampler.sample(std::vector<float>{nan, 1, -infinity}, {1, 2}, {1, position, 0}) == 1);
    CHECK(sampler.sample(std::vector<float>{nan, 1, -infinity}, {1, 0}, {1, position, 0}) == 1);
  }
  CHECK(sampler.sample(std::vector<float>{nan, nan}, {1, 0}, {}) == -1);
  CHECK(sampler.sample(std::vector<float>{infinity, 0}, {1, 2}, {}) == 0);
}

TEST_CASE("the kept are the best whatever way they are found") {
  std::mt19937 engine(3);
  std::normal_distribution<float> normal(0, 3);
  Sampler sampler;
  for (const size_t size : {size_t{1}, size_t{40}, size_t{700}}) {
    for (int round = 0; round < 30; ++round) {
      std::vector<float> logits(size);
      for (float& logit : logits) logit = round % 3 ? normal(engine) : std::round(normal(engine));  // with and without ties
      if (round % 5 == 0) logits[size / 2] = 1e30f;
      if (round % 6 == 0) logits[size / 4] = std::numeric_limits<float>::quiet_NaN();
      if (round % 7 == 0) logits[size / 3] = -std::numeric_limits<float>::infinity();
      for (const int32_t k : {1, 5, 39, 250, 699}) {
        // Draws that make the k-th kept one win show which it is.
        std::vector<int32_t> order(size);
        std::iota(order.begin(), order.end(), 0);
        const auto value = [&](int32_t token) { const float l = logits[static_cast<size_t>(token)]; return l == l ? l : -INFINITY; };
        std::stable_sort(order.begin(), order.end(), [&](int32_t a, int32_t b) { return value(a) > value(b); });
        const size_t last = std::min(static_cast<size_t>(k), size) - 1;
        if (!(value(order[0]) > -1e30f) || value(order[last]) < value(order[0]) - 50) continue;
        std::vector<float> draws(last + 1, 1e30f);
        draws[last] = 1e-30f;
        REQUIRE(sampler.sample_with(logits, {1, k}, draws) == order[last]);
      }
    }
  }
}

TEST_CASE("a choice among few leaves the rest out and keeps their odds") {
  Sampler sampler;
  const std::vector<float> logits = {0, 50, 0, std::log(3.0f)};
  const std::vector<int32_t> allowed = {3, 0};
  int threes = 0;
  for (int64_t position = 0; position < 8000; ++position) {
    const int32_t token = sampler.sample_among(logits, allowed, {1, 1}, {2, position, 0});
    REQUIRE((token == 0 || token == 3));
    threes += token == 3;
  }
  CHECK(threes / 8000.0 == doctest::Approx(0.75).epsilon(0.03));
  CHECK(sampler.sample_among(logits, allowed, {0, 0}, {}) == 3);
}
