// Mimi's sizes, and its tensors by the names of the published file, as the codec's kernels are built from them.
#pragma once

#include <cmath>
#include <map>

#include "backend/cuda/device.cuh"

namespace duplex::cuda {

struct mimi_shape {
    int filters = 64, latent = 512, ratios[4] = {4, 5, 6, 8};  // encoder order; the decoder uses them backwards
    int heads = 8, layers = 8, ffn = 2048, context = 250;      // context in steps of 25 Hz
    int code_dim = 256, bins = 2048, codebooks = 8;
    bool old_ring = true;  // once the ring is full its oldest key is hidden (what PersonaPlex's code does)
    static constexpr int STEPS = 2;  // transformer steps a frame
    int frame_samples() const { return ratios[0] * ratios[1] * ratios[2] * ratios[3] * STEPS; }
    int channels(int stage) const { return filters << stage; }
    int head_dim() const { return latent / heads; }
};

struct mimi_tensor {
    std::vector<int> shape;
    std::vector<float> values;
};
using mimi_tensors = std::map<std::string, mimi_tensor>;

/// The tensor of that name.
inline const std::vector<float> &mimi_values(const mimi_tensors &tensors, const std::string &name) {
    auto found = tensors.find(name);
    if (found == tensors.end()) throw Error(DUPLEX_BAD_FILE, "codec: expected the tensor " + name + ", found none.");
    return found->second.values;
}

/// Centroids of codebook q (0 semantic, 1.. acoustic), [bins][code_dim].
inline std::vector<float> mimi_centroids(const mimi_tensors &tensors, const mimi_shape &s, int q) {
    std::string name = q == 0 ? "quantizer.rvq_first.vq.layers.0" : "quantizer.rvq_rest.vq.layers." + std::to_string(q - 1);
    std::vector<float> c = mimi_values(tensors, name + "._codebook.embedding_sum");
    const auto &usage = mimi_values(tensors, name + "._codebook.cluster_usage");
    for (size_t i = 0; i < c.size(); ++i) c[i] /= std::max(usage[i / s.code_dim], 1e-5f);
    return c;
}

}  // namespace duplex::cuda
