#include "backend/cpu/layer_norm.h"

#include "backend/cpu/simd_targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "backend/cpu/layer_norm.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <cmath>

#include "backend/cpu/elementwise-inl.h"

HWY_BEFORE_NAMESPACE();
namespace duplex::cpu {
namespace HWY_NAMESPACE {
void LayerNorm(const float* x, const float* weight, const float* bias, float* y, int64_t dim, float eps) {
  const float mean = Sum(x, dim, [](Vector v) HWY_ATTR { return v; }) / static_cast<float>(dim);
  const Vector shift = hn::Set(F(), mean);
  Map(x, y, dim, [shift](Vector v) HWY_ATTR { return hn::Sub(v, shift); });
  const float squares = Sum(y, dim, [](Vector v) HWY_ATTR { return hn::Mul(v, v); });
  const Vector scale = hn::Set(F(), 1.0f / std::sqrt(squares / static_cast<float>(dim) + eps));
  Map2(y, weight, y, dim, [scale](Vector v, Vector w) HWY_ATTR { return hn::Mul(hn::Mul(v, scale), w); });
  Map2(y, bias, y, dim, [](Vector v, Vector b) HWY_ATTR { return hn::Add(v, b); });
}
}  // namespace HWY_NAMESPACE
}  // namespace duplex::cpu
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace duplex::cpu {
HWY_EXPORT(LayerNorm);
void layer_norm(const float* x, const float* weight, const float* bias, float* y, int64_t n, int64_t dim, float eps) {
  for (int64_t row = 0; row < n; ++row) HWY_DYNAMIC_DISPATCH(LayerNorm)(x + row * dim, weight, bias, y + row * dim, dim, eps);
}
}  // namespace duplex::cpu
#endif
