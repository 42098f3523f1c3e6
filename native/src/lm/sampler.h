#pragma once
// From logits to a token (spec section 4, "Sampling"): temperature, top-k, then the exponential race argmax(p_i / e_i).
#include <cstdint>
#include <span>
#include <vector>

#include "lm/philox.h"

namespace duplex {

struct TokenSampling {
  float temperature = 0;  // 0 or less: the largest logit, lowest index on ties
  int32_t top_k = 0;      // 0: no cut; more than the vocabulary: no cut, in descending order
};

// Keeps its scratch between calls; one per thread that samples. NaN counts as impossible.
class Sampler {
 public:
  // Draws one token; its randomness is `key` alone. −1 if no logit is a number.
  int32_t sample(std::span<const float> logits, const TokenSampling& sampling, const RngKey& key);
  // The same among `allowed` alone (distinct ids inside the vocabulary); top_k does not apply.
  int32_t sample_among(std::span<const float> logits, std::span<const int32_t> allowed, const TokenSampling& sampling, const RngKey& key);
  // Test hook: Exp(1) draws from outside, one per kept entry from the most probable on (in vocabulary order when top_k is 0).
  int32_t sample_with(std::span<const float> logits, const TokenSampling& sampling, std::span<const float> exp_draws);

 private:
  struct Candidate {
    float logit;
    int32_t token;
  };
  void keep_few(std::span<const float> logits, size_t count);
  void keep_many(std::span<const float> logits, size_t count);
  void keep_best(std::span<const float> logits, size_t count);
  void keep_all(std::span<const float> logits);
  void keep(std::span<const float> logits, int32_t top_k);
  void unpack_best_first();
  template <class Draws>
  int32_t race(float temperature, Draws&& draw) const;
  std::vector<uint64_t> packed_;  // logit and token in one number, the better candidate the larger one
  std::vector<uint32_t> bins_;
  std::vector<Candidate> kept_;
};

// The largest logit's index, lowest on ties; −1 if no logit is a number.
int32_t argmax(std::span<const float> logits);

}  // namespace duplex
