#pragma once
// What config.json says about a checkpoint. An absent, empty or `{}` file means the sizes of PersonaPlex 7B (model-spec 1.3).
#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace duplex {

// Which keys a query sees once a ring of `context` keys is full: all of them, or all but the oldest (what PersonaPlex's code does).
enum class RingRule { full, hide_oldest };

enum class Architecture { personaplex, moshi };
std::string_view architecture_name(Architecture architecture);  // "personaplex", "moshi"

// What a prompt is laid out with, in the codes of the checkpoint's own codec. These are PersonaPlex's.
struct PromptCodes {
  std::array<int32_t, 8> silence = {948, 243, 1178, 546, 1736, 1030, 1978, 2008};  // the agent says nothing
  std::array<int32_t, 8> tone = {430, 1268, 381, 1611, 1095, 1495, 56, 472};       // the user channel meanwhile: a 440 Hz tone
};

struct LmConfig {
  int32_t dim = 4096;
  int32_t num_layers = 32;
  int32_t num_heads = 32;
  double hidden_scale = 4.125;
  int32_t text_card = 32000;               // text embedding has one more row: the initial token
  int32_t existing_text_padding_id = 3;
  int32_t n_q = 16;                        // audio rows: agent, then user
  int32_t dep_q = 16;                      // weight sets of the depformer that the file should hold: 16 PersonaPlex, 8 Moshi
  int32_t card = 2048;                     // audio embeddings have one more row: the initial token
  int32_t context = 3000;                  // ring of keys, in steps
  double max_period = 10000;
  std::vector<int32_t> delays = {0, 0, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1};  // [1 + n_q]: text, agent, user
  int32_t depformer_dim = 1024;
  int32_t depformer_dim_feedforward = 4224;
  int32_t depformer_num_heads = 16;
  int32_t depformer_num_layers = 6;
  PromptCodes prompt_codes;
  bool pin_prompt = false;  // our own key: calls keep their prompt in the window where it leaves room, as a checkpoint with a short one wants
  int32_t voice_frames = 0;         // our own key: most frames of a voice prompt that are used; 0: all of them
  int32_t conversation_window = 0;  // our own key: keys seen besides pinned ones, in steps; 0: as many as those leave of the context
  RingRule kv_ring = RingRule::hide_oldest;    // of the temporal transformer and of the depformer's ring of dep_q slots

  int32_t agent_q() const { return n_q / 2; }               // 8: audio rows of the agent, and as many of the user
  int32_t rows() const { return n_q + 1; }                  // 17
  int32_t head_dim() const { return dim / num_heads; }
  int32_t depformer_head_dim() const { return depformer_dim / depformer_num_heads; }
  int32_t ffn_hidden() const;                               // width of the gated FFN: 11264
  int32_t depformer_ffn_hidden() const;                     // 2816
  int32_t max_delay() const;
};

struct LmGenConfig {                       // default sampling
  float temp = 0.8f;                       // audio
  float temp_text = 0.7f;
  int32_t top_k = 250;                     // audio
  int32_t top_k_text = 25;
};

struct SeanetConfig {
  int32_t channels = 1;
  int32_t dimension = 512;                 // latent width
  int32_t n_filters = 64;                  // width after the first conv, doubled per stage
  int32_t n_residual_layers = 1;
  std::vector<int32_t> ratios = {8, 6, 5, 4};  // decoder order; the encoder goes through them backwards
  int32_t kernel_size = 7;
  int32_t residual_kernel_size = 3;
  int32_t last_kernel_size = 3;
  int32_t dilation_base = 2;               // residual layer i has dilation dilation_base^i: 1 with one layer
  int32_t compress = 2;                    // hidden width of a residual block: C / compress
  int32_t hop() const;                     // product of the ratios: 960 samples per 25 Hz step
};

struct MimiTransformerConfig {
  int32_t d_model = 512;
  int32_t num_heads = 8;
  int32_t num_layers = 8;
  int32_t dim_feedforward = 2048;
  int32_t context = 250;                   // ring of keys, in 25 Hz steps
  double max_period = 10000;
  int32_t head_dim() const { return d_model / num_heads; }
};

struct MimiConfig {
  double sample_rate = 24000;
  double frame_rate = 12.5;
  SeanetConfig seanet;
  MimiTransformerConfig transformer;       // encoder and decoder have one each
  int32_t quantizer_dimension = 256;
  int32_t quantizer_n_q = 32;              // codebooks in the file: 1 semantic, the rest acoustic
  int32_t bins = 2048;
  int32_t num_codebooks = 8;               // codebooks used
  RingRule kv_ring = RingRule::hide_oldest;
  int32_t frame_samples() const;           // 1920
  int32_t steps_per_frame() const;         // 2: stride of downsample and upsample
};

struct CheckpointConfig {
  Architecture architecture = Architecture::personaplex;
  std::string moshi_name = "model.safetensors";
  std::string mimi_name = "tokenizer-e351c8d8-checkpoint125.safetensors";
  std::string tokenizer_name = "tokenizer_spm_32k_3.model";
  LmConfig lm;
  LmGenConfig lm_gen;
  MimiConfig mimi;
  bool architecture_given = false;         // model_type stood in the file; otherwise the tensors decide (Checkpoint::open)
  bool kv_ring_given = false;              // otherwise PersonaPlex hides the oldest key and Moshi does not
  bool mimi_kv_ring_given = false;         // otherwise as the LM's
};

// `name` stands for the file in messages. Throws Error(DUPLEX_BAD_FILE) naming the key, what was expected and what was found, and
// Error(DUPLEX_UNSUPPORTED) for a checkpoint that asks for what this library does not do (LoRA, cross attention, …).
CheckpointConfig parse_config(std::string_view text, const std::string& name);
// config.json of a checkpoint folder; the defaults where there is none.
CheckpointConfig read_config(const std::filesystem::path& folder);

}  // namespace duplex
