// One function of one or two vectors over arrays of any length, compiled once per instruction set. The last few values go through a
// padded vector, so that a value's result never depends on where in the array it stands.
#if defined(DUPLEX_BACKEND_CPU_ELEMENTWISE_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef DUPLEX_BACKEND_CPU_ELEMENTWISE_INL
#undef DUPLEX_BACKEND_CPU_ELEMENTWISE_INL
#else
#define DUPLEX_BACKEND_CPU_ELEMENTWISE_INL
#endif

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace duplex::cpu {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using F = hn::ScalableTag<float>;
using Vector = hn::Vec<F>;
constexpr int64_t kLanes = static_cast<int64_t>(hn::MaxLanes(F()));

HWY_INLINE Vector LoadFirst(const float* from, int64_t count) {
  HWY_ALIGN float padded[kLanes] = {};
  for (int64_t i = 0; i < count; ++i) padded[i] = from[i];
  return hn::Load(F(), padded);
}
HWY_INLINE void StoreFirst(Vector v, float* to, int64_t count) {
  HWY_ALIGN float padded[kLanes];
  hn::Store(v, F(), padded);
  for (int64_t i = 0; i < count; ++i) to[i] = padded[i];
}

// to[i] = function(a[i]); `to` may be `a`.
template <typename Function>
HWY_INLINE void Map(const float* a, float* to, int64_t count, const Function& function) {
  int64_t i = 0;
  for (; i + kLanes <= count; i += kLanes) hn::StoreU(function(hn::LoadU(F(), a + i)), F(), to + i);
  if (i < count) StoreFirst(function(LoadFirst(a + i, count - i)), to + i, count - i);
}

// to[i] = function(a[i], b[i]); `to` may be `a` or `b`.
template <typename Function>
HWY_INLINE void Map2(const float* a, const float* b, float* to, int64_t count, const Function& function) {
  int64_t i = 0;
  for (; i + kLanes <= count; i += kLanes) hn::StoreU(function(hn::LoadU(F(), a + i), hn::LoadU(F(), b + i)), F(), to + i);
  if (i < count) StoreFirst(function(LoadFirst(a + i, count - i), LoadFirst(b + i, count - i)), to + i, count - i);
}

// The sum of function(a[i]) with one partial sum per lane; function(0) must be 0.
template <typename Function>
HWY_INLINE float Sum(const float* a, int64_t count, const Function& function) {
  Vector sum = hn::Zero(F());
  int64_t i = 0;
  for (; i + kLanes <= count; i += kLanes) sum = hn::Add(sum, function(hn::LoadU(F(), a + i)));
  if (i < count) sum = hn::Add(sum, function(LoadFirst(a + i, count - i)));
  return hn::GetLane(hn::SumOfLanes(F(), sum));
}

}  // namespace HWY_NAMESPACE
}  // namespace duplex::cpu
HWY_AFTER_NAMESPACE();
#endif
