#include <doctest/doctest.h>

#include "prompt/prefix_cache.h"
#include "prompt/prompt_sequence.h"
#include "prompt/system_tag.h"

using namespace duplex;

namespace {

StreamLayout prompt_layout() {
  StreamLayout layout;
  layout.delays.fill(1);
  layout.delays[0] = layout.delays[kFirstAgent] = layout.delays[kFirstUser] = 0;
  layout.text_initial = 32000;
  layout.audio_initial = 2048;
  return layout;
}

const PromptFill FILL{3, {{11, 12, 13, 14, 15, 16, 17, 18}, {21, 22, 23, 24, 25, 26, 27, 28}}};

struct Bytes : SlotState {
  explicit Bytes(size_t count) : count_(count) {}
  size_t bytes() const override { return count_; }
  size_t count_;
};

}  // namespace

TEST_CASE("system tags are added where the text does not stand between them") {
  CHECK(wrap_in_system_tags("  a b\n") == "<system> a b <system>");
  CHECK(wrap_in_system_tags("<system> a <system>") == "<system> a <system>");
  CHECK(wrap_in_system_tags("<system> a") == "<system> <system> a <system>");
  CHECK(wrap_in_system_tags("<system>") == "<system>");
  CHECK(wrap_in_system_tags(" \t\n") == "");
  CHECK(wrap_in_system_tags("\u00a0\u3000a\u2003") == "<system> a <system>");
}

TEST_CASE("a prompt is voice, silence, text, silence; its last position ends in silence") {
  const std::vector<Codes> voice(4, Codes{1, 2, 3, 4, 5, 6, 7, 8});
  const std::vector<int32_t> text = {50, 51, 52};
  const PromptSequence prompt = build_prompt(prompt_layout(), FILL, voice, text);
  CHECK(prompt.positions == 4 + 6 + 3 + 6);
  CHECK(prompt.voice_positions == 4);
  CHECK(prompt.inputs.size() == 19);
  CHECK(prompt.inputs[0][0] == 32000);
  CHECK(prompt.inputs[0][9] == 2048);
  CHECK(prompt.inputs[10][0] == 50);
  CHECK(prompt.inputs[4][1] == FILL.codes.silence[0]);
  CHECK(prompt.inputs[4][2] == 2);
  const StreamTokens next = prompt.line.known(19);
  CHECK(next[0] == kUngenerated);
  CHECK(next[1] == kUngenerated);
  CHECK(next[2] == FILL.codes.silence[1]);
  CHECK(prompt.inputs[18][10] == FILL.codes.tone[1]);
  CHECK(next[10] == FILL.codes.tone[1]);
}

TEST_CASE("a codec too small for PersonaPlex's silence must bring its own") {
  CHECK_NOTHROW(require_prompt_codes({}, 2009));
  CHECK_THROWS_WITH(require_prompt_codes({}, 1024), doctest::Contains("expected card of at least 2009 for PersonaPlex's silence and tone, found 1024; add \"silence_codes\" and \"tone_codes\""));
  CHECK_NOTHROW(require_prompt_codes(FILL.codes, 29));
}

TEST_CASE("without text there is one silence, without both too") {
  CHECK(build_prompt(prompt_layout(), FILL, std::vector<Codes>(2), {}).positions == 8);
  CHECK(build_prompt(prompt_layout(), FILL, std::vector<Codes>{}, {}).positions == 6);
  CHECK(build_bare_start(prompt_layout()).positions == 1);
}

TEST_CASE("the prefix cache forgets what was used least lately") {
  PrefixCache cache(100);
  const auto put = [&](const char* key, size_t bytes) { cache.put(key, {std::make_shared<Bytes>(bytes), 1, {}, nullptr}); };
  put("a", 40);
  put("b", 40);
  CHECK(cache.find("a") != nullptr);
  put("c", 40);
  CHECK(cache.find("b") == nullptr);
  CHECK(cache.find("a") != nullptr);
  CHECK(cache.find("c") != nullptr);
  put("huge", 1000);
  CHECK(cache.bytes() == 80);
  CHECK(cache.find("huge") == nullptr);
}
