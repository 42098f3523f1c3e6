#include "make-checkpoint/sizes.h"

namespace duplex::making {
namespace {

CheckpointConfig lm_of(int32_t dim, int32_t layers, int32_t heads, int32_t depformer_dim, int32_t depformer_layers, int32_t depformer_heads) {
  CheckpointConfig config;
  config.lm.dim = dim, config.lm.num_layers = layers, config.lm.num_heads = heads;
  config.lm.depformer_dim = depformer_dim, config.lm.depformer_num_layers = depformer_layers, config.lm.depformer_num_heads = depformer_heads;
  config.lm.depformer_dim_feedforward = static_cast<int32_t>(config.lm.hidden_scale * depformer_dim);
  return config;
}

CheckpointConfig mimi_of(int32_t filters, int32_t dimension, int32_t layers, int32_t heads, int32_t quantizer) {
  CheckpointConfig config;
  config.mimi.seanet.n_filters = filters;
  config.mimi.seanet.dimension = config.mimi.transformer.d_model = dimension;
  config.mimi.transformer.num_layers = layers, config.mimi.transformer.num_heads = heads;
  config.mimi.transformer.dim_feedforward = 4 * dimension;
  config.mimi.quantizer_dimension = quantizer;
  config.mimi.quantizer_n_q = 8;
  return config;
}

const char* ring_name(RingRule rule) { return rule == RingRule::full ? "full" : "hide_oldest"; }

}  // namespace

const std::vector<Preset>& lm_presets() {
  static const std::vector<Preset> presets = {{"tiny", "for tests", lm_of(32, 2, 2, 16, 1, 2)},
                                              {"10m", "10 million LM parameters read per frame", lm_of(256, 8, 4, 96, 2, 6)},
                                              {"30m", "30 million", lm_of(512, 7, 8, 128, 3, 8)},
                                              {"100m", "100 million", lm_of(768, 11, 12, 256, 2, 8)},
                                              {"7b", "the real one's sizes", CheckpointConfig{}}};
  return presets;
}

const std::vector<Preset>& mimi_presets() {
  static const std::vector<Preset> presets = {{"tiny", "for tests", mimi_of(2, 16, 1, 2, 4)},
                                              {"small", "a few million parameters", mimi_of(16, 128, 4, 4, 64)},
                                              {"full", "96 million parameters: the real codec's sizes", CheckpointConfig{}}};
  return presets;
}

int64_t parameters_per_frame(const LmConfig& lm) {
  const auto layer = [](int64_t width, int64_t hidden) { return 4 * width * width + 3 * width * hidden; };
  const int64_t dim = lm.dim, depth = lm.depformer_dim;
  const int64_t step = lm.depformer_num_layers * layer(depth, lm.depformer_ffn_hidden()) + depth * (dim + lm.card);
  return lm.num_layers * layer(dim, lm.ffn_hidden()) + dim * lm.text_card + lm.agent_q() * step;
}

nlohmann::json config_json(const CheckpointConfig& config) {
  const LmConfig& lm = config.lm;
  const MimiConfig& mimi = config.mimi;
  const auto& seanet = mimi.seanet;
  const auto& transformer = mimi.transformer;
  return {{"model_type", architecture_name(config.architecture)},
          {"moshi_name", config.moshi_name},
          {"mimi_name", config.mimi_name},
          {"tokenizer_name", config.tokenizer_name},
          {"random_weights", true},  // our own key: nobody shall take its noise for speech
          {"dim", lm.dim},
          {"text_card", lm.text_card},
          {"existing_text_padding_id", lm.existing_text_padding_id},
          {"n_q", lm.n_q},
          {"dep_q", lm.dep_q},
          {"card", lm.card},
          {"num_heads", lm.num_heads},
          {"num_layers", lm.num_layers},
          {"hidden_scale", lm.hidden_scale},
          {"causal", true},
          {"context", lm.context},
          {"max_period", lm.max_period},
          {"gating", "silu"},
          {"norm", "rms_norm_f32"},
          {"positional_embedding", "rope"},
          {"depformer_dim", lm.depformer_dim},
          {"depformer_dim_feedforward", lm.depformer_dim_feedforward},
          {"depformer_num_heads", lm.depformer_num_heads},
          {"depformer_num_layers", lm.depformer_num_layers},
          {"depformer_multi_linear", true},
          {"depformer_gating", "silu"},
          {"depformer_pos_emb", "none"},
          {"depformer_weights_per_step", true},
          {"delays", lm.delays},
          {"silence_codes", lm.prompt_codes.silence},
          {"tone_codes", lm.prompt_codes.tone},
          {"kv_ring", ring_name(lm.kv_ring)},
          {"lm_gen_config", {{"temp", 0.8}, {"temp_text", 0.7}, {"top_k", config.lm_gen.top_k}, {"top_k_text", config.lm_gen.top_k_text}}},
          {"mimi",
           {{"sample_rate", 24000},
            {"frame_rate", 12.5},
            {"channels", 1},
            {"seanet",
             {{"channels", 1},
              {"dimension", seanet.dimension},
              {"n_filters", seanet.n_filters},
              {"n_residual_layers", seanet.n_residual_layers},
              {"ratios", seanet.ratios},
              {"kernel_size", seanet.kernel_size},
              {"residual_kernel_size", seanet.residual_kernel_size},
              {"last_kernel_size", seanet.last_kernel_size},
              {"dilation_base", seanet.dilation_base},
              {"compress", seanet.compress}}},
            {"transformer",
             {{"d_model", transformer.d_model},
              {"num_heads", transformer.num_heads},
              {"num_layers", transformer.num_layers},
              {"dim_feedforward", transformer.dim_feedforward},
              {"context", transformer.context},
              {"max_period", transformer.max_period}}},
            {"quantizer",
             {{"dimension", mimi.quantizer_dimension},
              {"n_q", mimi.quantizer_n_q},
              {"bins", mimi.bins},
              {"input_dimension", seanet.dimension},
              {"output_dimension", seanet.dimension}}},
            {"num_codebooks", mimi.num_codebooks},
            {"kv_ring", ring_name(mimi.kv_ring)}}}};
}

}  // namespace duplex::making
