#pragma once
// Milliseconds per position of the language model, beside the time its bytes would take at the machine's best.
#include <memory>

#include "bench/measurement.h"
#include "io/checkpoint.h"

namespace duplex::bench {

// Steps the sessions of `checkpoint` with weights in float32, bfloat16 and 8 bits, sampling as a call does.
std::vector<Measurement> bench_lm(const std::shared_ptr<const Checkpoint>& checkpoint, const Options& options);

}  // namespace duplex::bench
