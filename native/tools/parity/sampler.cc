// The sampler pack: tokens from given draws, distribution and independence of our own generator.
#include <cmath>
#include <map>

#include "lm/sampler.h"
#include "pack.h"

namespace duplex::parity {

namespace {

struct SamplerCase {
  std::string name;
  TokenSampling sampling;
  std::vector<float> logits;
};

SamplerCase read_case(const Pack& pack, const nlohmann::json& from) {
  SamplerCase one{from.at("name"), {}, {}};
  if (from.at("use_sampling").get<bool>()) one.sampling = {from.at("temperature").get<float>(), from.at("top_k").get<int32_t>()};
  one.logits = pack.floats(one.name + ".logits");
  return one;
}

void check_given_draws(Pack& pack, const SamplerCase& one) {
  Sampler sampler;
  const std::string draws_name = one.name + ".exp";
  std::vector<int32_t> tokens;
  if (!pack.has(draws_name)) {
    tokens.push_back(sampler.sample(one.logits, one.sampling, {}));
  } else {
    const std::vector<float> draws = pack.floats(draws_name);
    const auto width = static_cast<size_t>(pack.shape(draws_name)[1]);
    for (size_t at = 0; at < draws.size(); at += width) {
      tokens.push_back(sampler.sample_with(one.logits, one.sampling, std::span(draws).subspan(at, width)));
    }
  }
  pack.report(one.name + ".token", tokens);
}

// Pearson's chi-square over 200,000 draws; tokens that are expected fewer than 5 times are pooled.
void check_distribution(Pack& pack, const SamplerCase& one) {
  const std::vector<int32_t> tokens = pack.integers(one.name + ".dist_token");
  const std::vector<double> probabilities = pack.doubles(one.name + ".dist_prob");
  constexpr int64_t kDraws = 200000;
  std::map<int32_t, int64_t> counts;
  Sampler sampler;
  for (int64_t i = 0; i < kDraws; ++i) ++counts[sampler.sample(one.logits, one.sampling, {20260117, i, 3})];
  double chi_square = 0, pooled_expected = 0, pooled_seen = 0;
  int64_t cells = 0, inside = 0;
  const auto add = [&](double seen, double expected) {
    chi_square += (seen - expected) * (seen - expected) / expected;
    ++cells;
  };
  for (size_t i = 0; i < tokens.size(); ++i) {
    const double expected = probabilities[i] * kDraws;
    const int64_t seen = counts[tokens[i]];
    inside += seen;
    if (expected >= 5) {
      add(static_cast<double>(seen), expected);
    } else {
      pooled_expected += expected;
      pooled_seen += static_cast<double>(seen);
    }
  }
  if (pooled_expected >= 5) add(pooled_seen, pooled_expected);
  const double freedom = static_cast<double>(cells - 1), limit = freedom + 2 * std::sqrt(10 * freedom) + 20;
  pack.claim(one.name + ": 200,000 draws follow the distribution", inside == kDraws && chi_square <= limit,
             "chi-square " + std::to_string(chi_square) + ", limit " + std::to_string(limit) + ", outside the cut " + std::to_string(kDraws - inside));
}

std::vector<int32_t> sequence(const SamplerCase& one, uint64_t seed, uint32_t stream, int64_t first) {
  Sampler sampler;
  std::vector<int32_t> tokens;
  for (int64_t i = 0; i < 20000; ++i) tokens.push_back(sampler.sample(one.logits, one.sampling, {seed, first + i, stream}));
  return tokens;
}

// Equal pairs of two sequences must lie within five standard deviations of chance.
void check_independence(Pack& pack, const SamplerCase& one) {
  double match = 0;
  for (const double p : pack.doubles(one.name + ".dist_prob")) match += p * p;
  const auto base = sequence(one, 7, 1, 0);
  const auto claim_apart = [&](const std::string& what, const std::vector<int32_t>& other) {
    double equal = 0;
    for (size_t i = 0; i < base.size(); ++i) equal += base[i] == other[i];
    const double n = static_cast<double>(base.size()), sigmas = std::abs(equal - n * match) / std::sqrt(n * match * (1 - match));
    pack.claim(what + " are uncorrelated", sigmas <= 5, std::to_string(sigmas) + " of 5 sigmas");
  };
  pack.claim("the same seed repeats the sequence", base == sequence(one, 7, 1, 0));
  pack.claim("another seed does not", base != sequence(one, 8, 1, 0));
  claim_apart("two sessions", sequence(one, 8, 1, 0));
  claim_apart("two streams", sequence(one, 7, 2, 0));
  claim_apart("two steps", sequence(one, 7, 1, 1));
}

void run_sampler(Pack& pack) {
  for (const nlohmann::json& from : pack.json("cases.json")) {
    const SamplerCase one = read_case(pack, from);
    check_given_draws(pack, one);
    if (pack.has(one.name + ".dist_token")) check_distribution(pack, one);
    if (one.name == "audio_hot") check_independence(pack, one);
  }
}

const Registration sampler_registration{"sampler", [](const Pack& pack) { return pack.has_file("cases.json"); }, run_sampler};

}  // namespace

}  // namespace duplex::parity
