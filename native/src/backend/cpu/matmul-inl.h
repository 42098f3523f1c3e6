// The inner product, compiled once per instruction set. A tile of weight rows times activation rows keeps one vector of partial sums
// per result, over `in` from front to back, then adds its lanes in one fixed tree: the tile's shape never changes a result's bits, nor does
// laying the partial sums aside between two pieces of `in`.
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
  float* partial;  // room for kPartialFloats: sums laid aside, where `in` is longer than kLongIn and rows are many
};
// Where `in` is long it is taken in pieces, so that a piece of a strip of weight rows stays in the second-level cache while all
// activation rows of the block pass by, and a piece of a few activation rows in the first.
constexpr int64_t kLongIn = 3072, kPiece = 1024, kStrip = 32, kLongRows = 96, kMostLanes = 16;
constexpr int64_t kPartialFloats = kStrip * kLongRows * kMostLanes;
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
static_assert(kLanes <= kMostLanes && kPiece % kLanes == 0);

// Activation rows per tile: as many as leave room in the registers (32 of them, or 16 with AVX2) beside four weight rows. The portable
// target keeps its vectors in memory anyway.
#if HWY_TARGET == HWY_EMU128 || DUPLEX_SMALL_TILES
#define DUPLEX_TILE 2
#elif HWY_TARGET == HWY_AVX2
#define DUPLEX_TILE 3
#else
#define DUPLEX_TILE 6
#endif
constexpr int kTile = DUPLEX_TILE;
constexpr int WeightRows(int columns) { return !DUPLEX_SMALL_TILES && (columns == 1 || (columns == 2 && kTile == 6)) ? 8 : 4; }

// A tile is too little work for a call, a strip is not: called, all its tiles are compiled once instead of once for every caller.
#if DUPLEX_SMALL_TILES
#define DUPLEX_TILE_INLINE HWY_NOINLINE
#else
#define DUPLEX_TILE_INLINE HWY_INLINE
#endif

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

// What is left of `in` behind the last whole vector, of up to four weight rows.
template <int kRows, typename Weight>
HWY_INLINE hn::Vec<F4> Rest(const Weight* weights, const float* x, int64_t body, int64_t in) {
  HWY_ALIGN float sums[4] = {};
  for (int r = 0; r < kRows; ++r) {
    for (int64_t i = body; i < in; ++i) sums[r] += WeightAt(weights + r * in + i) * x[i];
  }
  return hn::Load(F4(), sums);
}

// The piece [first, last) of `in`.
struct Piece {
  int64_t first, last;
};

