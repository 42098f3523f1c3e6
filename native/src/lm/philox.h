#pragma once
// Philox4x32-10 (Salmon et al., 2011): a counter-based generator. A draw depends on (seed, counter) alone, so what runs beside a
// session, in which batch or on which device, never changes its tokens.
#include <array>
#include <cmath>
#include <cstdint>

namespace duplex {

using PhiloxBlock = std::array<uint32_t, 4>;

inline PhiloxBlock philox4x32(PhiloxBlock counter, uint64_t key) {
  uint32_t key0 = static_cast<uint32_t>(key), key1 = static_cast<uint32_t>(key >> 32);
  for (int round = 0; round < 10; ++round) {
    const uint64_t product0 = uint64_t{0xD2511F53} * counter[0];
    const uint64_t product1 = uint64_t{0xCD9E8D57} * counter[2];
    counter = {static_cast<uint32_t>(product1 >> 32) ^ counter[1] ^ key0, static_cast<uint32_t>(product1),
               static_cast<uint32_t>(product0 >> 32) ^ counter[3] ^ key1, static_cast<uint32_t>(product0)};
    key0 += 0x9E3779B9;
    key1 += 0xBB67AE85;
  }
  return counter;
}

// Names one token's draws: seed of the session, position that is sampled, row of the token (0 text, 1… codes).
struct RngKey {
  uint64_t seed = 0;
  int64_t position = 0;
  uint32_t stream = 0;
};

// Exp(1) draws of one token, one per rank; never 0 and always finite.
class ExpDraws {
 public:
  explicit ExpDraws(const RngKey& key) : key_(key) {}
  double operator()(uint32_t rank) {
    if (rank / 4 != block_index_) {
      block_index_ = rank / 4;
      const auto position = static_cast<uint64_t>(key_.position);
      block_ = philox4x32({static_cast<uint32_t>(position), static_cast<uint32_t>(position >> 32), key_.stream, block_index_}, key_.seed);
    }
    return -std::log((block_[rank % 4] + 0.5) * 0x1p-32);
  }

 private:
  RngKey key_;
  uint32_t block_index_ = UINT32_MAX;
  PhiloxBlock block_{};
};

}  // namespace duplex
