#pragma once
// Samples to codes for several sessions at once.
#include <span>

#include "codec/mimi_model.h"
#include "codec/mimi_observer.h"

namespace duplex {

struct MimiEncodeItem {
  MimiEncoderState* state;  // each state once per call
  const float* pcm;         // [frames · 1920, channels], 24 kHz
  int32_t* codes;           // [frames, codebooks], semantic first
};

// Holds the memory of its calls: one caller at a time.
class MimiEncoder {
 public:
  MimiEncoder(std::shared_ptr<const MimiModel> model, cpu::ThreadPool& pool) : model_(std::move(model)), pool_(pool) {}

  // The next `frames` frames of every item, with `codebooks` of the model's codebooks (0: all). Many frames in one call (a voice prompt)
  // give the bits of one call per frame, and an item gives the same bits whatever is beside it.
  void encode(std::span<const MimiEncodeItem> items, int64_t frames = 1, int32_t codebooks = 0, MimiObserver* observer = nullptr);

 private:
  void encode_part(std::span<const MimiEncodeItem> items, int64_t first_frame, int64_t frames, int32_t codebooks, MimiObserver* observer);
  std::shared_ptr<const MimiModel> model_;
  cpu::ThreadPool& pool_;
  codec::Scratch scratch_;
  codec::Quantizer::Scratch quantizer_scratch_;
  codec::Floats pcm_, steps_, latent_;
  std::vector<codec::StreamState*> states_;
  std::vector<int32_t> codes_;
};

}  // namespace duplex
