#include "codec/mimi_decoder.h"

#include <algorithm>

#include "error.h"

namespace duplex {
void MimiDecoder::decode(std::span<const MimiDecodeItem> items, int32_t codebooks, MimiObserver* observer) {
  using codec::TimeView;
  const MimiModel& model = *model_;
  if (codebooks == 0) codebooks = model.codebooks();
  if (codebooks < 1 || codebooks > model.codebooks()) {
    throw Error(DUPLEX_BAD_ARGUMENT, "expected 1 to " + std::to_string(model.codebooks()) + " codebooks, received " + std::to_string(codebooks));
  }
  if (items.empty()) return;
  const int64_t count = static_cast<int64_t>(items.size()), channels = model.config_.seanet.channels, dimension = model.config_.seanet.dimension;
  const int64_t samples = model.frame_samples(), steps = model.config_.steps_per_frame();
  const TimeView latent = TimeView::dense(latent_.take(count * dimension), count, 1, dimension);
  const TimeView x = TimeView::dense(steps_.take(count * steps * dimension), count, steps, dimension);
  const TimeView pcm = TimeView::dense(pcm_.take(count * samples * channels), count, samples, channels);
  states_.clear();
  codes_.clear();
  for (const MimiDecodeItem& item : items) {
    states_.push_back(item.state);
    codes_.insert(codes_.end(), item.codes, item.codes + codebooks);
  }

  model.quantizer_.decode(codes_.data(), count, codebooks, latent.data, quantizer_scratch_, pool_);
  codec::show(observer, MimiTap::quantized, latent);
  model.upsample_.apply(latent, states_, x);
  codec::show(observer, MimiTap::upsampled, x);
  model.decoder_transformer_.apply(x, 1, states_, scratch_, pool_);
  codec::show(observer, MimiTap::decoder_transformer, x);
  model.seanet_decoder_.apply(x, 1, states_, pcm, scratch_, pool_);

  for (size_t i = 0; i < items.size(); ++i) {
    items[i].state->steps += steps;
    std::copy_n(pcm.step(static_cast<int64_t>(i), 0), samples * channels, items[i].pcm);
  }
}

}  // namespace duplex