// kRows weight rows (1, 4 or 8) from `out` times kColumns activation rows from `row`.
template <int kRows, int kColumns, typename Weight>
DUPLEX_TILE_INLINE void Tile(const MatmulBlock& block, int64_t strip, int64_t out, int64_t row, const Piece& piece) {
  const int64_t in = block.in, body = in / kLanes * kLanes, last = HWY_MIN(piece.last, body);
  const Weight* HWY_RESTRICT weights = static_cast<const Weight*>(block.weights) + out * in;
  float* partial = block.partial + ((out - strip) * kLongRows + row - block.first_row) * kLanes;
  const float* x[kColumns];
  Vector sums[kRows][kColumns];
#pragma GCC unroll 8
  for (int c = 0; c < kColumns; ++c) {
    x[c] = block.x.row(row + c);
#pragma GCC unroll 8
    for (int r = 0; r < kRows; ++r) {
      sums[r][c] = piece.first == 0 ? hn::Zero(F()) : hn::LoadU(F(), partial + (r * kLongRows + c) * kLanes);
    }
  }
  for (int64_t i = piece.first; i < last; i += kLanes) {
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
  if (piece.last < in) {
#pragma GCC unroll 8
    for (int c = 0; c < kColumns; ++c) {
#pragma GCC unroll 8
      for (int r = 0; r < kRows; ++r) hn::StoreU(sums[r][c], F(), partial + (r * kLongRows + c) * kLanes);
    }
    return;
  }
#pragma GCC unroll 8
  for (int c = 0; c < kColumns; ++c) {
    float* y = block.y.row(row + c) + out;
#pragma GCC unroll 8
    for (int r = 0; r < kRows; r += 4) {
      const Vector zero = hn::Zero(F());
      auto results = SumLanes(sums[r][c], kRows > 1 ? sums[(r + 1) % kRows][c] : zero, kRows > 2 ? sums[(r + 2) % kRows][c] : zero,
                              kRows > 3 ? sums[(r + 3) % kRows][c] : zero);
      if (body < in) results = hn::Add(results, Rest<HWY_MIN(kRows, 4)>(weights + r * in, x[c], body, in));
      if constexpr (kRows >= 4) {
        if (block.scales) results = hn::Mul(results, hn::LoadU(F4(), block.scales + out + r));
        if (block.bias) results = hn::Add(results, hn::LoadU(F4(), block.bias + out + r));
        hn::StoreU(results, F4(), y + r);
      } else {
        float result = hn::GetLane(results);
        if (block.scales) result *= block.scales[out];
        if (block.bias) result += block.bias[out];
        *y = result;
      }
    }
  }
}

// All weight rows of a strip times kColumns activation rows.
template <int kColumns, typename Weight>
HWY_INLINE void Column(const MatmulBlock& block, int64_t strip, int64_t last_out, int64_t row, const Piece& piece) {
  constexpr int kRows = WeightRows(kColumns);
  int64_t out = strip;
  for (; out + kRows <= last_out; out += kRows) Tile<kRows, kColumns, Weight>(block, strip, out, row, piece);
  for (; out < last_out; ++out) Tile<1, kColumns, Weight>(block, strip, out, row, piece);
}

// All weight rows of a strip times all activation rows of the block.
template <typename Weight>
HWY_NOINLINE void Strip(const MatmulBlock& block, int64_t strip, int64_t last_out, const Piece& piece) {
  int64_t row = block.first_row;
  for (; row + kTile <= block.last_row; row += kTile) Column<kTile, Weight>(block, strip, last_out, row, piece);
  switch (block.last_row - row) {
    case 1: return Column<1, Weight>(block, strip, last_out, row, piece);
#if DUPLEX_TILE > 2
    case 2: return Column<2, Weight>(block, strip, last_out, row, piece);
#endif
#if DUPLEX_TILE > 3
    case 3: return Column<3, Weight>(block, strip, last_out, row, piece);
    case 4: return Column<4, Weight>(block, strip, last_out, row, piece);
    case 5: return Column<5, Weight>(block, strip, last_out, row, piece);
#endif
    default: return;
  }
}

template <typename Weight>
HWY_INLINE void Multiply(const MatmulBlock& block) {
  const int64_t rows = block.last_row - block.first_row;
  if (block.in > kLongIn && rows > kTile) {
    for (int64_t strip = block.first_out; strip < block.last_out; strip += kStrip) {
      for (int64_t i = 0; i < block.in; i += kPiece) {
        Strip<Weight>(block, strip, HWY_MIN(strip + kStrip, block.last_out), Piece{i, HWY_MIN(i + kPiece, block.in)});
      }
    }
    return;
  }
  // A few weight rows stay in the first-level cache while all activation rows pass by.
  const int64_t step = rows <= kTile ? block.last_out - block.first_out : 8;
  for (int64_t strip = block.first_out; strip < block.last_out; strip += step) {
    Strip<Weight>(block, strip, HWY_MIN(strip + step, block.last_out), Piece{0, block.in});
  }
}

void MultiplyF32(const MatmulBlock& block) { Multiply<float>(block); }
void MultiplyBf16(const MatmulBlock& block) { Multiply<uint16_t>(block); }
void MultiplyI8(const MatmulBlock& block) { Multiply<int8_t>(block); }
int64_t RowsAtOnce() { return kTile; }

}  // namespace HWY_NAMESPACE
}  // namespace duplex::cpu
HWY_AFTER_NAMESPACE();
#undef DUPLEX_TILE
#undef DUPLEX_TILE_INLINE
#endif
