#pragma once
// Which token of which frame the model reads at a position (spec section 4): stream s of frame t enters at position t + delay[s].
#include <array>
#include <cstddef>
#include <cstdint>

#include "lm/streams.h"

namespace duplex {

inline constexpr int kColumns = 4;  // positions remembered at once: the reference's ring, and what a voice .pt holds

struct StreamLayout {
  StreamTokens delays{};  // 0 or 1 each
  int32_t text_initial = 0, audio_initial = 0;
  int32_t initial(int stream) const { return stream == 0 ? text_initial : audio_initial; }
};

// Copyable value; no clocks, no model.
class DelayLine {
 public:
  explicit DelayLine(const StreamLayout& layout);

  // The 17 tokens of `position`; kUngenerated where not known yet. Positions at or below a stream's delay hold its initial token.
  StreamTokens column(int64_t position) const;
  // The same without the initial tokens: what was given or filled in.
  StreamTokens known(int64_t position) const;
  // Puts stream s of frame `frame` where it belongs. Frame 0 never enters: its places hold initial tokens.
  void give(int64_t frame, int stream, int32_t token);
  void give_frame(int64_t frame, const StreamTokens& tokens);
  // A token sampled for `position` (not overwriting what was given).
  void fill(int64_t position, int stream, int32_t token);
  // Stream s of frame `frame`, kUngenerated if not known.
  int32_t frame_token(int64_t frame, int stream) const;
  // Overwrites a whole column, as a voice .pt does; kUngenerated leaves a place open.
  void set_column(int64_t position, const StreamTokens& tokens);
  const StreamLayout& layout() const { return layout_; }

 private:
  struct Column {
    int64_t position = -1;
    StreamTokens tokens{};
  };
  Column& at(int64_t position);
  StreamLayout layout_;
  std::array<Column, kColumns> columns_;
};

}  // namespace duplex
