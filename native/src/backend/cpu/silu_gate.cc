#include "backend/cpu/silu_gate.h"

#include "backend/cpu/simd_targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "backend/cpu/silu_gate.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <hwy/contrib/math/math-inl.h>

#include "backend/cpu/elementwise-inl.h"

HWY_BEFORE_NAMESPACE();
namespace duplex::cpu {
namespace HWY_NAMESPACE {

HWY_INLINE Vector Silu(Vector gate) {
  return hn::Div(gate, hn::Add(hn::Set(F(), 1.0f), hn::Exp(F(), hn::Neg(gate))));
}

// To the nearest bfloat16, ties to even, of finite values.
HWY_INLINE Vector RoundBf16(Vector v) {
  const hn::RebindToUnsigned<F> integer;
  const auto bits = hn::BitCast(integer, v);
  const auto odd = hn::And(hn::ShiftRight<16>(bits), hn::Set(integer, 1u));
  const auto rounded = hn::Add(bits, hn::Add(odd, hn::Set(integer, 0x7fffu)));
  return hn::BitCast(F(), hn::And(rounded, hn::Set(integer, 0xffff0000u)));
}

void SiluGate(const float* gate, const float* up, float* y, int64_t count, bool round_gate) {
  if (round_gate) {
    Map2(gate, up, y, count, [](Vector g, Vector u) HWY_ATTR { return hn::Mul(RoundBf16(Silu(g)), u); });
  } else {
    Map2(gate, up, y, count, [](Vector g, Vector u) HWY_ATTR { return hn::Mul(Silu(g), u); });
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace duplex::cpu
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace duplex::cpu {
HWY_EXPORT(SiluGate);
void silu_gate(const float* x, float* y, int64_t n, int64_t hidden, bool round_gate) {
  for (int64_t row = 0; row < n; ++row) {
    const float* gate = x + row * 2 * hidden;
    HWY_DYNAMIC_DISPATCH(SiluGate)(gate, gate + hidden, y + row * hidden, hidden, round_gate);
  }
}
}  // namespace duplex::cpu
#endif
