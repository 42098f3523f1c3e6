#pragma once
// Milliseconds per frame of the codec, beside what its bytes and its arithmetic would take at the machine's best.
#include <memory>

#include "bench/measurement.h"
#include "io/checkpoint.h"

namespace duplex::bench {

// Encodes and decodes noise with the checkpoint's codec, all rings full.
std::vector<Measurement> bench_codec(const std::shared_ptr<const Checkpoint>& checkpoint, const Options& options);

}  // namespace duplex::bench
