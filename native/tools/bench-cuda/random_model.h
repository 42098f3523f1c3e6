#pragma once
// A full-size model of random weights, without a checkpoint on disk: tensors that share two buffers of random numbers.
#include <cstdint>
#include <filesystem>
#include <vector>

#include "backend/cuda/cuda_backend.h"

namespace duplex::bench {

class RandomModel {
 public:
  // PersonaPlex-7B's sizes with `layers` temporal layers. The codec's random weights are written to `scratch` and mapped from there.
  RandomModel(int32_t layers, const std::filesystem::path& scratch);
  const CudaSources& sources() const { return sources_; }

 private:
  TensorView view(const std::vector<uint16_t>& from, std::vector<int64_t> shape);
  std::vector<uint16_t> weights_, embeddings_, ones_;  // bfloat16
  uint64_t next_ = 0;
  CudaSources sources_;
};

}  // namespace duplex::bench
