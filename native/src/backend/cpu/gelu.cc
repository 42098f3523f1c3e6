#include "backend/cpu/gelu.h"

#include "backend/cpu/simd_targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "backend/cpu/gelu.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <hwy/contrib/math/math-inl.h>

#include "backend/cpu/elementwise-inl.h"

HWY_BEFORE_NAMESPACE();
namespace duplex::cpu {
namespace HWY_NAMESPACE {

template <size_t kCount>
HWY_INLINE Vector Polynomial(Vector x, const float (&coefficients)[kCount]) {  // constant term first
  Vector sum = hn::Set(F(), coefficients[kCount - 1]);
  for (size_t i = kCount - 1; i-- > 0;) sum = hn::MulAdd(sum, x, hn::Set(F(), coefficients[i]));
  return sum;
}

// Below 1, x times a polynomial in x²; above, 1 − e^p(x) with p fitted to log erfc. Both fits minimise the largest error (1e-9, 2e-9).
HWY_INLINE Vector Erf(Vector x) {
  constexpr float kNear[] = {1.1283791065216064f,    -0.3761262595653534f,   0.11283600330352783f,  -0.02685444802045822f,
                             0.005189541727304459f, -0.0008020891691558063f, 7.889273547334597e-05f};
  constexpr float kFar[] = {-0.00017748061509337276f, -1.1277496814727783f,    -0.6370596289634705f,  -0.10403745621442795f,
                            0.022277137264609337f,    -0.0030556207057088614f, 0.00019718313706107438f};
  const Vector magnitude = hn::Abs(x);
  const Vector near = hn::Mul(magnitude, Polynomial(hn::Mul(x, x), kNear));
  const Vector far = hn::Sub(hn::Set(F(), 1.0f), hn::Exp(F(), Polynomial(hn::Min(magnitude, hn::Set(F(), 4.0f)), kFar)));
  return hn::CopySign(hn::IfThenElse(hn::Lt(magnitude, hn::Set(F(), 1.0f)), near, far), x);
}

void Gelu(const float* x, float* y, int64_t count) {
  Map(x, y, count, [](Vector v) HWY_ATTR {
    const Vector erf = Erf(hn::Mul(v, hn::Set(F(), 0.70710678f)));
    return hn::Mul(hn::Mul(v, hn::Set(F(), 0.5f)), hn::Add(hn::Set(F(), 1.0f), erf));
  });
}

}  // namespace HWY_NAMESPACE
}  // namespace duplex::cpu
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace duplex::cpu {
HWY_EXPORT(Gelu);
void gelu_erf(const float* x, float* y, int64_t count) { HWY_DYNAMIC_DISPATCH(Gelu)(x, y, count); }
}  // namespace duplex::cpu
#endif
