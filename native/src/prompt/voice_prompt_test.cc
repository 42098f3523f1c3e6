#include "prompt/voice_prompt.h"

#include <doctest/doctest.h>

#include "error.h"

using namespace duplex;

namespace {

const std::filesystem::path VOICE = std::filesystem::path(DUPLEX_FIXTURES) / "parity/session-tiny/voices/TINYM0.pt";

BackendFacts facts(int32_t text_card, int32_t card) {
  BackendFacts facts;
  facts.dim = 16;
  facts.text_card = text_card;
  facts.card = card;
  facts.layout.text_initial = text_card;
  facts.layout.audio_initial = card;
  return facts;
}

std::string error_of(const BackendFacts& facts) {
  try {
    voice_from_file(VOICE, facts);
  } catch (const Error& error) {
    CHECK(error.status() == DUPLEX_BAD_FILE);
    return error.what();
  }
  return "no error";
}

}  // namespace

TEST_CASE("a saved voice whose tokens are beyond the vocabulary is refused by file, tensor and place") {
  CHECK(error_of(facts(32000, 2048)) == "no error");
  const std::string text = error_of(facts(2, 2048)), codes = error_of(facts(32000, 40));
  CHECK(text == VOICE.string() + ": 'cache': expected token ids up to 2 in stream 0, found 3 in column 0: a voice of another model?");
  CHECK(codes.find("'cache': expected token ids up to 40 in stream 1, found ") != std::string::npos);
}
