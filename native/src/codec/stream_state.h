#pragma once
// What one session's encoder or decoder remembers between frames. Plain values: a copy is a snapshot.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace duplex::codec {

struct StreamState {
  std::vector<float> contexts;     // last inputs of every convolution, one after the other (offsets: Convolution::place)
  std::vector<float> keys_values;  // rings of the transformer: [layer, keys then values, head, context, head_dim]
  int64_t steps = 0;               // 25 Hz steps so far

  // As before the first frame. What the rings hold is not visible then.
  void reset() {
    std::fill(contexts.begin(), contexts.end(), 0.0f);
    steps = 0;
  }
  size_t bytes() const { return (contexts.size() + keys_values.size()) * sizeof(float) + sizeof *this; }
};

using States = std::span<StreamState* const>;

}  // namespace duplex::codec
