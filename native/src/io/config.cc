#include "io/config.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "error.h"
#include "io/config_reader.h"
#include "io/mapped_file.h"

namespace duplex {
namespace {

constexpr int32_t MAX_SIZE = 1 << 20;  // of any width: far above any model, and products of two stay in 64 bits

int32_t gated_hidden(int64_t dim, int64_t dim_feedforward) {
  return static_cast<int32_t>(dim_feedforward == 4 * dim ? 21 * dim / 8 : 2 * dim_feedforward / 3);
}

RingRule read_ring(const ConfigReader& reader, RingRule fallback) {
  const std::string name = reader.text("kv_ring", fallback == RingRule::full ? "full" : "hide_oldest");
  if (name != "full" && name != "hide_oldest") reader.bad("kv_ring", "\"full\" or \"hide_oldest\"");
  return name == "full" ? RingRule::full : RingRule::hide_oldest;
}

std::vector<int32_t> usual_delays(int32_t n_q) {
  std::vector<int32_t> delays(static_cast<size_t>(n_q) + 1, 1);
  delays[0] = delays[1] = delays[static_cast<size_t>(n_q / 2) + 1] = 0;
  return delays;
}

void check_heads(const ConfigReader& reader, const char* key, int32_t width, int32_t heads, bool rotary) {
  const bool fits = width % heads == 0 && (!rotary || (width / heads) % 2 == 0);
  if (!fits) reader.bad(key, std::string("a divisor of the width ") + std::to_string(width) + (rotary ? " that leaves an even head size" : ""));
}

// Everything Kyutai's loader knows and this library does not do.
void refuse_foreign(const ConfigReader& reader) {
  reader.flag("quantize", false);  // may say so; the tensors decide
  for (const char* key : {"lora", "lora_name", "conditioners", "fuser", "cross_attention", "demux_second_stream", "depformer_low_rank_embeddings", "depformer_norm",
                          "extra_heads_num_heads", "layer_scale", "depformer_layer_scale"})
    reader.only_empty(key);
  for (const char* key : {"causal", "depformer_causal", "depformer_multi_linear", "depformer_weights_per_step"}) reader.only_flag(key, true);
  for (const char* key : {"gating", "depformer_gating"}) reader.only_text(key, "silu");
  reader.only_text("norm", "rms_norm_f32");
  reader.only_text("positional_embedding", "rope");
  reader.only_text("depformer_pos_emb", "none");
  for (const char* key : {"kv_repeat", "depformer_kv_repeat"}) reader.only_integer(key, 1);
  reader.only_integer("existing_text_end_padding_id", 0);
}

void read_prompt_codes(const ConfigReader& reader, const char* key, int32_t card, std::array<int32_t, 8>& codes) {
  if (!reader.has(key)) return;
  const std::vector<int32_t> given = reader.integers(key, {}, 0, card - 1);
  if (given.size() != codes.size()) reader.bad(key, "8 codes, one of each codebook");
  std::copy(given.begin(), given.end(), codes.begin());
}

LmConfig read_lm(const ConfigReader& reader) {
  refuse_foreign(reader);
  LmConfig lm;
  lm.dim = reader.integer("dim", lm.dim, 2, MAX_SIZE);
  lm.num_layers = reader.integer("num_layers", lm.num_layers, 1, 1024);
  lm.num_heads = reader.integer("num_heads", lm.num_heads, 1, lm.dim);
  check_heads(reader, "num_heads", lm.dim, lm.num_heads, true);
  lm.hidden_scale = reader.number("hidden_scale", lm.hidden_scale, 0.5, 64);
  lm.text_card = reader.integer("text_card", lm.text_card, 4, 1 << 24);
  reader.only_integer("text_card_out", lm.text_card);
  lm.existing_text_padding_id = reader.integer("existing_text_padding_id", lm.existing_text_padding_id, 0, lm.text_card - 1);
  lm.n_q = reader.integer("n_q", lm.n_q, 2, 128);
  if (lm.n_q % 2 != 0) reader.bad("n_q", "an even number (agent and user have as many rows)");
  lm.dep_q = reader.integer("dep_q", lm.n_q, 1, lm.n_q);
  if (lm.dep_q != lm.n_q && lm.dep_q != lm.agent_q()) reader.bad("dep_q", std::to_string(lm.agent_q()) + " or " + std::to_string(lm.n_q));
  lm.card = reader.integer("card", lm.card, 2, 1 << 24);
  read_prompt_codes(reader, "silence_codes", lm.card, lm.prompt_codes.silence);
  read_prompt_codes(reader, "tone_codes", lm.card, lm.prompt_codes.tone);
  lm.pin_prompt = reader.flag("pin_prompt", false);
  lm.context = reader.integer("context", lm.context, 2, MAX_SIZE);
  lm.voice_frames = reader.integer("voice_frames", 0, 1, lm.context);
  lm.conversation_window = reader.integer("conversation_window", 0, 1, lm.context);
  lm.max_period = reader.number("max_period", lm.max_period, 1, 1e12);
  lm.delays = reader.integers("delays", usual_delays(lm.n_q), 0, 16);
  if (lm.delays.size() != static_cast<size_t>(lm.rows())) reader.bad("delays", std::to_string(lm.rows()) + " delays (text and n_q audio rows)");
  lm.depformer_dim = reader.integer("depformer_dim", lm.depformer_dim, 1, MAX_SIZE);
  lm.depformer_dim_feedforward =
      reader.integer("depformer_dim_feedforward", static_cast<int32_t>(lm.hidden_scale * lm.depformer_dim), 2, MAX_SIZE * 16);
  lm.depformer_num_heads = reader.integer("depformer_num_heads", std::min(lm.depformer_num_heads, lm.depformer_dim), 1, lm.depformer_dim);
  check_heads(reader, "depformer_num_heads", lm.depformer_dim, lm.depformer_num_heads, false);
  lm.depformer_num_layers = reader.integer("depformer_num_layers", lm.depformer_num_layers, 1, 1024);
  const auto schedule = reader.integers("depformer_weights_per_step_schedule", {}, 0, 1024);
  for (size_t i = 0; i < schedule.size(); ++i)
    if (schedule[i] != static_cast<int32_t>(i)) reader.unsupported("depformer_weights_per_step_schedule", "one weight set per step");
  return lm;
}

LmGenConfig read_lm_gen(const ConfigReader& reader) {
  LmGenConfig gen;
  gen.temp = static_cast<float>(reader.number("temp", gen.temp, 0, 100));
  gen.temp_text = static_cast<float>(reader.number("temp_text", gen.temp_text, 0, 100));
  gen.top_k = reader.integer("top_k", gen.top_k, 0, 1 << 24);
  gen.top_k_text = reader.integer("top_k_text", gen.top_k_text, 0, 1 << 24);
  return gen;
}

SeanetConfig read_seanet(const ConfigReader& reader) {
  for (const char* key : {"causal", "true_skip"}) reader.only_flag(key, true);
  reader.only_text("activation", "ELU");
  reader.only_text("norm", "none");
  reader.only_text("pad_mode", "constant");
  SeanetConfig seanet;
  reader.only_integer("channels", 1);
  seanet.dimension = reader.integer("dimension", seanet.dimension, 2, MAX_SIZE);
  seanet.n_filters = reader.integer("n_filters", seanet.n_filters, 1, MAX_SIZE);
  seanet.n_residual_layers = reader.integer("n_residual_layers", seanet.n_residual_layers, 1, 8);
  seanet.ratios = reader.integers("ratios", seanet.ratios, 1, 64);
  if (seanet.ratios.empty() || seanet.ratios.size() > 8) reader.bad("ratios", "1 to 8 strides");
  if ((static_cast<int64_t>(seanet.n_filters) << seanet.ratios.size()) > MAX_SIZE) reader.bad("n_filters", "a width that stays under 2^20 when doubled per stage");
  seanet.kernel_size = reader.integer("kernel_size", seanet.kernel_size, 1, 64);
  seanet.residual_kernel_size = reader.integer("residual_kernel_size", seanet.residual_kernel_size, 1, 64);
  seanet.last_kernel_size = reader.integer("last_kernel_size", seanet.last_kernel_size, 1, 64);
  seanet.dilation_base = reader.integer("dilation_base", seanet.dilation_base, 1, 8);
  seanet.compress = reader.integer("compress", seanet.compress, 1, seanet.n_filters);
  return seanet;
}

MimiTransformerConfig read_transformer(const ConfigReader& reader, int32_t dimension) {
  for (const char* key : {"causal", "conv_layout"}) reader.only_flag(key, true);
  reader.only_text("gating", "none");
  reader.only_text("norm", "layer_norm");
  reader.only_text("positional_embedding", "rope");
  MimiTransformerConfig transformer;
  transformer.d_model = reader.integer("d_model", dimension, 2, MAX_SIZE);
  for (const char* key : {"d_model", "input_dimension"}) reader.only_integer(key, dimension);
  for (int32_t output : reader.integers("output_dimensions", {dimension}, 1, MAX_SIZE))
    if (output != dimension) reader.unsupported("output_dimensions", "[" + std::to_string(dimension) + "]");
  transformer.num_heads = reader.integer("num_heads", transformer.num_heads, 1, transformer.d_model);
  check_heads(reader, "num_heads", transformer.d_model, transformer.num_heads, true);
  transformer.num_layers = reader.integer("num_layers", transformer.num_layers, 1, 1024);
  transformer.dim_feedforward = reader.integer("dim_feedforward", transformer.dim_feedforward, 1, MAX_SIZE);
  transformer.context = reader.integer("context", transformer.context, 2, MAX_SIZE);
  transformer.max_period = reader.number("max_period", transformer.max_period, 1, 1e12);
  return transformer;
}

MimiConfig read_mimi(const ConfigReader& reader, RingRule ring) {
  MimiConfig mimi;
  mimi.sample_rate = reader.number("sample_rate", mimi.sample_rate, 1, 1e6);
  if (mimi.sample_rate != DUPLEX_SAMPLE_RATE_HZ) reader.unsupported("sample_rate", "24000");
  mimi.frame_rate = reader.number("frame_rate", mimi.frame_rate, 0.1, 1e6);
  if (mimi.frame_samples() != DUPLEX_FRAME_SAMPLES) reader.unsupported("frame_rate", "12.5");
  reader.only_integer("channels", 1);
  mimi.seanet = read_seanet(reader.child("seanet"));
  if (DUPLEX_FRAME_SAMPLES % mimi.seanet.hop() != 0 || mimi.steps_per_frame() < 2)
    reader.unsupported("seanet", "ratios whose product divides 960 (half a frame of 1920 samples)");
  mimi.transformer = read_transformer(reader.child("transformer"), mimi.seanet.dimension);
  const ConfigReader quantizer = reader.child("quantizer");
  mimi.quantizer_dimension = quantizer.integer("dimension", mimi.quantizer_dimension, 1, MAX_SIZE);
  mimi.quantizer_n_q = quantizer.integer("n_q", mimi.quantizer_n_q, 2, 1024);
  mimi.bins = quantizer.integer("bins", mimi.bins, 2, 1 << 24);
  for (const char* key : {"input_dimension", "output_dimension"}) quantizer.only_integer(key, mimi.seanet.dimension);
  mimi.num_codebooks = reader.integer("num_codebooks", std::min(mimi.num_codebooks, mimi.quantizer_n_q), 1, mimi.quantizer_n_q);
  mimi.kv_ring = read_ring(reader, ring);
  return mimi;
}

}  // namespace

std::string_view architecture_name(Architecture architecture) { return architecture == Architecture::moshi ? "moshi" : "personaplex"; }

int32_t LmConfig::ffn_hidden() const { return gated_hidden(dim, static_cast<int64_t>(hidden_scale * dim)); }
int32_t LmConfig::depformer_ffn_hidden() const { return gated_hidden(depformer_dim, depformer_dim_feedforward); }
int32_t LmConfig::max_delay() const { return *std::max_element(delays.begin(), delays.end()); }

int32_t SeanetConfig::hop() const {
  int64_t product = 1;
  for (int32_t ratio : ratios) product = std::min<int64_t>(product * ratio, MAX_SIZE);
  return static_cast<int32_t>(product);
}
int32_t MimiConfig::frame_samples() const { return static_cast<int32_t>(std::min(std::lround(sample_rate / frame_rate), 1L << 30)); }
int32_t MimiConfig::steps_per_frame() const { return frame_samples() / seanet.hop(); }

CheckpointConfig parse_config(std::string_view text, const std::string& name) {
  const bool blank = text.find_first_not_of(" \t\r\n") == std::string_view::npos;
  const nlohmann::json json = blank ? nlohmann::json::object() : parse_json(text);
  if (json.is_discarded()) throw Error(DUPLEX_BAD_FILE, name + ": expected JSON, found something that is not");
  const ConfigReader reader(json, name, "");
  CheckpointConfig config;
  const std::string type = reader.text("model_type", "");
  if (!type.empty() && type != "moshi" && type != "personaplex") reader.unsupported("model_type", "\"personaplex\" and \"moshi\"");
  config.lm = read_lm(reader);
  config.architecture_given = !type.empty();
  const bool moshi = type.empty() ? reader.has("dep_q") && config.lm.dep_q == config.lm.agent_q() : type == "moshi";
  config.architecture = moshi ? Architecture::moshi : Architecture::personaplex;
  if (moshi && !reader.has("dep_q")) config.lm.dep_q = config.lm.agent_q();
  config.moshi_name = reader.text("moshi_name", config.moshi_name);
  config.mimi_name = reader.text("mimi_name", config.mimi_name);
  config.tokenizer_name = reader.text("tokenizer_name", config.tokenizer_name);
  config.lm_gen = read_lm_gen(reader.child("lm_gen_config"));
  config.kv_ring_given = reader.has("kv_ring");
  config.lm.kv_ring = read_ring(reader, moshi ? RingRule::full : RingRule::hide_oldest);
  config.mimi = read_mimi(reader.child("mimi"), config.lm.kv_ring);
  config.mimi_kv_ring_given = reader.child("mimi").has("kv_ring");
  return config;
}

CheckpointConfig read_config(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / "config.json";
  if (!std::filesystem::exists(path)) return parse_config("", path.string());
  const auto file = MappedFile::open(path);
  return parse_config({reinterpret_cast<const char*>(file->bytes()), file->size()}, path.string());
}

}  // namespace duplex
