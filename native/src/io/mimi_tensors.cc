#include "io/mimi_tensors.h"

#include <algorithm>
#include <cmath>

#include "error.h"

namespace duplex {
namespace {

// The names a tensor went by before upstream renamed its buffers.
std::vector<std::string> names_of(const std::string& tensor) {
  std::vector<std::string> names = {tensor};
  const auto also = [&](const std::string& now, const std::vector<std::string>& before) {
    if (!tensor.ends_with("_codebook." + now)) return;
    for (const std::string& old : before) names.push_back(tensor.substr(0, tensor.size() - now.size()) + old);
  };
  also("embedding_sum", {"embed_sum", "embed_avg"});
  also("cluster_usage", {"cluster_size"});
  if (tensor.ends_with("self_attn.in_proj_weight")) {
    const std::string stem = tensor.substr(0, tensor.size() - std::string("in_proj_weight").size());
    names.insert(names.end(), {stem + "in_projs.0.weight", stem + "in_proj.weight"});
  }
  if (tensor.ends_with("self_attn.out_proj.weight")) names.push_back(tensor.substr(0, tensor.size() - std::string("out_proj.weight").size()) + "out_projs.0.weight");
  return names;
}

const TensorView& require_float(const SafetensorsFile& file, const std::string& tensor, const std::vector<int64_t>& shape) {
  const TensorView& view = file.require(tensor, shape);
  if (view.dtype != Dtype::f32 && view.dtype != Dtype::bf16 && view.dtype != Dtype::f16 && view.dtype != Dtype::f64)
    throw Error(DUPLEX_UNSUPPORTED, file.name() + ": tensor '" + tensor + "': expected floating values, found " + std::string(dtype_name(view.dtype)));
  return view;
}

// A network passes over some numbers that are none (an ELU's branch), and speaks on without a sign of it.
std::vector<float> finite_values(const SafetensorsFile& file, const std::string& tensor, const std::vector<int64_t>& shape) {
  std::vector<float> values = to_f32(require_float(file, tensor, shape));
  const auto wrong = std::find_if(values.begin(), values.end(), [](float value) { return !std::isfinite(value); });
  if (wrong != values.end())
    throw Error(DUPLEX_BAD_FILE, file.name() + ": tensor '" + tensor + "': expected finite values, found " + std::to_string(*wrong) + " at " +
                                     std::to_string(wrong - values.begin()) + "; the file is damaged, fetch it again");
  return values;
}

std::string codebook_prefix(int32_t codebook) {
  return codebook == 0 ? "quantizer.rvq_first.vq.layers.0._codebook." : "quantizer.rvq_rest.vq.layers." + std::to_string(codebook - 1) + "._codebook.";
}

}  // namespace

std::vector<std::pair<std::string, std::vector<int64_t>>> mimi_tensor_shapes(const MimiConfig& config) {
  std::vector<std::pair<std::string, std::vector<int64_t>>> all;
  const auto conv = [&](const std::string& name, int64_t first, int64_t second, int64_t kernel, int64_t bias) {
    all.push_back({name + ".weight", {first, second, kernel}});
    if (bias) all.push_back({name + ".bias", {bias}});
  };
  const SeanetConfig& seanet = config.seanet;
  const auto residuals = [&](const std::string& half, int32_t& index, int64_t width) {
    for (int32_t layer = 0; layer < seanet.n_residual_layers; ++layer, ++index) {
      const std::string block = half + std::to_string(index) + ".block.";
      conv(block + "1.conv.conv", width / seanet.compress, width, seanet.residual_kernel_size, width / seanet.compress);
      conv(block + "3.conv.conv", width, width / seanet.compress, 1, width);
    }
  };
  const size_t stages = seanet.ratios.size();
  const std::string encoder = "encoder.model.", decoder = "decoder.model.";
  int64_t width = seanet.n_filters;
  int32_t index = 1;
  conv(encoder + "0.conv.conv", width, seanet.channels, seanet.kernel_size, width);
  for (size_t stage = stages; stage-- > 0; width *= 2) {  // residual blocks, ELU, strided conv
    residuals(encoder, index, width);
    conv(encoder + std::to_string(++index) + ".conv.conv", 2 * width, width, 2 * seanet.ratios[stage], 2 * width);
    ++index;
  }
  conv(encoder + std::to_string(++index) + ".conv.conv", seanet.dimension, width, seanet.last_kernel_size, seanet.dimension);
  conv(decoder + "0.conv.conv", width, seanet.dimension, seanet.kernel_size, width);
  index = 1;
  for (size_t stage = 0; stage < stages; ++stage) {  // ELU, transposed conv, residual blocks
    conv(decoder + std::to_string(++index) + ".convtr.convtr", width, width / 2, 2 * seanet.ratios[stage], width / 2);
    width /= 2;
    residuals(decoder, ++index, width);
  }
  conv(decoder + std::to_string(++index) + ".conv.conv", seanet.channels, width, seanet.last_kernel_size, seanet.channels);

  const int64_t latent = seanet.dimension, stride = config.steps_per_frame();
  conv("downsample.conv.conv.conv", latent, latent, 2 * stride, 0);
  conv("upsample.convtr.convtr.convtr", latent, 1, 2 * stride, 0);

  const MimiTransformerConfig& transformer = config.transformer;
  for (const char* half : {"encoder", "decoder"})
    for (int32_t layer = 0; layer < transformer.num_layers; ++layer) {
      const std::string prefix = std::string(half) + "_transformer.transformer.layers." + std::to_string(layer) + ".";
      const int64_t model = transformer.d_model, feedforward = transformer.dim_feedforward;
      all.push_back({prefix + "self_attn.in_proj_weight", {3 * model, model}});
      all.push_back({prefix + "self_attn.out_proj.weight", {model, model}});
      all.push_back({prefix + "linear1.weight", {feedforward, model}});
      all.push_back({prefix + "linear2.weight", {model, feedforward}});
      for (const char* name : {"norm1.weight", "norm1.bias", "norm2.weight", "norm2.bias", "layer_scale_1.scale", "layer_scale_2.scale"})
        all.push_back({prefix + name, {model}});
    }
  for (const char* part : {"rvq_first", "rvq_rest"}) {
    const std::string prefix = std::string("quantizer.") + part + ".";
    conv(prefix + "input_proj", config.quantizer_dimension, latent, 1, 0);
    conv(prefix + "output_proj", latent, config.quantizer_dimension, 1, 0);
  }
  for (int32_t codebook = 0; codebook < config.quantizer_n_q; ++codebook) {
    all.push_back({codebook_prefix(codebook) + "embedding_sum", {config.bins, config.quantizer_dimension}});
    all.push_back({codebook_prefix(codebook) + "cluster_usage", {config.bins}});
  }
  return all;
}

std::vector<float> MimiTensors::values(const std::string& tensor, const std::vector<int64_t>& shape) const {
  for (const std::string& name : names_of(tensor))
    if (file_.find(name)) return finite_values(file_, name, shape);
  if (!file_.find(tensor + "_v") || !file_.find(tensor + "_g")) return finite_values(file_, tensor, shape);  // says that it is absent
  std::vector<float> folded = finite_values(file_, tensor + "_v", shape);
  std::vector<int64_t> gain_shape(shape.size(), 1);
  gain_shape[0] = shape[0];
  const std::vector<float> gain = finite_values(file_, tensor + "_g", gain_shape);
  const size_t inner = shape[0] > 0 ? folded.size() / static_cast<size_t>(shape[0]) : 0;
  for (size_t row = 0; row < gain.size(); ++row) {
    double squares = 0;
    for (size_t i = 0; i < inner; ++i) squares += static_cast<double>(folded[row * inner + i]) * folded[row * inner + i];
    const float scale = squares > 0 ? static_cast<float>(gain[row] / std::sqrt(squares)) : 0.0f;
    for (size_t i = 0; i < inner; ++i) folded[row * inner + i] *= scale;
  }
  return folded;
}

std::vector<float> MimiTensors::centroids(int32_t codebook, const MimiConfig& config) const {
  const std::string prefix = codebook_prefix(codebook);
  std::vector<float> sums = values(prefix + "embedding_sum", {config.bins, config.quantizer_dimension});
  const std::vector<float> usage = values(prefix + "cluster_usage", {config.bins});
  const size_t width = static_cast<size_t>(config.quantizer_dimension);
  for (size_t bin = 0; bin < usage.size(); ++bin)
    for (size_t i = 0; i < width; ++i) sums[bin * width + i] /= std::max(usage[bin], 1e-5f);
  return sums;
}

void MimiTensors::verify(const MimiConfig& config) const {
  const auto check = [&](const std::string& tensor, const std::vector<int64_t>& shape) {
    for (const std::string& name : names_of(tensor))
      if (file_.find(name)) return void(require_float(file_, name, shape));
    if (file_.find(tensor + "_v")) return void(require_float(file_, tensor + "_v", shape));
    require_float(file_, tensor, shape);
  };
  for (const auto& [tensor, shape] : mimi_tensor_shapes(config)) check(tensor, shape);
}

}  // namespace duplex
