#include "bench/machine_floor.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <vector>

#include "backend/cpu/simd_targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "bench/machine_floor.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace duplex::bench {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;
using F = hn::ScalableTag<float>;
constexpr int64_t kLanes = static_cast<int64_t>(hn::MaxLanes(F()));

// Eight pages at a time, so that as many streams are in flight as the memory takes.
float ReadAll(const float* from, int64_t count) {
  constexpr int64_t kStreams = 8, kRun = 1024;
  hn::Vec<F> sums[kStreams];
  for (auto& sum : sums) sum = hn::Zero(F());
  for (int64_t block = 0; block + kStreams * kRun <= count; block += kStreams * kRun) {
    for (int64_t i = 0; i < kRun; i += kLanes) {
      for (int64_t s = 0; s < kStreams; ++s) sums[s] = hn::Add(sums[s], hn::LoadU(F(), from + block + s * kRun + i));
    }
  }
  for (int64_t s = 1; s < kStreams; ++s) sums[0] = hn::Add(sums[0], sums[s]);
  return hn::GetLane(hn::SumOfLanes(F(), sums[0]));
}

// `rounds` times twelve independent multiply-adds; returns their number in floating-point operations.
int64_t MultiplyAdd(int64_t rounds, float seed, float* result) {
  constexpr int kChains = 12;
  hn::Vec<F> sums[kChains];
  for (int i = 0; i < kChains; ++i) sums[i] = hn::Set(F(), seed + static_cast<float>(i));
  const auto factor = hn::Set(F(), 0.999f * seed), term = hn::Set(F(), 0.001f * seed);
  for (int64_t r = 0; r < rounds; ++r) {
#pragma GCC unroll 12
    for (int i = 0; i < kChains; ++i) sums[i] = hn::MulAdd(sums[i], factor, term);
  }
  for (int i = 1; i < kChains; ++i) sums[0] = hn::Add(sums[0], sums[i]);
  *result = hn::GetLane(hn::SumOfLanes(F(), sums[0]));
  return rounds * kChains * kLanes * 2;
}

}  // namespace HWY_NAMESPACE
}  // namespace duplex::bench
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace duplex::bench {
namespace {
HWY_EXPORT(ReadAll);
HWY_EXPORT(MultiplyAdd);

std::atomic<float> sink{0};  // keeps results alive

double seconds_of(const auto& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}
}  // namespace

double read_bytes_per_second(cpu::ThreadPool& pool) {
  const std::vector<float> values(96 << 20, 1.0f);  // 384 MiB
  double best = 1e9;
  for (int pass = 0; pass < 8; ++pass) {
    best = std::min(best, seconds_of([&] {
      pool.parallel(static_cast<int64_t>(values.size()), 8192, [&](int64_t first, int64_t last) {
        sink.store(HWY_DYNAMIC_DISPATCH(ReadAll)(values.data() + first, last - first));
      });
    }));
  }
  return static_cast<double>(values.size() * sizeof(float)) / best;
}

double flops_per_second(cpu::ThreadPool& pool) {
  double best = 0;
  for (int pass = 0; pass < 8; ++pass) {
    std::atomic<int64_t> operations{0};
    const double seconds = seconds_of([&] {
      pool.parallel(pool.threads() * 8, 1, [&](int64_t first, int64_t last) {
        float result = 0;
        for (; first < last; ++first) operations += HWY_DYNAMIC_DISPATCH(MultiplyAdd)(200000, 1.0f, &result);
        sink.store(result);
      });
    });
    best = std::max(best, static_cast<double>(operations.load()) / seconds);
  }
  return best;
}

}  // namespace duplex::bench
#endif
