#pragma once
// Layer norm of the codec's transformers.
#include <cstdint>

namespace duplex::cpu {

// y = (x − mean) / √(variance + eps) · weight + bias for each of n rows [dim]; variance over dim (spec 3.1); y may be x.
void layer_norm(const float* x, const float* weight, const float* bias, float* y, int64_t n, int64_t dim, float eps = 1e-5f);

}  // namespace duplex::cpu
