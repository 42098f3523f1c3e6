#pragma once
// The codec's tensors under their reference names (model-spec 2.3), whichever the file uses: old buffer names are found, weight norm is folded.
#include <string>
#include <utility>
#include <vector>

#include "io/config.h"
#include "io/safetensors.h"

namespace duplex {

// Names and shapes of every tensor of a codec of these sizes, in no special order.
std::vector<std::pair<std::string, std::vector<int64_t>>> mimi_tensor_shapes(const MimiConfig& config);

class MimiTensors {
 public:
  explicit MimiTensors(const SafetensorsFile& file) : file_(file) {}  // keep the file alive

  // Float32 values of a tensor, checked against `shape`. Throws Error(DUPLEX_BAD_FILE) naming file, tensor, expected and found shape, or the
  // first value that is not finite.
  // `….weight` is made from `….weight_g` and `….weight_v` where the file holds those: g · v / ‖v‖, the norm over all axes but the first.
  // `…_codebook.embedding_sum` and `…_codebook.cluster_usage` are also found as embed_avg, embed_sum and cluster_size.
  std::vector<float> values(const std::string& tensor, const std::vector<int64_t>& shape) const;
  // embedding_sum / max(cluster_usage, 1e-5) of one codebook: [bins, dimension]. `codebook` 0 is the semantic one, then the acoustic ones.
  std::vector<float> centroids(int32_t codebook, const MimiConfig& config) const;
  // Checks the shape of every tensor that the config implies, so that a wrong file fails at load with its first wrong tensor.
  void verify(const MimiConfig& config) const;

 private:
  const SafetensorsFile& file_;
};

}  // namespace duplex
