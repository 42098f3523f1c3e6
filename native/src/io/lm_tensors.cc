#include "io/lm_tensors.h"

#include <algorithm>
#include <cmath>

#include "error.h"

namespace duplex {
namespace {

bool is_float(Dtype dtype) { return dtype == Dtype::f32 || dtype == Dtype::bf16 || dtype == Dtype::f16; }

class Finder {
 public:
  explicit Finder(const SafetensorsFile& file) : file_(file) {}

  // What is never quantised: the norms.
  TensorView values(const std::string& name, const std::vector<int64_t>& shape) const {
    const TensorView& view = file_.require(name, shape);
    if (!is_float(view.dtype)) refuse(name, "F32, BF16 or F16 values", dtype_name(view.dtype));
    return view;
  }

  // A matrix: floats, or 8-bit integers whose row scales stand beside it under its name with "_scb".
  WeightView take(const std::string& name, const std::vector<int64_t>& shape) const {
    WeightView weight = file_.require(name, shape);
    const std::string companion = name + "_scb";
    if (weight.dtype == Dtype::i8) weight.row_absmax = require_scales(companion, shape[0]).data;
    else if (!is_float(weight.dtype)) refuse(name, "F32, BF16, F16 or I8 weights", dtype_name(weight.dtype));
    else if (file_.find(companion)) refuse(name, "I8 weights beside '" + companion + "'", dtype_name(weight.dtype));
    return weight;
  }

  // Step `set` of `sets` of an attention projection: its own tensor (in_projs.3.weight), or its rows of the one that holds all
  // (in_proj_weight, in_proj.weight, in_projs.0.weight for a single set).
  WeightView projection(const std::string& attention, const std::string& kind, int32_t set, int32_t sets, int64_t rows, int64_t columns) const {
    const std::string own = attention + kind + "s." + std::to_string(set) + ".weight";
    if (file_.find(own)) return take(own, {rows, columns});
    for (const std::string& name : joint_names(attention, kind))
      if (file_.find(name)) return row_slice(take(name, {rows * sets, columns}), set * rows, rows);
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
  const TensorView& require_scales(const std::string& name, int64_t rows) const {
    const TensorView& scales = file_.require(name, {rows});
    if (scales.dtype != Dtype::f32) refuse(name, "the F32 scales of 8-bit weights", dtype_name(scales.dtype));
    const std::vector<float> values = to_f32(scales);
    const auto wrong = std::find_if(values.begin(), values.end(), [](float value) { return !(std::isfinite(value) && value >= 0); });
    if (wrong != values.end())
      bad_file(file_.name(), "tensor '" + name + "': expected finite scales from 0 up, found " + std::to_string(*wrong) + " at " + std::to_string(wrong - values.begin()));
    return scales;
  }
  [[noreturn]] void refuse(const std::string& tensor, const std::string& expected, std::string_view found) const {
    throw Error(DUPLEX_UNSUPPORTED, file_.name() + ": tensor '" + tensor + "': expected " + expected + ", found " + std::string(found) + "; use the bf16 or q8 checkpoint for PyTorch");
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
  found.out_norm = finder.values("out_norm.alpha", {1, 1, config.dim});
  for (int32_t layer = 0; layer < config.num_layers; ++layer) {
    const std::string prefix = indexed("transformer.layers.", layer, ".");
    found.layers.push_back({finder.values(prefix + "norm1.alpha", {1, 1, config.dim}), finder.values(prefix + "norm2.alpha", {1, 1, config.dim}),
                            finder.attention(prefix, 0, 1, config.dim), finder.gating(prefix + "gating.", config.dim, config.ffn_hidden())});
  }
  for (int32_t layer = 0; layer < config.depformer_num_layers; ++layer) {
    const std::string prefix = indexed("depformer.layers.", layer, ".");
    found.depformer_norms.push_back({finder.values(prefix + "norm1.alpha", {1, 1, config.depformer_dim}), finder.values(prefix + "norm2.alpha", {1, 1, config.depformer_dim})});
  }
  for (int32_t step = 0; step < steps; ++step) found.steps.push_back(find_step(finder, config, step, sets));
  return found;
}

}  // namespace duplex
