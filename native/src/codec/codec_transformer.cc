#include "codec/codec_transformer.h"

#include <algorithm>
#include <cmath>

#include "backend/cpu/attention.h"
#include "backend/cpu/gelu.h"
#include "backend/cpu/layer_norm.h"

namespace duplex::codec {
namespace {

// x += scale ⊙ branch.
void add_scaled(const TimeView& x, const float* branch, const std::vector<float>& scale) {
  for (int64_t row = 0; row < x.rows(); ++row) {
    float* to = x.step(row / x.steps, row % x.steps);
    for (int64_t c = 0; c < x.channels; ++c) to[c] += scale[static_cast<size_t>(c)] * branch[row * x.channels + c];
  }
}

void norm(const TimeView& x, const std::vector<float>& weight, const std::vector<float>& bias, float* to) {
  for (int64_t s = 0; s < x.sessions; ++s) {
    cpu::layer_norm(x.step(s, 0), weight.data(), bias.data(), to + s * x.steps * x.channels, x.steps, x.channels);
  }
}

}  // namespace

CodecTransformer::CodecTransformer(const MimiTensors& tensors, const std::string& prefix, const MimiTransformerConfig& config, RingRule rule,
                                   cpu::WeightType type)
    : config_(config), rule_(rule) {
  const int64_t width = config.d_model, wide = config.dim_feedforward;
  for (int32_t i = 0; i < config.num_layers; ++i) {
    const std::string layer = prefix + ".layers." + std::to_string(i) + ".";
    const auto vector = [&](const std::string& name) { return tensors.values(layer + name, {width}); };
    const auto matrix = [&](const std::string& name, int64_t out, int64_t in) {
      return cpu::Matrix::from_f32(tensors.values(layer + name, {out, in}), out, in, type);
    };
    layers_.push_back({vector("norm1.weight"), vector("norm1.bias"), vector("norm2.weight"), vector("norm2.bias"),
                       vector("layer_scale_1.scale"), vector("layer_scale_2.scale"), matrix("self_attn.in_proj_weight", 3 * width, width),
                       matrix("self_attn.out_proj.weight", width, width), matrix("linear1.weight", wide, width),
                       matrix("linear2.weight", width, wide)});
  }
}

int64_t CodecTransformer::state_floats() const { return static_cast<int64_t>(layers_.size()) * 2 * config_.context * config_.d_model; }

// One job per session and head: its ring is one run of memory, and its frames follow one another.
void CodecTransformer::attend(size_t layer, const TimeView& x, int64_t frames, States states, const cpu::RopeAngles& angles, float* qkv,
                              float* mixed, cpu::ThreadPool& pool) const {
  const int64_t heads = config_.num_heads, head_dim = config_.head_dim(), width = config_.d_model, context = config_.context;
  const int64_t per_frame = x.steps / frames, half = context * width;
  const float scale = 1.0f / std::sqrt(static_cast<float>(head_dim));
  pool.parallel(x.sessions * heads, 1, [&](int64_t first, int64_t last) {
    for (int64_t job = first; job < last; ++job) {
      const int64_t session = job / heads, head = job % heads;
      StreamState& state = *states[static_cast<size_t>(session)];
      float* keys = state.keys_values.data() + static_cast<int64_t>(layer) * 2 * half + head * context * head_dim;
      float* values = keys + half;
      for (int64_t frame = 0; frame < frames; ++frame) {
        const int64_t begin = state.steps + frame * per_frame, newest = begin + per_frame - 1;
        for (int64_t step = 0; step < per_frame; ++step) {
          const int64_t row = session * x.steps + frame * per_frame + step, slot = (begin + step) % context;
          float* query = qkv + row * 3 * width + head * head_dim;
          angles.rotate(query, row, 1);
          angles.rotate(query + width, row, 1);
          std::copy_n(query + width, head_dim, keys + slot * head_dim);
          std::copy_n(query + 2 * width, head_dim, values + slot * head_dim);
        }
        const int64_t oldest = cpu::first_visible(newest, context, rule_);
        for (int64_t step = 0; step < per_frame; ++step) {
          const int64_t row = session * x.steps + frame * per_frame + step, count = begin + step - oldest + 1, slot = oldest % context;
          const int64_t until_wrap = std::min(count, context - slot);
          const cpu::KeyRun runs[] = {{keys + slot * head_dim, values + slot * head_dim, until_wrap}, {keys, values, count - until_wrap}};
          cpu::attend(qkv + row * 3 * width + head * head_dim, runs, head_dim, scale, cpu::WeightType::f32, mixed + row * width + head * head_dim);
        }
      }
    }
  });
}

void CodecTransformer::apply(const TimeView& x, int64_t frames, States states, Scratch& scratch, cpu::ThreadPool& pool) const {
  const int64_t n = x.rows(), width = config_.d_model, wide = config_.dim_feedforward;
  std::vector<int64_t> positions;
  positions.reserve(static_cast<size_t>(n));
  for (const StreamState* state : states) {
    for (int64_t step = 0; step < x.steps; ++step) positions.push_back(state->steps + step);
  }
  const cpu::RopeAngles angles(positions, config_.head_dim(), config_.max_period);
  float* normed = scratch.normed.take(n * width);
  float* qkv = scratch.qkv.take(n * 3 * width);
  float* mixed = scratch.mixed.take(n * width);
  float* inner = scratch.feedforward.take(n * wide);
  for (size_t i = 0; i < layers_.size(); ++i) {
    const Layer& layer = layers_[i];
    norm(x, layer.norm1_weight, layer.norm1_bias, normed);
    cpu::matmul(layer.in_proj, normed, qkv, n, pool);
    attend(i, x, frames, states, angles, qkv, mixed, pool);
    cpu::matmul(layer.out_proj, mixed, normed, n, pool);
    add_scaled(x, normed, layer.scale1);
    norm(x, layer.norm2_weight, layer.norm2_bias, normed);
    cpu::matmul(layer.linear1, normed, inner, n, pool);
    pool.parallel(n * wide, 2048, [&](int64_t first, int64_t last) { cpu::gelu_erf(inner + first, inner + first, last - first); });
    cpu::matmul(layer.linear2, inner, normed, n, pool);
    add_scaled(x, normed, layer.scale2);
  }
}

size_t CodecTransformer::weight_bytes() const {
  size_t sum = 0;
  for (const Layer& layer : layers_) {
    sum += layer.in_proj.bytes() + layer.out_proj.bytes() + layer.linear1.bytes() + layer.linear2.bytes() + 6 * layer.scale1.size() * sizeof(float);
  }
  return sum;
}

}  // namespace duplex::codec
