#include "lm/sampler.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <functional>
#include <limits>

namespace duplex {

int32_t argmax(std::span<const float> logits) {
  int32_t best = -1;
  float best_logit = -std::numeric_limits<float>::infinity();
  for (size_t i = 0; i < logits.size(); ++i) {
    if (logits[i] > best_logit) {
      best = static_cast<int32_t>(i);
      best_logit = logits[i];
    }
  }
  return best;
}

namespace {

// Larger for larger logits, then for lower tokens. NaN and −infinity come last.
uint64_t pack(float logit, int32_t token) {
  if (!(logit > -std::numeric_limits<float>::infinity())) logit = -std::numeric_limits<float>::infinity();
  const auto bits = std::bit_cast<uint32_t>(logit + 0.0f);  // −0 counts as 0
  const uint32_t ordered = bits ^ (static_cast<uint32_t>(static_cast<int32_t>(bits) >> 31) | 0x80000000u);  // no branch on the sign
  return uint64_t{ordered} << 32 | (~static_cast<uint32_t>(token));
}

float logit_of(uint64_t packed) {
  const auto ordered = static_cast<uint32_t>(packed >> 32);
  return std::bit_cast<float>(ordered & 0x80000000u ? ordered & 0x7fffffffu : ~ordered);
}

}  // namespace

// Few of many: a heap whose top is the worst one kept, which most logits do not reach.
void Sampler::keep_few(std::span<const float> logits, size_t count) {
  float worst = -std::numeric_limits<float>::infinity();
  for (size_t i = 0; i < logits.size(); ++i) {
    if (packed_.size() == count) {
      if (!(logits[i] > worst)) continue;  // the same logit later on is worse
      std::pop_heap(packed_.begin(), packed_.end(), std::greater<>());
      packed_.pop_back();
    }
    packed_.push_back(pack(logits[i], static_cast<int32_t>(i)));
    std::push_heap(packed_.begin(), packed_.end(), std::greater<>());
    if (packed_.size() == count) worst = logit_of(packed_.front());
  }
}

// Many of few: logits are counted in bins from the largest down, and only those of the bins that reach `count` are looked at.
void Sampler::keep_many(std::span<const float> logits, size_t count) {
  constexpr int32_t kLast = 1023;
  float top = -std::numeric_limits<float>::infinity(), least = -top;
  for (const float logit : logits) {
    top = logit > top ? logit : top;
    least = logit < least ? logit : least;
  }
  const float scale = static_cast<float>(kLast) / (top - least);
  uint32_t last_bin = kLast;
  bins_.assign(logits.size(), 0);
  if (std::isfinite(scale)) {  // not with infinities, nor where all logits are equal
    std::array<uint32_t, kLast + 1> counts{};
    for (size_t i = 0; i < logits.size(); ++i) {
      const float bin = (top - logits[i]) * scale;
      bins_[i] = bin < static_cast<float>(kLast) ? static_cast<uint32_t>(static_cast<int32_t>(bin)) : kLast;  // NaN: the last one
    }
    for (const uint32_t bin : bins_) ++counts[bin];
    size_t reached = counts[0];
    for (last_bin = 0; reached < count && last_bin < kLast;) reached += counts[++last_bin];
  }
  size_t found = 0;
  packed_.resize(logits.size());
  for (size_t i = 0; i < logits.size(); ++i) {
    packed_[found] = i;
    found += bins_[i] <= last_bin;
  }
  packed_.resize(found);
  for (uint64_t& entry : packed_) entry = pack(logits[entry], static_cast<int32_t>(entry));
  std::nth_element(packed_.begin(), packed_.begin() + static_cast<int64_t>(count) - 1, packed_.end(), std::greater<>());
  packed_.resize(count);
}

void Sampler::keep_best(std::span<const float> logits, size_t count) {
  packed_.clear();
  if (count * 16 > logits.size()) {
    keep_many(logits, count);
  } else {
    keep_few(logits, count);
  }
  unpack_best_first();
}

void Sampler::unpack_best_first() {
  std::sort(packed_.begin(), packed_.end(), std::greater<>());
  kept_.clear();
  for (const uint64_t packed : packed_) kept_.push_back({logit_of(packed), static_cast<int32_t>(~static_cast<uint32_t>(packed))});
}

void Sampler::keep_all(std::span<const float> logits) {
  kept_.clear();
  for (size_t i = 0; i < logits.size(); ++i) {
    const bool possible = logits[i] > -std::numeric_limits<float>::infinity();
    kept_.push_back({possible ? logits[i] : -std::numeric_limits<float>::infinity(), static_cast<int32_t>(i)});
  }
}

// Fills kept_ with the top_k best in descending order, or with everything in vocabulary order.
void Sampler::keep(std::span<const float> logits, int32_t top_k) {
  if (top_k <= 0 || logits.empty()) return keep_all(logits);
  keep_best(logits, std::min(static_cast<size_t>(top_k), logits.size()));
}

// Renormalising over the kept entries changes no winner, so p is left at exp((logit − largest) / temperature).
template <class Draws>
int32_t Sampler::race(float temperature, Draws&& draw) const {
  double largest = -std::numeric_limits<double>::infinity();
  for (const Candidate& candidate : kept_) largest = std::max(largest, static_cast<double>(candidate.logit));
  if (std::isinf(largest) && largest < 0) return -1;
  int32_t winner = -1;
  double best = -1;
  for (size_t rank = 0; rank < kept_.size(); ++rank) {
    const double gap = kept_[rank].logit == largest ? 0 : kept_[rank].logit - largest;
    const double score = std::exp(gap / temperature) / draw(static_cast<uint32_t>(rank));
    if (score > best) {
      best = score;
      winner = kept_[rank].token;
    }
  }
  return winner;
}

int32_t Sampler::sample(std::span<const float> logits, const TokenSampling& sampling, const RngKey& key) {
  if (!(sampling.temperature > 0)) return argmax(logits);
  keep(logits, sampling.top_k);
  return race(sampling.temperature, ExpDraws(key));
}

int32_t Sampler::sample_among(std::span<const float> logits, std::span<const int32_t> allowed, const TokenSampling& sampling,
                              const RngKey& key) {
  packed_.clear();
  for (const int32_t token : allowed) packed_.push_back(pack(logits[static_cast<size_t>(token)], token));
  unpack_best_first();
  if (kept_.empty() || !(kept_.front().logit > -std::numeric_limits<float>::infinity())) return -1;
  return sampling.temperature > 0 ? race(sampling.temperature, ExpDraws(key)) : kept_.front().token;
}

int32_t Sampler::sample_with(std::span<const float> logits, const TokenSampling& sampling, std::span<const float> exp_draws) {
  if (!(sampling.temperature > 0)) return argmax(logits);
  keep(logits, sampling.top_k);
  return race(sampling.temperature, [&](uint32_t rank) { return static_cast<double>(exp_draws[rank]); });
}

}  // namespace duplex
