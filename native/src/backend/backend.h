#pragma once
// The seam between the logic of sessions and the arithmetic of a device. Sessions live in slots; a slot holds the keys of the temporal
// transformer and the codec's streaming state. One caller at a time: the model thread.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "io/config.h"
#include "lm/delay_line.h"
#include "lm/step.h"

namespace duplex {

using SlotId = int32_t;

struct BackendFacts {
  std::string device;            // "cpu, 2 threads, AVX2"
  int64_t parameter_count = 0;
  int64_t weight_bytes = 0;
  int64_t session_bytes = 0;     // of one slot at full context
  int32_t most_sessions = 0;     // that fit at full context beside each other; 0: as the machine's memory allows
  int64_t context = 0;           // positions the temporal transformer looks back
  int32_t dim = 0;               // width of an embedding
  int32_t text_pad = 3;
  int32_t text_card = 0, card = 0;
  PromptCodes prompt_codes;
  StreamLayout layout;
};

struct StepWork {
  SlotId slot;
  StepInput in;
  StepOutput out;
};
struct EncodeWork {
  SlotId slot;
  const float* pcm;  // [1920], 24 kHz mono
  Codes codes;
};
struct DecodeWork {
  SlotId slot;
  Codes codes;
  float* pcm;        // [1920]
};

// One frame of one slot, whole: what the caller said is encoded, the step hears it, the agent's answer is decoded.
struct FrameWork {
  SlotId slot;
  const float* pcm = nullptr;                            // [1920] of the caller; null: nothing is heard
  StepInput in;                                          // user tokens that are kUngenerated: the codes heard in this frame
  Codes spoken = filled_codes(kUngenerated);             // codes of the agent's frame; kUngenerated: the one that this step samples
  float* agent_pcm = nullptr;                            // [1920]; null: nothing is decoded
  Codes heard = filled_codes(kUngenerated);              // out, where pcm was given
  StepOutput out;                                        // out; where a choice is −1 (no number), agent_pcm is not defined
};

// Positions [first, first + count) whose inputs are all known: 17 tokens each, or the summed embeddings themselves.
struct PrefillWork {
  SlotId slot = 0;
  int64_t first_position = 0;
  std::span<const StreamTokens> tokens;
  std::span<const float> embeddings;  // [count, dim]; where given, `tokens` is empty
};

// A slot's state at one moment, immutable and free of the slot.
class SlotState {
 public:
  virtual ~SlotState() = default;
  virtual size_t bytes() const = 0;
};

// All functions throw Error; after DUPLEX_DEVICE_LOST nothing else can be expected to work.
class Backend {
 public:
  virtual ~Backend() = default;
  virtual const BackendFacts& facts() const = 0;

  virtual SlotId open() = 0;  // an empty slot at position 0
  virtual void close(SlotId slot) = 0;
  // The first `positions` never leave the slot's attention window.
  virtual void pin(SlotId slot, int64_t positions) = 0;
  virtual void reset_codec(SlotId slot) = 0;

  // One entry per slot and call; a result depends on its own slot alone.
  virtual void encode(std::span<EncodeWork> work) = 0;
  virtual void step(std::span<StepWork> work) = 0;
  virtual void decode(std::span<DecodeWork> work) = 0;
  // The three in turn; a device does them without waiting in between.
  virtual void frame(std::span<FrameWork> work);
  // Leaves the same state as stepping through the positions one by one would.
  virtual void prefill(const PrefillWork& work) = 0;

  virtual std::shared_ptr<const SlotState> save(SlotId slot) = 0;
  virtual void load(SlotId slot, const SlotState& state) = 0;  // of the same backend

 private:
  std::vector<EncodeWork> encodes_;  // of a frame, kept so that none allocates
  std::vector<StepWork> steps_;
  std::vector<DecodeWork> decodes_;
};

}  // namespace duplex
