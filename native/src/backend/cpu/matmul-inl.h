// The inner product, compiled once per instruction set. A tile of weight rows times activation rows keeps one vector of partial sums
// per result, over `in` from front to back, then adds its lanes in one fixed tree: the tile's shape never changes a result's bits.
#ifndef DUPLEX_BACKEND_CPU_MATMUL_BLOCK
#define DUPLEX_BACKEND_CPU_MATMUL_BLOCK
#include "backend/cpu/matmul.h"
namespace duplex::cpu {
// Rows [first_row, last_row) of x times weight rows [first_out, last_out).
struct MatmulBlock {
  const void* weights;
  const float* scales;
  const float* bias;
  int64_t in;
  Rows<const float> x;
  Rows<float> y;
  int64_t first_out, last_out, first_row, last_row;
};
}  // namespace duplex::cpu
#endif

#if defined(DUPLEX_BACKEND_CPU_MATMUL_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef DUPLEX_BACKEND_CPU_MATMUL_INL
#undef DUPLEX_BACKEND_CPU_MATMUL_INL
#else
#define DUPLEX_BACKEND_CPU_MATMUL_INL
#endif

HWY_BEFORE_NAMESPACE();
namespace duplex::cpu {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using F = hn::ScalableTag<float>;
using Vector = hn::Vec<F>;
using F4 = hn::FixedTag<float, 4>;
constexpr int64_t kLanes = static_cast<int64_t>(hn::MaxLanes(F()));

// Activation rows per tile: as many as leave room in the registers (32 of them, or 16 with AVX2) beside four weight rows.
constexpr int kTile = HWY_TARGET == HWY_AVX2 ? 3 : 6;
constexpr int WeightRows(int columns) { return columns == 1 || (columns == 2 && kTile == 6) ? 8 : 4; }

HWY_INLINE Vector LoadWeights(const float* from) { return hn::LoadU(F(), from); }
HWY_INLINE Vector LoadWeights(const uint16_t* from) {
  const hn::RebindToUnsigned<F> wide;
  const hn::Rebind<uint16_t, F> narrow;
  return hn::BitCast(F(), hn::ShiftLeft<16>(hn::PromoteTo(wide, hn::LoadU(narrow, from))));
}
HWY_INLINE Vector LoadWeights(const int8_t* from) {
  const hn::RebindToSigned<F> wide;
  const hn::Rebind<int8_t, F> narrow;
  return hn::ConvertTo(F(), hn::PromoteTo(wide, hn::LoadU(narrow, from)));
}
HWY_INLINE float WeightAt(const float* from) { return *from; }
HWY_INLINE float WeightAt(const uint16_t* from) { return hwy::F32FromBF16(hwy::bfloat16_t{*from}); }
HWY_INLINE float WeightAt(const int8_t* from) { return static_cast<float>(*from); }

// Halves added until four lanes are left.
HWY_INLINE hn::Vec<F4> Fold(Vector v) {
#if HWY_TARGET == HWY_AVX3
  const hn::Half<F> half;
  const hn::Half<decltype(half)> quarter;
  const auto h = hn::Add(hn::LowerHalf(half, v), hn::UpperHalf(half, v));
  return hn::Add(hn::LowerHalf(quarter, h), hn::UpperHalf(quarter, h));
#elif HWY_TARGET == HWY_AVX2
  const hn::Half<F> half;
  return hn::Add(hn::LowerHalf(half, v), hn::UpperHalf(half, v));
#else
  return v;
#endif
}

// The lane sums of four vectors: (v0 + v2) + (v1 + v3) of each.
HWY_INLINE hn::Vec<F4> SumLanes(Vector a, Vector b, Vector c, Vector d) {
  const F4 four;
  const auto fa = Fold(a), fb = Fold(b), fc = Fold(c), fd = Fold(d);
  const auto ab = hn::Add(hn::InterleaveLower(four, fa, fb), hn::InterleaveUpper(four, fa, fb));  // a02 b02 a13 b13
  const auto cd = hn::Add(hn::InterleaveLower(four, fc, fd), hn::InterleaveUpper(four, fc, fd));
  return hn::Add(hn::ConcatLowerLower(four, cd, ab), hn::ConcatUpperUpper(four, cd, ab));
}

// kRows weight rows (1, 4 or 8) from `out` times kColumns activation rows from `row`.
template <int kRows, int kColumns, typename Weight>
HWY_INLINE void Tile(const MatmulBlock& block, int64_t out, int64_t row) {
  const int64_t in = block.in, body = in / kLanes * kLanes;
  const Weight* HWY_RESTRICT weights = static_cast<const Weight*>(block.weights) + out * in;
  const float* x[kColumns];
  Vector sums[kRows][kColumns];
#pragma GCC unroll 8
  for (int c = 0; c < kColumns; ++c) {
    x[c] = block.x.row(row + c);
#pragma GCC unroll 8
    for (int r = 0; r < kRows; ++r) sums[r][c] = hn::Zero(F());
  }
  for (int64_t i = 0; i < body; i += kLanes) {
    Vector activations[kColumns];
#pragma GCC unroll 8
    for (int c = 0; c < kColumns; ++c) activations[c] = hn::LoadU(F(), x[c] + i);
#pragma GCC unroll 8
    for (int r = 0; r < kRows; ++r) {
      const Vector w = LoadWeights(weights + r * in + i);
#pragma GCC unroll 8
      for (int c = 0; c < kColumns; ++c) sums[r][c] = hn::MulAdd(w, activations[c], sums[r][c]);
    }
  }
#pragma GCC unroll 8
  for (int c = 0; c < kColumns; ++c) {
    float results[kRows < 4 ? 4 : kRows];
#pragma GCC unroll 8
    for (int r = 0; r < kRows; r += 4) {
      const Vector zero = hn::Zero(F());
      hn::StoreU(SumLanes(sums[r][c], kRows > 1 ? sums[(r + 1) % kRows][c] : zero, kRows > 2 ? sums[(r + 2) % kRows][c] : zero,
                          kRows > 3 ? sums[(r + 3) % kRows][c] : zero),
                 F4(), results + r);
    }
    if (body < in) {
      for (int r = 0; r < kRows; ++r) {
        float rest = 0;
        for (int64_t i = body; i < in; ++i) rest += WeightAt(weights + r * in + i) * x[c][i];
        results[r] += rest;
      }
    }
    float* y = block.y.row(row + c) + out;
    for (int r = 0; r < kRows; ++r) {
      float result = results[r];
      if (block.scales) result *= block.scales[out + r];
      if (block.bias) result += block.bias[out + r];
      y[r] = result;
    }
  }
}

// All weight rows of the block times kColumns activation rows.
template <int kColumns, typename Weight>
HWY_INLINE void Column(const MatmulBlock& block, int64_t first_out, int64_t last_out, int64_t row) {
  constexpr int kRows = WeightRows(kColumns);
  int64_t out = first_out;
  for (; out + kRows <= last_out; out += kRows) Tile<kRows, kColumns, Weight>(block, out, row);
  for (; out < last_out; ++out) Tile<1, kColumns, Weight>(block, out, row);
}

template <typename Weight>
HWY_INLINE void Remainder(const MatmulBlock& block, int64_t first_out, int64_t last_out, int64_t row, int64_t rows) {
  switch (rows) {
    case 1: return Column<1, Weight>(block, first_out, last_out, row);
    case 2: return Column<2, Weight>(block, first_out, last_out, row);
#if HWY_TARGET != HWY_AVX2
    case 3: return Column<3, Weight>(block, first_out, last_out, row);
    case 4: return Column<4, Weight>(block, first_out, last_out, row);
    case 5: return Column<5, Weight>(block, first_out, last_out, row);
#endif
    default: return;
  }
}

template <typename Weight>
HWY_INLINE void Multiply(const MatmulBlock& block) {
  // A few weight rows stay in the first-level cache while all activation rows pass by.
  const int64_t rows = block.last_row - block.first_row;
  const int64_t strip = rows <= kTile ? block.last_out - block.first_out : 8;
  for (int64_t out = block.first_out; out < block.last_out; out += strip) {
    const int64_t last_out = std::min(out + strip, block.last_out);
    int64_t row = block.first_row;
    for (; row + kTile <= block.last_row; row += kTile) Column<kTile, Weight>(block, out, last_out, row);
    Remainder<Weight>(block, out, last_out, row, block.last_row - row);
  }
}

void MultiplyF32(const MatmulBlock& block) { Multiply<float>(block); }
void MultiplyBf16(const MatmulBlock& block) { Multiply<uint16_t>(block); }
void MultiplyI8(const MatmulBlock& block) { Multiply<int8_t>(block); }
int64_t RowsAtOnce() { return kTile; }

}  // namespace HWY_NAMESPACE
}  // namespace duplex::cpu
HWY_AFTER_NAMESPACE();
#endif
