#pragma once
// Reading a prompt into a slot, a slice at a time so that the frames of live sessions are not kept waiting.
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "backend/backend.h"
#include "prompt/prefix_cache.h"
#include "prompt/prompt_sequence.h"
#include "prompt/voice_prompt.h"

namespace duplex {

// Whether the prompt never leaves the window. `where_it_fits`: if it takes at most two thirds of it.
enum class Pinning { none, where_it_fits, always };

struct PromptSpec {
  VoicePrompt voice;
  std::vector<int32_t> text;  // ids of the wrapped prompt
  bool bare = false;          // no prompt at all: Moshi
  Pinning pin = Pinning::none;
};

class Priming {
 public:
  // Codes and ids must lie inside the vocabularies of `facts`: Error(DUPLEX_UNSUPPORTED) where they do not.
  Priming(PromptSpec spec, const BackendFacts& facts, SlotId slot);

  // Does about `slice` frames or positions; true once all positions but the last have been run and the codec is fresh.
  bool advance(Backend& backend, PrefixCache& cache, int64_t slice);
  int64_t steps_done() const { return done_; }
  int64_t steps_total() const;
  const PromptSequence& prompt() const { return *prompt_; }  // after advance() has returned true

 private:
  enum class Stage { look_up, encode, prefill, ready };
  void look_up(Backend& backend, PrefixCache& cache);
  void encode(Backend& backend, int64_t slice);
  void prefill(Backend& backend, PrefixCache& cache, int64_t slice);
  void lay_out();
  void finish(Backend& backend);
  std::string whole_key() const;
  PromptSpec spec_;
  const BackendFacts& facts_;
  SlotId slot_;
  Stage stage_ = Stage::look_up;
  std::vector<Codes> voice_codes_;
  std::shared_ptr<const PromptSequence> prompt_;
  int64_t positions_ = 0, done_ = 0;  // positions run; steps counted for the progress bar
};

}  // namespace duplex
