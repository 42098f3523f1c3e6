#pragma once
// Milliseconds per position of the language model, beside the time its bytes would take at the machine's best.
#include <cstdint>
#include <memory>

#include "io/checkpoint.h"
#include "lm/lm_weights.h"

namespace duplex::bench {

struct LmBench {
  int32_t threads = 2;
  int32_t positions = 60;  // timed, behind 10 that are not
  int64_t context = 0;     // keys in each session's cache at the start; 0: none
};

// Steps 1, 2, 4 and 8 sessions of `checkpoint` in each arithmetic (weights as stored, f32, i8), sampling as a call does, and prints.
void bench_lm(std::shared_ptr<const Checkpoint> checkpoint, const LmBench& options);

}  // namespace duplex::bench
