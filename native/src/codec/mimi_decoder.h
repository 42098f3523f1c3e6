#pragma once
// Codes to samples for several sessions at once.
#include <span>

#include "codec/mimi_model.h"
#include "codec/mimi_observer.h"

namespace duplex {

struct MimiDecodeItem {
  MimiDecoderState* state;  // each state once per call
  const int32_t* codes;     // [codebooks], semantic first
  float* pcm;               // [1920, channels], 24 kHz
};

// Holds the memory of its calls: one caller at a time.
class MimiDecoder {
 public:
  MimiDecoder(std::shared_ptr<const MimiModel> model, cpu::ThreadPool& pool) : model_(std::move(model)), pool_(pool) {}

  // The next frame of every item from the first `codebooks` codes (0: all of the model's). An item gives the same bits whatever is beside
  // it. Throws Error(DUPLEX_BAD_ARGUMENT) for a code outside its codebook, before any state has changed.
  void decode(std::span<const MimiDecodeItem> items, int32_t codebooks = 0, MimiObserver* observer = nullptr);

 private:
  std::shared_ptr<const MimiModel> model_;
  cpu::ThreadPool& pool_;
  codec::Scratch scratch_;
  codec::Quantizer::Scratch quantizer_scratch_;
  codec::Floats latent_, steps_, pcm_;
  std::vector<codec::StreamState*> states_;
  std::vector<int32_t> codes_;
};

}  // namespace duplex
