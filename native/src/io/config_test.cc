#include "io/config.h"

#include <doctest/doctest.h>

#include "error.h"

using namespace duplex;

namespace {

std::string error_of(std::string_view text, duplex_status status) {
  try {
    parse_config(text, "config.json");
  } catch (const Error& error) {
    CHECK(error.status() == status);
    return error.what();
  }
  return "no error";
}

}  // namespace

TEST_CASE("an empty config means PersonaPlex 7B") {
  for (const char* text : {"", " \n", "{}"}) {
    const CheckpointConfig config = parse_config(text, "config.json");
    CHECK(config.architecture == Architecture::personaplex);
    CHECK(config.lm.ffn_hidden() == 11264);
    CHECK(config.lm.depformer_ffn_hidden() == 2816);
    CHECK(config.lm.dep_q == 16);
    CHECK(config.lm.rows() == 17);
    CHECK(config.lm.max_delay() == 1);
    CHECK(config.lm.kv_ring == RingRule::hide_oldest);
    CHECK(config.mimi.frame_samples() == 1920);
    CHECK(config.mimi.steps_per_frame() == 2);
    CHECK(config.lm_gen.top_k == 250);
    CHECK_FALSE(config.architecture_given);
  }
}

TEST_CASE("a Moshi config brings its own ring rule and eight weight sets") {
  const CheckpointConfig config = parse_config(R"({"model_type":"moshi","dim":32,"num_heads":2,"hidden_scale":4})", "config.json");
  CHECK(config.architecture == Architecture::moshi);
  CHECK(config.lm.dep_q == 8);
  CHECK(config.lm.kv_ring == RingRule::full);
  CHECK(config.mimi.kv_ring == RingRule::full);
  CHECK(config.lm.ffn_hidden() == 84);
}

TEST_CASE("wrong values are named with what was expected and found") {
  CHECK(error_of("{", DUPLEX_BAD_FILE) == "config.json: expected JSON, found something that is not");
  CHECK(error_of("[]", DUPLEX_BAD_FILE) == "config.json: expected a JSON object, found array");
  CHECK(error_of(R"({"dim":"big"})", DUPLEX_BAD_FILE) == "config.json: dim: expected a whole number from 2 to 1048576, found \"big\"");
  CHECK(error_of(R"({"num_heads":3})", DUPLEX_BAD_FILE) == "config.json: num_heads: expected a divisor of the width 4096 that leaves an even head size, found 3");
  CHECK(error_of(R"({"delays":[0]})", DUPLEX_BAD_FILE) == "config.json: delays: expected 17 delays (text and n_q audio rows), found [0]");
  CHECK(error_of(R"({"mimi":{"seanet":{"ratios":[]}}})", DUPLEX_BAD_FILE) == "config.json: mimi.seanet.ratios: expected 1 to 8 strides, found []");
}

TEST_CASE("a checkpoint may ask that its prompts are pinned, and how much of a conversation is seen beside them") {
  CHECK_FALSE(parse_config("", "config.json").lm.pin_prompt);
  CHECK(parse_config(R"({"pin_prompt":true})", "config.json").lm.pin_prompt);
  CHECK(parse_config("", "config.json").lm.conversation_window == 0);
  CHECK(parse_config(R"({"context":640,"conversation_window":250})", "config.json").lm.conversation_window == 250);
  CHECK(error_of(R"({"context":640,"conversation_window":641})", DUPLEX_BAD_FILE) ==
        "config.json: conversation_window: expected a whole number from 1 to 640, found 641");
  CHECK(parse_config("", "config.json").lm.voice_frames == 0);
  CHECK(parse_config(R"({"voice_frames":50})", "config.json").lm.voice_frames == 50);
  CHECK(error_of(R"({"pin_prompt":1})", DUPLEX_BAD_FILE) == "config.json: pin_prompt: expected true or false, found 1");
}

TEST_CASE("silence and tone of another codec than PersonaPlex's") {
  CHECK(parse_config("", "config.json").lm.prompt_codes.silence[7] == 2008);
  const LmConfig own = parse_config(R"({"card":16,"silence_codes":[0,1,2,3,4,5,6,15],"tone_codes":[7,7,7,7,7,7,7,7]})", "config.json").lm;
  CHECK(own.prompt_codes.silence == std::array<int32_t, 8>{0, 1, 2, 3, 4, 5, 6, 15});
  CHECK(own.prompt_codes.tone[3] == 7);
  CHECK(error_of(R"({"card":16,"silence_codes":[0,1,2,3,4,5,6,16]})", DUPLEX_BAD_FILE) ==
        "config.json: silence_codes: expected a list of whole numbers from 0 to 15, found [0,1,2,3,4,5,6,16]");
  CHECK(error_of(R"({"tone_codes":[-1,1,2,3,4,5,6,7]})", DUPLEX_BAD_FILE) == "config.json: tone_codes: expected a list of whole numbers from 0 to 2047, found [-1,1,2,3,4,5,6,7]");
  CHECK(error_of(R"({"tone_codes":[1,2]})", DUPLEX_BAD_FILE) == "config.json: tone_codes: expected 8 codes, one of each codebook, found [1,2]");
}

TEST_CASE("checkpoints that ask for more than this library does are refused") {
  for (const char* text : {R"({"lora":true})", R"({"cross_attention":true})", R"({"conditioners":{"speaker":{"type":"lut"}}})", R"({"model_type":"tts"})",
                           R"({"norm":"layer_norm"})", R"({"gating":"gelu"})", R"({"layer_scale":0.1})", R"({"kv_repeat":2})", R"({"demux_second_stream":true})",
                           R"({"depformer_weights_per_step_schedule":[0,1,1]})", R"({"mimi":{"sample_rate":16000}})", R"({"mimi":{"seanet":{"norm":"weight_norm"}}})",
                           R"({"mimi":{"seanet":{"ratios":[7,5]}}})", R"({"extra_heads_num_heads":2})", R"({"text_card_out":5})"})
    CHECK_MESSAGE(error_of(text, DUPLEX_UNSUPPORTED) != "no error", text);
  for (const char* text : {R"({"quantize":true,"lora":false,"lora_name":null,"conditioners":{},"fuser":{"sum":[],"prepend":[]},"cross_attention":false,"extra_heads_num_heads":0})",
                           R"({"depformer_weights_per_step_schedule":[0,1,2,3,4,5,6,7],"unknown_key":{"a":1},"tts_config":{"b":2}})"})
    CHECK_MESSAGE(error_of(text, DUPLEX_UNSUPPORTED) == "no error", text);
}
