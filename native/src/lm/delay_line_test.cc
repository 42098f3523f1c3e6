#include "lm/delay_line.h"

#include <doctest/doctest.h>

using namespace duplex;

namespace {

StreamLayout layout() {
  StreamLayout layout;
  layout.delays.fill(1);
  layout.delays[0] = layout.delays[kFirstAgent] = layout.delays[kFirstUser] = 0;
  layout.text_initial = 1000;
  layout.audio_initial = 2000;
  return layout;
}

// Frame t's token of row s, recognisable.
StreamTokens frame(int64_t t) {
  StreamTokens tokens{};
  for (int s = 0; s < kStreams; ++s) tokens[static_cast<size_t>(s)] = static_cast<int32_t>(100 * t + s);
  return tokens;
}

}  // namespace

TEST_CASE("positions follow the closed form: frame 0 never enters, delayed rows come one position later") {
  DelayLine line(layout());
  CHECK(line.column(0)[0] == 1000);
  CHECK(line.column(0)[5] == 2000);
  for (int64_t t = 0; t < 20; ++t) {
    line.give_frame(t, frame(t));
    if (t == 0) continue;
    const StreamTokens column = line.column(t);
    CHECK(column[0] == 100 * t);
    CHECK(column[kFirstAgent] == 100 * t + kFirstAgent);
    CHECK(column[kFirstUser] == 100 * t + kFirstUser);
    const int32_t delayed = static_cast<int32_t>(100 * (t - 1));
    CHECK(column[2] == (t == 1 ? 2000 : delayed + 2));
    CHECK(column[16] == (t == 1 ? 2000 : delayed + 16));
  }
}

TEST_CASE("what is not known yet is told apart from what was given, and a sample never overwrites") {
  DelayLine line(layout());
  line.give_frame(4, frame(4));
  CHECK(line.known(5)[0] == kUngenerated);
  CHECK(line.known(5)[2] == 402);
  line.fill(5, 0, 7);
  line.fill(5, 2, 8);
  CHECK(line.column(5)[0] == 7);
  CHECK(line.column(5)[2] == 402);
  CHECK(line.frame_token(5, 0) == 7);
  CHECK(line.frame_token(4, 2) == 402);
  CHECK(line.known(9)[0] == kUngenerated);  // the same place of the ring, another position
}
