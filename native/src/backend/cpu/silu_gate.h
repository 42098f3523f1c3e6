#pragma once
// The gate of the language model's feed-forward layer.
#include <cstdint>

namespace duplex::cpu {

// y[n, hidden] = silu(x[:, :hidden]) ⊙ x[:, hidden:] of x[n, 2·hidden], silu(g) = g / (1 + e^−g) (spec section 3, "Layer").
// With `round_gate` silu(g) is rounded to bf16 before the product, as the reference's bf16 mode does; y itself is not rounded.
void silu_gate(const float* x, float* y, int64_t n, int64_t hidden, bool round_gate = false);

}  // namespace duplex::cpu
