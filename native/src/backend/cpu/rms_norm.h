#pragma once
// Root-mean-square norm of the language model.
#include <cstdint>

namespace duplex::cpu {

// y = x · (alpha · 1/√(eps + mean(x²))) for each of n rows [dim], all in float32 (spec section 3, rms_norm_f32); y may be x.
void rms_norm(const float* x, const float* alpha, float* y, int64_t n, int64_t dim, float eps = 1e-8f);

}  // namespace duplex::cpu
