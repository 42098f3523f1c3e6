#include "lm/lm_weights.h"

#include <algorithm>

#include "backend/cpu/bf16.h"
#include "error.h"
#include "lm/streams.h"

namespace duplex {

namespace {

cpu::WeightType kept_type(const WeightView& tensor, LmPrecision::Weights weights, bool embedding) {
  switch (weights) {
    case LmPrecision::f32: return cpu::WeightType::f32;
    case LmPrecision::bf16: return cpu::WeightType::bf16;
    case LmPrecision::i8:
      if (!embedding) return cpu::WeightType::i8;
      [[fallthrough]];
    case LmPrecision::as_stored:
      if (tensor.is_quantised()) return cpu::WeightType::i8;
      return tensor.dtype == Dtype::bf16 ? cpu::WeightType::bf16 : cpu::WeightType::f32;
  }
  return cpu::WeightType::f32;
}

class Loader {
 public:
  explicit Loader(const LmPrecision& precision) : precision_(precision) {}
  cpu::Matrix linear(const WeightView& tensor) const {
    return cpu::Matrix::from_tensor(tensor, kept_type(tensor, precision_.weights, false));
  }
  cpu::Matrix embedding(const WeightView& tensor) const {
    return cpu::Matrix::from_tensor(tensor, kept_type(tensor, precision_.weights, true));
  }
  std::vector<float> norm(const TensorView& tensor) const {
    std::vector<float> alpha = to_f32(tensor);
    if (precision_.round_bf16) cpu::round_to_bf16(alpha.data(), static_cast<int64_t>(alpha.size()));
    return alpha;
  }
  LmWeights::Attention attention(const LmTensors::Attention& from) const { return {linear(from.in_proj), linear(from.out_proj)}; }
  LmWeights::Gating gating(const LmTensors::Gating& from) const { return {linear(from.linear_in), linear(from.linear_out)}; }
  LmWeights::Step step(const LmTensors::Step& from) const {
    LmWeights::Step to{linear(from.in), embedding(from.emb), linear(from.head), {}, {}};
    for (const auto& layer : from.attention) to.attention.push_back(attention(layer));
    for (const auto& layer : from.gating) to.gating.push_back(gating(layer));
    return to;
  }

 private:
  LmPrecision precision_;
};

void require_known_rows(const LmConfig& config) {
  if (config.n_q != kStreams - 1) {
    throw Error(DUPLEX_UNSUPPORTED, "config.json: expected n_q 16 (8 agent and 8 user rows), found " + std::to_string(config.n_q) + ".");
  }
  for (const int32_t delay : config.delays) {
    if (delay < 0 || delay > 1) {
      throw Error(DUPLEX_UNSUPPORTED, "config.json: expected delays of 0 or 1, found " + std::to_string(delay) + ".");
    }
  }
}

int64_t bytes_of(const LmWeights::Attention& attention, const LmWeights::Gating& gating) {
  return static_cast<int64_t>(attention.in_proj.bytes() + attention.out_proj.bytes() + gating.linear_in.bytes() + gating.linear_out.bytes());
}

}  // namespace

int64_t LmWeights::bytes_per_step() const {
  auto total = static_cast<int64_t>(text_linear.bytes());
  for (const Layer& layer : layers) total += bytes_of(layer.attention, layer.gating);
  for (const Step& step : steps) {
    total += static_cast<int64_t>(step.in.bytes() + step.head.bytes());
    for (size_t l = 0; l < step.attention.size(); ++l) total += bytes_of(step.attention[l], step.gating[l]);
  }
  return total;
}

std::shared_ptr<const LmWeights> load_lm_weights(std::shared_ptr<const Checkpoint> checkpoint, const LmConfig& config,
                                                 const LmPrecision& precision, int32_t steps) {
  require_known_rows(config);
  auto weights = std::make_shared<LmWeights>();
  weights->config = config;
  weights->precision = precision;

  const LmTensors tensors = find_lm_tensors(checkpoint->lm(), config, steps);
  const Loader load(precision);
  for (const WeightView& tensor : tensors.emb) weights->emb.push_back(load.embedding(tensor));
  weights->text_emb = load.embedding(tensors.text_emb);
  weights->text_linear = load.linear(tensors.text_linear);
  weights->out_norm = load.norm(tensors.out_norm);
  for (const LmTensors::Layer& layer : tensors.layers) {
    weights->layers.push_back({{load.norm(layer.norm1), load.norm(layer.norm2)}, load.attention(layer.attention), load.gating(layer.gating)});
  }
  for (const LmTensors::Norms& norms : tensors.depformer_norms) {
    weights->depformer_norms.push_back({load.norm(norms.norm1), load.norm(norms.norm2)});
  }
  for (const LmTensors::Step& step : tensors.steps) weights->steps.push_back(load.step(step));
  weights->checkpoint = std::move(checkpoint);
  return weights;
}

}  // namespace duplex
