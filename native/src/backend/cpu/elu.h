#pragma once
// Exponential linear unit, α = 1.
#include <cstdint>

namespace duplex::cpu {

// y[i] = x[i] > 0 ? x[i] : e^x[i] − 1, within a few units in the last place; y may be x.
void elu(const float* x, float* y, int64_t count);

}  // namespace duplex::cpu
