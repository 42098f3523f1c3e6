#include "make-checkpoint/random_tensors.h"

#include <bit>
#include <cmath>

#include "io/mimi_tensors.h"

namespace duplex::making {
namespace {

float spread_of(int64_t inputs) { return 1.0f / std::sqrt(static_cast<float>(inputs)); }

class List {
 public:
  void linear(const std::string& name, int64_t out, int64_t in) { all_.push_back({name, {out, in}, 0, spread_of(in)}); }
  void embedding(const std::string& name, int64_t rows, int64_t width, float spread) { all_.push_back({name, {rows, width}, 0, spread}); }
  void norm(const std::string& name, int64_t width) { all_.push_back({name, {1, 1, width}, 1, 0.1f}); }
  void attention(const std::string& layer, int64_t sets, int64_t width) {
    linear(layer + "self_attn.in_proj_weight", sets * 3 * width, width);
    linear(layer + "self_attn.out_proj.weight", sets * width, width);
  }
  void gating(const std::string& prefix, int64_t width, int64_t hidden) {
    linear(prefix + "linear_in.weight", 2 * hidden, width);
    linear(prefix + "linear_out.weight", width, hidden);
  }
  std::vector<RandomTensor> take() { return std::move(all_); }

 private:
  std::vector<RandomTensor> all_;
};

std::string numbered(const char* before, int64_t number, const char* after) { return before + std::to_string(number) + after; }

}  // namespace

std::vector<RandomTensor> lm_tensors(const LmConfig& lm) {
  List list;
  const float share = spread_of(lm.n_q + 1);  // 17 embeddings are summed
  for (int32_t row = 0; row < lm.n_q; ++row) list.embedding(numbered("emb.", row, ".weight"), lm.card + 1, lm.dim, share);
  list.embedding("text_emb.weight", lm.text_card + 1, lm.dim, share);
  list.linear("text_linear.weight", lm.text_card, lm.dim);
  for (int32_t layer = 0; layer < lm.num_layers; ++layer) {
    const std::string prefix = numbered("transformer.layers.", layer, ".");
    list.attention(prefix, 1, lm.dim);
    list.norm(prefix + "norm1.alpha", lm.dim);
    list.norm(prefix + "norm2.alpha", lm.dim);
    list.gating(prefix + "gating.", lm.dim, lm.ffn_hidden());
  }
  list.norm("out_norm.alpha", lm.dim);
  list.embedding("depformer_text_emb.weight", lm.text_card + 1, lm.depformer_dim, 1);
  for (int32_t step = 0; step < lm.dep_q; ++step) {
    list.linear(numbered("depformer_in.", step, ".weight"), lm.depformer_dim, lm.dim);
    if (step + 1 < lm.dep_q) list.embedding(numbered("depformer_emb.", step, ".weight"), lm.card + 1, lm.depformer_dim, 1);
    list.linear(numbered("linears.", step, ".weight"), lm.card, lm.depformer_dim);
  }
  for (int32_t layer = 0; layer < lm.depformer_num_layers; ++layer) {
    const std::string prefix = numbered("depformer.layers.", layer, ".");
    list.attention(prefix, lm.dep_q, lm.depformer_dim);
    list.norm(prefix + "norm1.alpha", lm.depformer_dim);
    list.norm(prefix + "norm2.alpha", lm.depformer_dim);
    for (int32_t step = 0; step < lm.dep_q; ++step) list.gating(prefix + numbered("gating.", step, "."), lm.depformer_dim, lm.depformer_ffn_hidden());
  }
  return list.take();
}

std::vector<RandomTensor> codec_tensors(const MimiConfig& mimi) {
  std::vector<RandomTensor> all;
  for (const auto& [name, shape] : mimi_tensor_shapes(mimi)) {
    RandomTensor tensor{name, shape, 0, 0.1f};
    const bool bias = name.ends_with(".bias");
    if (bias) tensor.spread = 0.01f;
    else if (name.ends_with("norm1.weight") || name.ends_with("norm2.weight")) tensor.mean = 1;
    else if (name.ends_with(".scale")) tensor.mean = 0.3f, tensor.spread = 0.05f;
    else if (name.ends_with("embedding_sum")) tensor.spread = 1;  // of one use each: the centroid itself
    else if (name.ends_with("cluster_usage")) tensor.mean = 1, tensor.spread = 0;
    else if (name.find("convtr.convtr") != std::string::npos) tensor.spread = std::sqrt(2.0f) * spread_of(shape.size() == 3 && shape[1] > 1 ? shape[0] * 2 : 4);
    else if (shape.size() == 3) tensor.spread = spread_of(shape[1] * shape[2]);
    else tensor.spread = spread_of(shape[1]);
    // Noise as loud as quiet speech, and no louder: the last convolution is small.
    if (shape.size() == 3 && shape[0] == mimi.seanet.channels && name.starts_with("decoder.model.")) tensor.spread *= 0.05f;
    all.push_back(tensor);
  }
  return all;
}

}  // namespace duplex::making
