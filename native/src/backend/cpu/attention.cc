#include "backend/cpu/attention.h"

#include "backend/cpu/simd_targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "backend/cpu/attention.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <hwy/contrib/math/math-inl.h>

#include <algorithm>
#include <vector>

#include "backend/cpu/elementwise-inl.h"

HWY_BEFORE_NAMESPACE();
namespace duplex::cpu {
namespace HWY_NAMESPACE {

HWY_INLINE Vector LoadStored(const float* from) { return hn::LoadU(F(), from); }
HWY_INLINE Vector LoadStored(const uint16_t* from) {
  const hn::RebindToUnsigned<F> wide;
  const hn::Rebind<uint16_t, F> narrow;
  return hn::BitCast(F(), hn::ShiftLeft<16>(hn::PromoteTo(wide, hn::LoadU(narrow, from))));
}
HWY_INLINE Vector LoadStored(const int8_t* from) {
  const hn::RebindToSigned<F> wide;
  const hn::Rebind<int8_t, F> narrow;
  return hn::ConvertTo(F(), hn::PromoteTo(wide, hn::LoadU(narrow, from)));
}
HWY_INLINE float StoredAt(const float* from) { return *from; }
HWY_INLINE float StoredAt(const int8_t* from) { return static_cast<float>(*from); }
HWY_INLINE float StoredAt(const uint16_t* from) { return hwy::F32FromBF16(hwy::bfloat16_t{*from}); }

// One dot product per key; four keys at a time, to keep the multipliers busy.
template <typename Stored>
HWY_INLINE void Scores(const float* query, const Stored* keys, int64_t count, int64_t dim, float scale, float* scores) {
  const int64_t body = dim / kLanes * kLanes;
  const auto finish = [&](Vector sum, const Stored* key) HWY_ATTR {
    float score = hn::GetLane(hn::SumOfLanes(F(), sum));
    for (int64_t i = body; i < dim; ++i) score += query[i] * StoredAt(key + i);
    return score * scale;
  };
  int64_t k = 0;
  for (; k + 4 <= count; k += 4) {
    const Stored* key = keys + k * dim;
    Vector s0 = hn::Zero(F()), s1 = s0, s2 = s0, s3 = s0;
    for (int64_t i = 0; i < body; i += kLanes) {
      const Vector q = hn::LoadU(F(), query + i);
      s0 = hn::MulAdd(q, LoadStored(key + i), s0);
      s1 = hn::MulAdd(q, LoadStored(key + dim + i), s1);
      s2 = hn::MulAdd(q, LoadStored(key + 2 * dim + i), s2);
      s3 = hn::MulAdd(q, LoadStored(key + 3 * dim + i), s3);
    }
    scores[k] = finish(s0, key);
    scores[k + 1] = finish(s1, key + dim);
    scores[k + 2] = finish(s2, key + 2 * dim);
    scores[k + 3] = finish(s3, key + 3 * dim);
  }
  for (; k < count; ++k) {
    const Stored* key = keys + k * dim;
    Vector sum = hn::Zero(F());
    for (int64_t i = 0; i < body; i += kLanes) sum = hn::MulAdd(hn::LoadU(F(), query + i), LoadStored(key + i), sum);
    scores[k] = finish(sum, key);
  }
}

// out[kVectors vectors] += Σ weight · value, key after key.
template <int kVectors, typename Stored>
HWY_INLINE void WeighColumns(const float* weights, const Stored* values, int64_t count, int64_t dim, float* out) {
  Vector sums[kVectors];
  for (int v = 0; v < kVectors; ++v) sums[v] = hn::LoadU(F(), out + v * kLanes);
  for (int64_t k = 0; k < count; ++k) {
    const Vector weight = hn::Set(F(), weights[k]);
    for (int v = 0; v < kVectors; ++v) sums[v] = hn::MulAdd(weight, LoadStored(values + k * dim + v * kLanes), sums[v]);
  }
  for (int v = 0; v < kVectors; ++v) hn::StoreU(sums[v], F(), out + v * kLanes);
}

template <typename Stored>
HWY_INLINE void Weigh(const float* weights, const Stored* values, int64_t count, int64_t dim, float* out) {
  int64_t i = 0;
  for (; i + 4 * kLanes <= dim; i += 4 * kLanes) WeighColumns<4>(weights, values + i, count, dim, out + i);
  for (; i + kLanes <= dim; i += kLanes) WeighColumns<1>(weights, values + i, count, dim, out + i);
  for (; i < dim; ++i) {
    for (int64_t k = 0; k < count; ++k) out[i] += weights[k] * StoredAt(values + k * dim + i);
  }
}

// One number for each row of a run counts as the row's scale says; only 8-bit rows have one.
HWY_INLINE void ScaleRows(const float* scales, int64_t count, float* numbers) {
  if (!scales) return;
  for (int64_t k = 0; k < count; ++k) numbers[k] *= scales[k];
}

template <typename Stored>
HWY_INLINE void Attend(const float* query, std::span<const KeyRun> runs, int64_t dim, float scale, float* scores, int64_t count, float* out) {
  float* next = scores;
  for (const KeyRun& run : runs) {
    Scores(run.query ? run.query : query, static_cast<const Stored*>(run.keys), run.count, dim, scale, next);
    ScaleRows(run.key_scales, run.count, next);
    next += run.count;
  }
  const Vector largest = hn::Set(F(), *std::max_element(scores, scores + count));
  Map(scores, scores, count, [largest](Vector s) HWY_ATTR { return hn::Exp(F(), hn::Sub(s, largest)); });
  const Vector inverse = hn::Set(F(), 1.0f / Sum(scores, count, [](Vector e) HWY_ATTR { return e; }));
  std::fill_n(out, dim, 0.0f);
  float* weights = scores;
  for (const KeyRun& run : runs) {
    ScaleRows(run.value_scales, run.count, weights);
    Weigh(weights, static_cast<const Stored*>(run.values), run.count, dim, out);
    weights += run.count;
  }
  Map(out, out, dim, [inverse](Vector o) HWY_ATTR { return hn::Mul(o, inverse); });
}

void AttendF32(const float* query, std::span<const KeyRun> runs, int64_t dim, float scale, float* scores, int64_t count, float* out) {
  Attend<float>(query, runs, dim, scale, scores, count, out);
}
void AttendBf16(const float* query, std::span<const KeyRun> runs, int64_t dim, float scale, float* scores, int64_t count, float* out) {
  Attend<uint16_t>(query, runs, dim, scale, scores, count, out);
}
void AttendI8(const float* query, std::span<const KeyRun> runs, int64_t dim, float scale, float* scores, int64_t count, float* out) {
  Attend<int8_t>(query, runs, dim, scale, scores, count, out);
}

}  // namespace HWY_NAMESPACE
}  // namespace duplex::cpu
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace duplex::cpu {
HWY_EXPORT(AttendF32);
HWY_EXPORT(AttendBf16);
HWY_EXPORT(AttendI8);

void attend(const float* query, std::span<const KeyRun> runs, int64_t head_dim, float scale, WeightType stored, float* out) {
  thread_local std::vector<float> scores;  // grows to the longest window and stays
  int64_t count = 0;
  for (const KeyRun& run : runs) count += run.count;
  if (static_cast<int64_t>(scores.size()) < count) scores.resize(static_cast<size_t>(count));
  switch (stored) {
    case WeightType::f32: return HWY_DYNAMIC_DISPATCH(AttendF32)(query, runs, head_dim, scale, scores.data(), count, out);
    case WeightType::bf16: return HWY_DYNAMIC_DISPATCH(AttendBf16)(query, runs, head_dim, scale, scores.data(), count, out);
    case WeightType::i8: return HWY_DYNAMIC_DISPATCH(AttendI8)(query, runs, head_dim, scale, scores.data(), count, out);
  }
}
}  // namespace duplex::cpu
#endif
