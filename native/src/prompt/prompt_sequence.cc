#include "prompt/prompt_sequence.h"

#include <algorithm>

#include "error.h"

namespace duplex {

namespace {

// Lays frames one after the other and takes down what the model reads at each position that they complete.
void add_frames(PromptSequence& sequence, std::span<const StreamTokens> frames) {
  for (const StreamTokens& frame : frames) {
    sequence.line.give_frame(sequence.positions, frame);
    sequence.inputs.push_back(sequence.line.column(sequence.positions++));
  }
}

}  // namespace

void require_prompt_codes(const PromptCodes& codes, int32_t card) {
  const int32_t largest = std::max(*std::max_element(codes.silence.begin(), codes.silence.end()), *std::max_element(codes.tone.begin(), codes.tone.end()));
  if (largest < card) return;
  throw Error(DUPLEX_UNSUPPORTED, "config.json: expected card of at least " + std::to_string(largest + 1) + " for PersonaPlex's silence and tone, found " + std::to_string(card) +
                                      "; add \"silence_codes\" and \"tone_codes\", 8 codes each: what this checkpoint's codec makes of silence and of a 440 Hz tone.");
}

StreamTokens prompt_frame(int32_t text, const Codes& agent, const Codes& user) {
  StreamTokens frame{};
  frame[0] = text;
  std::copy(agent.begin(), agent.end(), frame.begin() + kFirstAgent);
  std::copy(user.begin(), user.end(), frame.begin() + kFirstUser);
  return frame;
}

std::vector<StreamTokens> prompt_frames(const PromptFill& fill, std::span<const Codes> voice, std::span<const int32_t> text) {
  const Codes &silence = fill.codes.silence, &tone = fill.codes.tone;
  std::vector<StreamTokens> frames;
  for (const Codes& codes : voice) frames.push_back(prompt_frame(fill.text_pad, codes, tone));
  frames.insert(frames.end(), kSilenceFrames, prompt_frame(fill.text_pad, silence, tone));
  for (const int32_t token : text) frames.push_back(prompt_frame(token, silence, tone));
  if (!text.empty()) frames.insert(frames.end(), kSilenceFrames, prompt_frame(fill.text_pad, silence, tone));
  return frames;
}

PromptSequence build_prompt(const StreamLayout& layout, const PromptFill& fill, std::span<const Codes> voice, std::span<const int32_t> text) {
  PromptSequence sequence{0, static_cast<int64_t>(voice.size()), 0, {}, {}, DelayLine(layout)};
  add_frames(sequence, prompt_frames(fill, voice, text));
  return sequence;
}

PromptSequence build_prompt(const StreamLayout& layout, const PromptFill& fill, const EmbeddedVoice& voice, std::span<const int32_t> text) {
  PromptSequence sequence{voice.frames, voice.frames, voice.frames - 1, voice.embeddings, {}, DelayLine(layout)};
  sequence.line.set_column(voice.frames - 1, voice.last);
  sequence.line.set_column(voice.frames, voice.next);
  sequence.inputs.push_back(sequence.line.column(voice.frames - 1));
  add_frames(sequence, prompt_frames(fill, {}, text));
  return sequence;
}

PromptSequence build_bare_start(const StreamLayout& layout) {
  PromptSequence sequence{1, 0, 0, {}, {}, DelayLine(layout)};
  sequence.inputs.push_back(sequence.line.column(0));
  return sequence;
}

}  // namespace duplex
