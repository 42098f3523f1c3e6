#pragma once
// Speaking a given line word for word: before each step it says what the next text token may be, after it what became of it. While a
// line runs the model chooses only between waiting (PAD) and beginning the next word (EPAD); the word's pieces follow by force.
// A pure value: no clock, no model, no tokenizer.
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "duplex.h"

namespace duplex {

struct SayPacing {
  int32_t pad = 3, epad = 0;
  int32_t leading_pads = 2;      // forced before the first word
  int32_t max_pads = 6;          // in a row between words, then the next word begins by force
  int32_t max_wait_frames = 25;  // for a pause of the model's own speech, then the line begins anyway
};

struct SayLine {
  uint64_t id = 0;
  std::vector<std::vector<int32_t>> words;  // token ids of each word
  int64_t expires_at_frame = 0;             // not begun by this frame: expired
};

struct SayReport {
  uint64_t id = 0;
  duplex_say_state state = DUPLEX_SAY_APPLIED;
  int32_t spoken_words = 0, total_words = 0;
};
using SayReports = std::vector<SayReport>;

struct SayDecision {
  enum Kind { free, choose, force } kind = free;
  int32_t token = 0;  // where forced
};

class SayMachine {
 public:
  explicit SayMachine(const SayPacing& pacing = {}) : pacing_(pacing) {}

  // Takes the place of a line that has not begun.
  void say(SayLine line, SayReports& reports);
  // Drops the line if it waits; stops it at the next word if it runs; ignores an id it does not hold.
  void cancel(uint64_t id, SayReports& reports);
  // What the text token of `frame` may be, `last` being the one before it.
  SayDecision decide(int64_t frame, int32_t last, SayReports& reports);
  // The token that `decide` led to.
  void observe(int32_t token, SayReports& reports);
  // Ends whatever runs or waits, at once.
  void abort(SayReports& reports);
  bool idle() const { return !running_ && !waiting_; }

 private:
  struct Running {
    SayLine line;
    std::deque<int32_t> pieces;  // of the word being spoken
    int32_t begun_words = 0, spoken_words = 0, leading_pads = 0, pads = 0;
    bool stopping = false;
  };
  int32_t total(const SayLine& line) const { return static_cast<int32_t>(line.words.size()); }
  void finish(duplex_say_state state, SayReports& reports);
  bool begin(int64_t frame, int32_t last, SayReports& reports);
  SayPacing pacing_;
  std::optional<SayLine> waiting_;
  int64_t waiting_since_ = -1;
  std::optional<Running> running_;
};

}  // namespace duplex
