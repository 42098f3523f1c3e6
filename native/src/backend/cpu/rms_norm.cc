#include "backend/cpu/rms_norm.h"

#include "backend/cpu/simd_targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "backend/cpu/rms_norm.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <cmath>

#include "backend/cpu/elementwise-inl.h"

HWY_BEFORE_NAMESPACE();
namespace duplex::cpu {
namespace HWY_NAMESPACE {
void RmsNorm(const float* x, const float* alpha, float* y, int64_t dim, float eps) {
  const float squares = Sum(x, dim, [](Vector v) HWY_ATTR { return hn::Mul(v, v); });
  const Vector scale = hn::Set(F(), 1.0f / std::sqrt(eps + squares / static_cast<float>(dim)));
  Map2(x, alpha, y, dim, [scale](Vector v, Vector a) HWY_ATTR { return hn::Mul(v, hn::Mul(a, scale)); });
}
}  // namespace HWY_NAMESPACE
}  // namespace duplex::cpu
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace duplex::cpu {
HWY_EXPORT(RmsNorm);
void rms_norm(const float* x, const float* alpha, float* y, int64_t n, int64_t dim, float eps) {
  for (int64_t row = 0; row < n; ++row) HWY_DYNAMIC_DISPATCH(RmsNorm)(x + row * dim, alpha, y + row * dim, dim, eps);
}
}  // namespace duplex::cpu
#endif
