#pragma once
// The tensors of a made checkpoint: names and shapes of the reference, values drawn at random with scales that keep activations near 1.
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "io/config.h"
#include "io/safetensors.h"

namespace duplex::making {

struct RandomTensor {
  std::string name;
  std::vector<int64_t> shape;
  float mean = 0, spread = 0;  // value = mean + spread · draw, draws of variance 1
};

std::vector<RandomTensor> lm_tensors(const LmConfig& lm);
std::vector<RandomTensor> codec_tensors(const MimiConfig& mimi);

// A safetensors file with those tensors. `dtype`: f32, bf16, f16, or i8: matrices become 8-bit with their row scales beside them
// (NAME_scb) and the rest bf16. The values drawn depend on (seed, tensor name, index) alone.
// Returns the number of parameters. Throws Error(DUPLEX_BAD_FILE) where the file cannot be written.
int64_t write_random(const std::filesystem::path& path, const std::vector<RandomTensor>& tensors, Dtype dtype, uint64_t seed);

}  // namespace duplex::making
