#pragma once
// Milliseconds per frame of the codec, beside what its bytes and its arithmetic would take at the machine's best.
#include <cstdint>
#include <filesystem>

#include "backend/cpu/matrix.h"
#include "io/config.h"

namespace duplex::bench {

struct CodecBench {
  int32_t threads = 2;
  int32_t frames = 60;  // timed, behind 10 that are not
  cpu::WeightType weights = cpu::WeightType::f32;
};

// Encodes and decodes noise with the codec of `file` (a safetensors file of these sizes), for 1, 2, 4 and 8 sessions, and prints.
void bench_codec(const std::filesystem::path& file, const MimiConfig& config, const CodecBench& options);

}  // namespace duplex::bench
