#include "backend/cpu/elu.h"

#include "backend/cpu/simd_targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "backend/cpu/elu.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <hwy/contrib/math/math-inl.h>

#include "backend/cpu/elementwise-inl.h"

HWY_BEFORE_NAMESPACE();
namespace duplex::cpu {
namespace HWY_NAMESPACE {
void Elu(const float* x, float* y, int64_t count) {
  Map(x, y, count, [](Vector v) HWY_ATTR {
    const Vector zero = hn::Zero(F());
    return hn::IfThenElse(hn::Gt(v, zero), v, hn::Expm1(F(), hn::Min(v, zero)));
  });
}
}  // namespace HWY_NAMESPACE
}  // namespace duplex::cpu
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace duplex::cpu {
HWY_EXPORT(Elu);
void elu(const float* x, float* y, int64_t count) { HWY_DYNAMIC_DISPATCH(Elu)(x, y, count); }
}  // namespace duplex::cpu
#endif
