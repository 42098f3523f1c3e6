#include "backend/cuda/plan/fast_shape.h"

#include <vector>

#include "backend/cuda/plan/kv_ring.h"
#include "error.h"
#include "lm/streams.h"

namespace duplex::cuda {
namespace {

int64_t page_rows(const LmConfig& config) { return int64_t{2} * config.num_layers * config.num_heads * kPageSlots; }

struct Expectation {
  const char* key;
  int64_t expected, found;
};

std::string first_difference(const std::vector<Expectation>& all) {
  for (const Expectation& one : all) {
    if (one.expected != one.found) return std::string(one.key) + " " + std::to_string(one.expected) + " expected, " + std::to_string(one.found) + " found";
  }
  return "";
}

[[noreturn]] void unsupported(const std::string& what) { throw Error(DUPLEX_UNSUPPORTED, "config.json: the CUDA backend expected " + what + "."); }

}  // namespace

int64_t page_value_bytes(const LmConfig& config, KeyType type) {
  return page_rows(config) * config.head_dim() * (type == KeyType::f32 ? 4 : type == KeyType::bf16 ? 2 : 1);
}

int64_t page_scale_bytes(const LmConfig& config, KeyType type) { return type == KeyType::i8 ? page_rows(config) * 2 : 0; }

std::string why_not_fast(const LmConfig& config, int32_t depformer_steps, bool rounded, KeyType keys, int32_t capability) {
  if (!rounded) return "bf16 or 8-bit weights expected, float32 arithmetic asked for";
  if (keys == KeyType::f32) return "bf16 or 8-bit keys expected, float32 ones asked for";
  if (capability != 90) return "compute capability 9.0 expected, " + std::to_string(capability / 10) + "." + std::to_string(capability % 10) + " found";
  if (config.context > 3000) return "context of at most 3000 expected, " + std::to_string(config.context) + " found";
  if (config.max_period != 10000) return "max_period 10000 expected";
  return first_difference({{"dim", 4096, config.dim},
                           {"num_heads", 32, config.num_heads},
                           {"hidden width of the FFN", 11264, config.ffn_hidden()},
                           {"text_card", 32000, config.text_card},
                           {"card", 2048, config.card},
                           {"depformer_dim", 1024, config.depformer_dim},
                           {"depformer_num_heads", 16, config.depformer_num_heads},
                           {"depformer_num_layers", 6, config.depformer_num_layers},
                           {"hidden width of the depformer's FFN", 2816, config.depformer_ffn_hidden()},
                           {"depformer steps", kCodebooks, depformer_steps}});
}

void require_lm_shape(const LmConfig& config) {
  if (config.n_q != kStreams - 1) unsupported("n_q 16, found " + std::to_string(config.n_q));
  for (const int32_t delay : config.delays) {
    if (delay < 0 || delay > 1) unsupported("delays of 0 or 1, found " + std::to_string(delay));
  }
  if (config.head_dim() % 2 != 0) unsupported("heads of an even width, found " + std::to_string(config.head_dim()));
  if (config.head_dim() > 256) unsupported("heads of at most 256, found " + std::to_string(config.head_dim()));
  if (config.depformer_head_dim() > 256) unsupported("depformer heads of at most 256, found " + std::to_string(config.depformer_head_dim()));
  if (config.context < 3 || config.context > 8192) unsupported("a context of 3 to 8192, found " + std::to_string(config.context));
}

void require_codec_shape(const MimiConfig& config) {
  const SeanetConfig& seanet = config.seanet;
  const std::string difference = first_difference({{"mimi.seanet.channels", 1, seanet.channels},
                                                   {"mimi.seanet.n_residual_layers", 1, seanet.n_residual_layers},
                                                   {"mimi.seanet.ratios (number of them)", 4, static_cast<int64_t>(seanet.ratios.size())},
                                                   {"mimi.seanet.kernel_size", 7, seanet.kernel_size},
                                                   {"mimi.seanet.residual_kernel_size", 3, seanet.residual_kernel_size},
                                                   {"mimi.seanet.last_kernel_size", 3, seanet.last_kernel_size},
                                                   {"mimi.seanet.compress", 2, seanet.compress},
                                                   {"mimi.transformer.d_model", seanet.dimension, config.transformer.d_model},
                                                   {"25 Hz steps a frame", 2, config.steps_per_frame()}});
  if (!difference.empty()) unsupported("other sizes: " + difference);
  if (config.transformer.max_period != 10000) unsupported("mimi.transformer.max_period 10000");
  if (seanet.n_filters > 256 || 256 % seanet.n_filters != 0) unsupported("mimi.seanet.n_filters that divide 256, found " + std::to_string(seanet.n_filters));
  const int32_t head_dim = config.transformer.head_dim();
  if (head_dim % 2 != 0 || head_dim > 128) unsupported("codec heads of an even width of at most 128, found " + std::to_string(head_dim));
  if (config.transformer.context < 3 || config.transformer.context > 1024) {
    unsupported("a codec context of 3 to 1024, found " + std::to_string(config.transformer.context));
  }
  if (config.quantizer_n_q < kCodebooks) unsupported("8 codebooks or more, found " + std::to_string(config.quantizer_n_q));
}

bool codec_fits_tensor_cores(const MimiConfig& config) {
  const int32_t head_dim = config.transformer.head_dim();
  return config.seanet.n_filters % 8 == 0 && config.seanet.dimension % 16 == 0 && config.transformer.dim_feedforward % 16 == 0 &&
         config.quantizer_dimension % 16 == 0 && config.bins % 16 == 0 && (head_dim == 64 || head_dim == 8) && config.transformer.context <= 256;
}

}  // namespace duplex::cuda
