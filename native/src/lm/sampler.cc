#include "lm/sampler.h"

#include <algorithm>
#include <cmath>
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

bool Sampler::better(const Candidate& a, const Candidate& b) {
  return a.logit > b.logit || (a.logit == b.logit && a.token < b.token);
}

// Fills kept_ with the top_k best in descending order, or with everything in vocabulary order. NaN and −infinity never win a place.
void Sampler::keep(std::span<const float> logits, int32_t top_k) {
  kept_.clear();
  const auto k = static_cast<size_t>(std::max(top_k, 0));
  for (size_t i = 0; i < logits.size(); ++i) {
    const Candidate candidate{logits[i], static_cast<int32_t>(i)};
    if (!(candidate.logit > -std::numeric_limits<float>::infinity())) {
      if (k == 0) kept_.push_back({-std::numeric_limits<float>::infinity(), candidate.token});
      continue;
    }
    if (k == 0 || kept_.size() < k) {
      kept_.push_back(candidate);
      if (k != 0) std::push_heap(kept_.begin(), kept_.end(), better);  // the worst kept one is on top
    } else if (better(candidate, kept_.front())) {
      std::pop_heap(kept_.begin(), kept_.end(), better);
      kept_.back() = candidate;
      std::push_heap(kept_.begin(), kept_.end(), better);
    }
  }
  if (k != 0) std::sort(kept_.begin(), kept_.end(), better);
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
  kept_.clear();
  for (const int32_t token : allowed) {
    const float logit = logits[static_cast<size_t>(token)];
    if (logit > -std::numeric_limits<float>::infinity()) kept_.push_back({logit, token});
  }
  std::sort(kept_.begin(), kept_.end(), better);
  if (kept_.empty()) return -1;
  return sampling.temperature > 0 ? race(sampling.temperature, ExpDraws(key)) : kept_.front().token;
}

int32_t Sampler::sample_with(std::span<const float> logits, const TokenSampling& sampling, std::span<const float> exp_draws) {
  if (!(sampling.temperature > 0)) return argmax(logits);
  keep(logits, sampling.top_k);
  return race(sampling.temperature, [&](uint32_t rank) { return static_cast<double>(exp_draws[rank]); });
}

}  // namespace duplex
