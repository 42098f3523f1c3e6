#include "prompt/prompt_sequence.h"

#include <algorithm>

namespace duplex {

namespace {

// Lays frames one after the other and takes down what the model reads at each position that they complete.
class Builder {
 public:
  Builder(const StreamLayout& layout, int32_t text_pad) : text_pad_(text_pad), sequence_{0, 0, 0, {}, {}, DelayLine(layout)} {}

  void add(int32_t text, const Codes& agent) {
    sequence_.line.give_frame(sequence_.positions, prompt_frame(text, agent));
    sequence_.inputs.push_back(sequence_.line.column(sequence_.positions++));
  }
  void add_embedded(const EmbeddedVoice& voice) {
    sequence_.positions = voice.frames;
    sequence_.embedded_positions = voice.frames - 1;
    sequence_.embeddings = voice.embeddings;
    sequence_.line.set_column(voice.frames - 1, voice.last);
    sequence_.line.set_column(voice.frames, voice.next);
    sequence_.inputs.push_back(sequence_.line.column(voice.frames - 1));
  }
  PromptSequence finish(std::span<const int32_t> text) {
    sequence_.voice_positions = sequence_.positions;
    add_silence();
    for (const int32_t token : text) add(token, kSilenceCodes);
    if (!text.empty()) add_silence();
    return std::move(sequence_);
  }
  int32_t text_pad() const { return text_pad_; }

 private:
  void add_silence() {
    for (int i = 0; i < kSilenceFrames; ++i) add(text_pad_, kSilenceCodes);
  }
  int32_t text_pad_;
  PromptSequence sequence_;
};

}  // namespace

StreamTokens prompt_frame(int32_t text, const Codes& agent) {
  StreamTokens frame{};
  frame[0] = text;
  std::copy(agent.begin(), agent.end(), frame.begin() + kFirstAgent);
  std::copy(kFillerCodes.begin(), kFillerCodes.end(), frame.begin() + kFirstUser);
  return frame;
}

PromptSequence build_prompt(const StreamLayout& layout, int32_t text_pad, std::span<const Codes> voice, std::span<const int32_t> text) {
  Builder builder(layout, text_pad);
  for (const Codes& codes : voice) builder.add(text_pad, codes);
  return builder.finish(text);
}

PromptSequence build_prompt(const StreamLayout& layout, int32_t text_pad, const EmbeddedVoice& voice, std::span<const int32_t> text) {
  Builder builder(layout, text_pad);
  builder.add_embedded(voice);
  return builder.finish(text);
}

PromptSequence build_bare_start(const StreamLayout& layout) {
  PromptSequence sequence{1, 0, 0, {}, {}, DelayLine(layout)};
  sequence.inputs.push_back(sequence.line.column(0));
  return sequence;
}

}  // namespace duplex
