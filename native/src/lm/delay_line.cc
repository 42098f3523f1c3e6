#include "lm/delay_line.h"

namespace duplex {

DelayLine::DelayLine(const StreamLayout& layout) : layout_(layout) {}

DelayLine::Column& DelayLine::at(int64_t position) {
  Column& column = columns_[static_cast<size_t>(position % kColumns)];
  if (column.position != position) {
    column.position = position;
    column.tokens = filled_streams(kUngenerated);
  }
  return column;
}

StreamTokens DelayLine::known(int64_t position) const {
  const Column& held = columns_[static_cast<size_t>(position % kColumns)];
  return held.position == position ? held.tokens : filled_streams(kUngenerated);
}

StreamTokens DelayLine::column(int64_t position) const {
  StreamTokens tokens = known(position);
  for (int s = 0; s < kStreams; ++s) {
    if (position <= layout_.delays[s]) tokens[s] = layout_.initial(s);
  }
  return tokens;
}

void DelayLine::give(int64_t frame, int stream, int32_t token) {
  at(frame + layout_.delays[stream]).tokens[stream] = token;
}

void DelayLine::give_frame(int64_t frame, const StreamTokens& tokens) {
  for (int s = 0; s < kStreams; ++s) give(frame, s, tokens[s]);
}

void DelayLine::fill(int64_t position, int stream, int32_t token) {
  int32_t& place = at(position).tokens[stream];
  if (place == kUngenerated) place = token;
}

int32_t DelayLine::frame_token(int64_t frame, int stream) const {
  const int64_t position = frame + layout_.delays[stream];
  const Column& held = columns_[static_cast<size_t>(position % kColumns)];
  return held.position == position ? held.tokens[stream] : kUngenerated;
}

void DelayLine::set_column(int64_t position, const StreamTokens& tokens) { at(position).tokens = tokens; }

}  // namespace duplex
