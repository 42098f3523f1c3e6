#pragma once
// The system prompt as positions of the model (spec section 5): voice, silence, text, silence, every row known in advance.
#include <cstdint>
#include <span>
#include <vector>

#include "io/config.h"
#include "lm/delay_line.h"

namespace duplex {

inline constexpr int kSilenceFrames = 6;  // 0.5 s at 12.5 Hz, rounded down

// The voice part as a voice .pt holds it: positions 0…V−2 summed to embeddings already, and the columns of V−1 and V.
struct EmbeddedVoice {
  int64_t frames = 0;              // V
  std::vector<float> embeddings;   // [V − 1, dim]
  StreamTokens last{}, next{};     // tokens of position V−1; of V those of delayed rows, the rest kUngenerated
};

struct PromptSequence {
  int64_t positions = 0;             // N: frames of the prompt; position N is the first of the conversation
  int64_t voice_positions = 0;       // V: what follows depends on the text alone
  int64_t embedded_positions = 0;    // E: positions 0…E−1 are given as embeddings
  std::vector<float> embeddings;     // [E, dim]
  std::vector<StreamTokens> inputs;  // positions E…N−1
  DelayLine line;                    // as the conversation finds it
};

// Throws Error(DUPLEX_UNSUPPORTED) where codes do not lie below `card`: a checkpoint of another codec than PersonaPlex's that does not bring its own.
void require_prompt_codes(const PromptCodes& codes, int32_t card);

// What every frame of a prompt is filled with where nothing is said.
struct PromptFill {
  int32_t text_pad;
  PromptCodes codes;
};
// One 17-row frame: text token, agent codes, `user` codes.
StreamTokens prompt_frame(int32_t text, const Codes& agent, const Codes& user);
// All frames of a prompt. `voice` are the codes of the voice recording; `text` the token ids of the wrapped prompt. Without text its second
// silence is left out.
std::vector<StreamTokens> prompt_frames(const PromptFill& fill, std::span<const Codes> voice, std::span<const int32_t> text);

PromptSequence build_prompt(const StreamLayout& layout, const PromptFill& fill, std::span<const Codes> voice, std::span<const int32_t> text);
PromptSequence build_prompt(const StreamLayout& layout, const PromptFill& fill, const EmbeddedVoice& voice, std::span<const int32_t> text);
// Moshi's start: position 0 holds nothing but initial tokens.
PromptSequence build_bare_start(const StreamLayout& layout);

}  // namespace duplex
