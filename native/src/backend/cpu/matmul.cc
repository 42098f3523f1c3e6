#include "backend/cpu/matmul.h"

#include <algorithm>
#include <memory>

#include "backend/cpu/simd_targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "backend/cpu/matmul.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "backend/cpu/matmul-inl.h"

#if HWY_ONCE
namespace duplex::cpu {
namespace {
HWY_EXPORT(MultiplyF32);
HWY_EXPORT(MultiplyBf16);
HWY_EXPORT(MultiplyI8);
HWY_EXPORT(RowsAtOnce);

// Activations that should stay in the second-level cache while weight rows pass by.
constexpr int64_t kActivationBytes = 256 * 1024;

void multiply(MatmulBlock block, WeightType type) {
  thread_local const auto partial = std::make_unique_for_overwrite<float[]>(kPartialFloats);
  block.partial = partial.get();
  switch (type) {
    case WeightType::f32: return HWY_DYNAMIC_DISPATCH(MultiplyF32)(block);
    case WeightType::bf16: return HWY_DYNAMIC_DISPATCH(MultiplyBf16)(block);
    case WeightType::i8: return HWY_DYNAMIC_DISPATCH(MultiplyI8)(block);
  }
}
}  // namespace

void matmul(const Matrix& w, Rows<const float> x, Rows<float> y, int64_t n, ThreadPool& pool, const float* bias) {
  const int64_t at_once = HWY_DYNAMIC_DISPATCH(RowsAtOnce)();
  const int64_t distinct = std::min(x.stride, w.in());  // floats that a further row adds
  const int64_t fit = kActivationBytes / static_cast<int64_t>(sizeof(float)) / std::max<int64_t>(distinct, 1);
  const int64_t step = w.in() > kLongIn ? kLongRows : std::max(fit / at_once * at_once, at_once);
  const MatmulBlock whole{w.data(), w.scales(), bias, w.in(), x, y, 0, w.out(), 0, n, nullptr};

  // Split what is larger: the weights for few rows of activations, the activations for small weights.
  if (n > 4 * at_once && n * distinct > w.out() * w.in()) {
    pool.parallel(n, at_once, [&](int64_t first, int64_t last) {
      for (MatmulBlock block = whole; first < last; first += step) {
        block.first_row = first;
        block.last_row = std::min(first + step, last);
        multiply(block, w.type());
      }
    });
  } else {
    for (int64_t first = 0; first < n; first += step) {
      pool.parallel(w.out(), w.in() > kLongIn && n > at_once ? kStrip : 8, [&](int64_t first_out, int64_t last_out) {
        MatmulBlock block = whole;
        block.first_out = first_out;
        block.last_out = last_out;
        block.first_row = first;
        block.last_row = std::min(first + step, n);
        multiply(block, w.type());
      });
    }
  }
}

void matmul(const Matrix& w, const float* x, float* y, int64_t n, ThreadPool& pool, int64_t x_stride, int64_t y_stride) {
  matmul(w, Rows<const float>{x, x_stride ? x_stride : w.in()}, Rows<float>{y, y_stride ? y_stride : w.out()}, n, pool);
}

const char* instruction_set() {
  const int64_t usable = hwy::SupportedTargets() & HWY_TARGETS;
  return hwy::TargetName(usable & -usable);  // better ones have lower bits
}

}  // namespace duplex::cpu
#endif
