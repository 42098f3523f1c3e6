#pragma once
// Softmax attention of one query of one head over keys that lie in a few runs (a ring's two halves, a cache's pages).
#include <cstdint>
#include <span>

#include "backend/cpu/matrix.h"
#include "io/config.h"

namespace duplex::cpu {

// The first position that a query sees after a call whose newest position is `newest`, in a ring of `context` keys: all S steps of a
// call are written before any of its queries attends, and `hide_oldest` drops one more key once the ring is full (spec section 3).
inline int64_t first_visible(int64_t newest, int64_t context, RingRule rule) {
  const int64_t first = newest - context + 1 + (rule == RingRule::hide_oldest && newest + 1 >= context ? 1 : 0);
  return first > 0 ? first : 0;
}

// keys and values: `count` rows of head_dim, one after the other, as float32, bf16 or 8-bit with a scale for each row. `query` meets these
// keys instead of the common one where it is set (keys that are thought to stand elsewhere than they did: pinned ones).
struct KeyRun {
  const void* keys;
  const void* values;
  int64_t count;
  const float* query = nullptr;
  const float* key_scales = nullptr;    // [count], of 8-bit rows only
  const float* value_scales = nullptr;
};

// out[head_dim] = Σ softmax(scale · query · key) value over all runs in order; the order of sums depends on the keys' number and
// order, never on how they are cut into runs. At least one key.
void attend(const float* query, std::span<const KeyRun> runs, int64_t head_dim, float scale, WeightType stored, float* out);

}  // namespace duplex::cpu
