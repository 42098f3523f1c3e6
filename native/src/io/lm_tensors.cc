#include "io/lm_tensors.h"

#include "error.h"

namespace duplex {
namespace {

// Rows [first, first + rows) of a 2-d tensor, as a tensor of its own.
TensorView row_slice(const TensorView& tensor, int64_t first, int64_t rows) {
  TensorView slice = tensor;
  slice.shape[0] = rows;
  slice.data += static_cast<size_t>(first * tensor.shape[1]) * dtype_bytes(tensor.dtype);
  return slice;
}

class Finder {
 public:
  explicit Finder(const SafetensorsFile& file) : file_(file) {}

  TensorView take(const std::string& name, const std::vector<int64_t>& shape) const {
    const TensorView& view = file_.require(name, shape);
    if (view.dtype != Dtype::f32 && view.dtype != Dtype::bf16 && view.dtype != Dtype::f16) refuse_quantised(name);
    if (name.ends_with(".weight") && file_.find(name + "_scb")) refuse_quantised(name);
    return view;
  }

  // Step `set` of `sets` of an attention projection: its own tensor (in_projs.3.weight), or its rows of the one that holds all
  // (in_proj_weight, in_proj.weight, in_projs.0.weight for a single set).
  TensorView projection(const std::string& attention, const std::string& kind, int32_t set, int32_t sets, int64_t rows, int64_t columns) const {
    const std::string own = attention + kind + "s." + std::to_string(set) + ".weight";
    if (file_.find(own)) return take(own, {rows, columns});
    for (const std::string& name : joint_names(attention, kind))
      if (file_.find(name)) {
        if (file_.find(name + "_scb")) refuse_quantised(name);
        return row_slice(take(name, {rows * sets, columns}), set * rows, rows);
      }
    return take(joint_names(attention, kind)[0], {rows * sets, columns});  // absent: says so under the usual name
  }

  static std::vector<std::string> joint_names(const std::string& attention, const std::string& kind) {
    if (kind == "in_proj") return {attention + "in_proj_weight", attention + "in_proj.weight"};
    return {attention + "out_proj.weight", attention + "out_proj_weight"};
  }

  LmTensors::Attention attention(const std::string& layer, int32_t set, int32_t sets, int64_t width) const {
    const std::string prefix = layer + "self_attn.";
    return {projection(prefix, "in_proj", set, sets, 3 * width, width), projection(prefix, "out_proj", set, sets, width, width)};
  }

  LmTensors::Gating gating(const std::string& prefix, int64_t width, int64_t hidden) const {
    return {take(prefix + "linear_in.weight", {2 * hidden, width}), take(prefix + "linear_out.weight", {width, hidden})};
  }

 private:
  [[noreturn]] void refuse_quantised(const std::string& tensor) const {
    throw Error(DUPLEX_UNSUPPORTED, file_.name() + ": tensor '" + tensor + "': expected F32, BF16 or F16 weights, found a quantised tensor; use the bf16 checkpoint");
  }
  const SafetensorsFile& file_;
};

std::string indexed(const char* prefix, int32_t index, const char* suffix) { return prefix + std::to_string(index) + suffix; }

LmTensors::Step find_step(const Finder& finder, const LmConfig& config, int32_t step, int32_t sets) {
  const int64_t width = config.depformer_dim;
  LmTensors::Step found;
  found.in = finder.take(indexed("depformer_in.", step, ".weight"), {width, config.dim});
  found.emb = step == 0 ? finder.take("depformer_text_emb.weight", {config.text_card + 1, width})
                        : finder.take(indexed("depformer_emb.", step - 1, ".weight"), {config.card + 1, width});
  found.head = finder.take(indexed("linears.", step, ".weight"), {config.card, width});
  for (int32_t layer = 0; layer < config.depformer_num_layers; ++layer) {
    const std::string prefix = indexed("depformer.layers.", layer, ".");
    found.attention.push_back(finder.attention(prefix, step, sets, width));
    found.gating.push_back(finder.gating(prefix + "gating." + std::to_string(step) + ".", width, config.depformer_ffn_hidden()));
  }
  return found;
}

}  // namespace

int32_t count_depformer_sets(const SafetensorsFile& file, const LmConfig& config) {
  const std::string prefix = "depformer.layers.0.self_attn.";
  int64_t sets = 0;
  for (const std::string& name : Finder::joint_names(prefix, "in_proj"))
    if (const TensorView* joint = file.find(name)) {
      file.require(name, {-1, config.depformer_dim});
      const int64_t rows = 3 * static_cast<int64_t>(config.depformer_dim);
      sets = joint->shape[0] % rows == 0 ? joint->shape[0] / rows : -1;
    }
  if (sets == 0)
    while (sets <= config.n_q && file.find(prefix + "in_projs." + std::to_string(sets) + ".weight")) ++sets;
  if (sets != config.n_q && sets != config.agent_q())
    throw Error(DUPLEX_BAD_FILE, file.name() + ": tensor '" + prefix + "in_proj_weight': expected " + std::to_string(config.agent_q()) + " or " +
                                     std::to_string(config.n_q) + " weight sets of 3 x " + std::to_string(config.depformer_dim) + " rows, found " +
                                     (file.find(prefix + "in_proj_weight") ? shape_text(file.find(prefix + "in_proj_weight")->shape) : std::to_string(sets) + " sets"));
  return static_cast<int32_t>(sets);
}

LmTensors find_lm_tensors(const SafetensorsFile& file, const LmConfig& config, int32_t steps) {
  const Finder finder(file);
  const int32_t sets = count_depformer_sets(file, config);
  if (steps == 0) steps = config.agent_q();
  if (steps < 0 || steps > sets)
    throw Error(DUPLEX_UNSUPPORTED, file.name() + ": expected " + std::to_string(steps) + " depformer weight sets, found " + std::to_string(sets) +
                                        ": only PersonaPlex checkpoints can speak for both sides");
  LmTensors found;
  for (int32_t row = 0; row < config.n_q; ++row) found.emb.push_back(finder.take(indexed("emb.", row, ".weight"), {config.card + 1, config.dim}));
  found.text_emb = finder.take("text_emb.weight", {config.text_card + 1, config.dim});
  found.text_linear = finder.take("text_linear.weight", {config.text_card, config.dim});
  found.out_norm = finder.take("out_norm.alpha", {1, 1, config.dim});
  for (int32_t layer = 0; layer < config.num_layers; ++layer) {
    const std::string prefix = indexed("transformer.layers.", layer, ".");
    found.layers.push_back({finder.take(prefix + "norm1.alpha", {1, 1, config.dim}), finder.take(prefix + "norm2.alpha", {1, 1, config.dim}),
                            finder.attention(prefix, 0, 1, config.dim), finder.gating(prefix + "gating.", config.dim, config.ffn_hidden())});
  }
  for (int32_t layer = 0; layer < config.depformer_num_layers; ++layer) {
    const std::string prefix = indexed("depformer.layers.", layer, ".");
    found.depformer_norms.push_back({finder.take(prefix + "norm1.alpha", {1, 1, config.depformer_dim}), finder.take(prefix + "norm2.alpha", {1, 1, config.depformer_dim})});
  }
  for (int32_t step = 0; step < steps; ++step) found.steps.push_back(find_step(finder, config, step, sets));
  return found;
}

}  // namespace duplex
