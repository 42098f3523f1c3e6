#pragma once
// Gaussian error linear unit in its exact form.
#include <cstdint>

namespace duplex::cpu {

// y[i] = x[i] · (1 + erf(x[i] / √2)) / 2, erf within 2e-7; y may be x.
void gelu_erf(const float* x, float* y, int64_t count);

}  // namespace duplex::cpu
