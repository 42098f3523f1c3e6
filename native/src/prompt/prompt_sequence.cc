#include "prompt/prompt_sequence.h"

#include <algorithm>

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

StreamTokens prompt_frame(int32_t text, const Codes& agent) {
  StreamTokens frame{};
  frame[0] = text;
  std::copy(agent.begin(), agent.end(), frame.begin() + kFirstAgent);
  std::copy(kFillerCodes.begin(), kFillerCodes.end(), frame.begin() + kFirstUser);
  return frame;
}

std::vector<StreamTokens> prompt_frames(int32_t text_pad, std::span<const Codes> voice, std::span<const int32_t> text) {
  std::vector<StreamTokens> frames;
  for (const Codes& codes : voice) frames.push_back(prompt_frame(text_pad, codes));
  frames.insert(frames.end(), kSilenceFrames, prompt_frame(text_pad, kSilenceCodes));
  for (const int32_t token : text) frames.push_back(prompt_frame(token, kSilenceCodes));
  if (!text.empty()) frames.insert(frames.end(), kSilenceFrames, prompt_frame(text_pad, kSilenceCodes));
  return frames;
}

PromptSequence build_prompt(const StreamLayout& layout, int32_t text_pad, std::span<const Codes> voice, std::span<const int32_t> text) {
  PromptSequence sequence{0, static_cast<int64_t>(voice.size()), 0, {}, {}, DelayLine(layout)};
  add_frames(sequence, prompt_frames(text_pad, voice, text));
  return sequence;
}

PromptSequence build_prompt(const StreamLayout& layout, int32_t text_pad, const EmbeddedVoice& voice, std::span<const int32_t> text) {
  PromptSequence sequence{voice.frames, voice.frames, voice.frames - 1, voice.embeddings, {}, DelayLine(layout)};
  sequence.line.set_column(voice.frames - 1, voice.last);
  sequence.line.set_column(voice.frames, voice.next);
  sequence.inputs.push_back(sequence.line.column(voice.frames - 1));
  add_frames(sequence, prompt_frames(text_pad, {}, text));
  return sequence;
}

PromptSequence build_bare_start(const StreamLayout& layout) {
  PromptSequence sequence{1, 0, 0, {}, {}, DelayLine(layout)};
  sequence.inputs.push_back(sequence.line.column(0));
  return sequence;
}

}  // namespace duplex
