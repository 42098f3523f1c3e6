#pragma once
// The 17 rows of the dual-stream model and the ids that mean something in them (spec section 4).
#include <array>
#include <cstdint>

namespace duplex {

inline constexpr int kCodebooks = 8;                     // codes of one side and frame
inline constexpr int kStreams = 1 + 2 * kCodebooks;      // 0 text, 1…8 agent codes, 9…16 user codes
inline constexpr int kFirstAgent = 1;
inline constexpr int kFirstUser = 1 + kCodebooks;
inline constexpr int kMaxDepformerSteps = 2 * kCodebooks;

inline constexpr int32_t kZero = -1;         // in an input: an exact zero vector
inline constexpr int32_t kUngenerated = -2;  // not known yet
inline constexpr int32_t kTextEpad = 0;      // "a word begins next"; the id of PAD comes from the checkpoint's config

using StreamTokens = std::array<int32_t, kStreams>;
using Codes = std::array<int32_t, kCodebooks>;

constexpr Codes filled_codes(int32_t code) {
  Codes codes{};
  codes.fill(code);
  return codes;
}

constexpr StreamTokens filled_streams(int32_t token) {
  StreamTokens tokens{};
  tokens.fill(token);
  return tokens;
}

}  // namespace duplex
