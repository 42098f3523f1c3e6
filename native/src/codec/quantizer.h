#pragma once
// The split residual vector quantiser: one semantic codebook, and acoustic ones over their own projection of the same latent (spec 3.1).
#include <vector>

#include "backend/cpu/matmul.h"
#include "io/mimi_tensors.h"

namespace duplex::codec {

class Quantizer {
 public:
  // The first `codebooks` of the file. Distances decide codes: the codebooks stay float32.
  Quantizer(const MimiTensors& tensors, const MimiConfig& config, int32_t codebooks, cpu::WeightType projections);
  int32_t codebooks() const { return static_cast<int32_t>(books_.size()); }

  struct Scratch {
    std::vector<float> first, rest, distances;
  };
  // latent [n, dimension] → codes [n, codebooks], the first `codebooks` of each. Distance is Euclidean in float32 by
  // |x|² − 2 x·c + |c|²; the lowest index wins a tie.
  void encode(const float* latent, int64_t n, int32_t codebooks, int32_t* codes, Scratch& scratch, cpu::ThreadPool& pool) const;
  // codes [n, codebooks] → latent [n, dimension]: projected semantic centroid + projected sum of acoustic centroids.
  // Throws Error(DUPLEX_BAD_ARGUMENT) for a code outside its codebook.
  void decode(const int32_t* codes, int64_t n, int32_t codebooks, float* latent, Scratch& scratch, cpu::ThreadPool& pool) const;
  size_t weight_bytes() const;

 private:
  struct Codebook {
    cpu::Matrix centroids;       // [bins, width]
    std::vector<float> squares;  // [bins], |c|²
  };
  void nearest(const Codebook& book, const float* x, int64_t n, int32_t* codes, int64_t code_stride, Scratch& scratch, cpu::ThreadPool& pool) const;
  int64_t dimension_, width_, bins_;
  cpu::Matrix first_in_, first_out_, rest_in_, rest_out_;
  std::vector<Codebook> books_;
};

}  // namespace duplex::codec
