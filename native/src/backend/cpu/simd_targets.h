#pragma once
// Which instruction sets the ops are compiled for; included before <hwy/highway.h> in every file that has SIMD code. AVX-512, AVX2 and
// NEON have widths known at compile time (accumulators live in arrays, which scalable vectors cannot), the rest runs the portable one.

// Highway sets its portable target aside for GCC before 12.3, which miscompiles 16-bit MulHigh there; nothing here uses that.
#ifndef HWY_BROKEN_EMU128
#define HWY_BROKEN_EMU128 0
#endif
#include <hwy/detect_targets.h>

// Sanitizers multiply what the unrolled products compile to: there one vector set and small tiles have to do.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define DUPLEX_SMALL_TILES 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define DUPLEX_SMALL_TILES 1
#endif
#endif
#ifndef DUPLEX_SMALL_TILES
#define DUPLEX_SMALL_TILES 0
#endif

#undef HWY_DISABLED_TARGETS
#define HWY_DISABLED_TARGETS \
  ((DUPLEX_SMALL_TILES ? HWY_AVX3 : 0) | HWY_SSSE3 | HWY_SSE4 | HWY_AVX3_DL | HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV | HWY_PPC8)
