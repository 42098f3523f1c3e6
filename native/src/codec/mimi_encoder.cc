#include "codec/mimi_encoder.h"

#include <algorithm>

#include "error.h"

namespace duplex {
namespace {

constexpr int64_t kFramesAtOnce = 16;  // weights are read once for so many; more would only take memory

}  // namespace

void MimiEncoder::encode(std::span<const MimiEncodeItem> items, int64_t frames, int32_t codebooks, MimiObserver* observer) {
  if (codebooks == 0) codebooks = model_->codebooks();
  if (codebooks < 1 || codebooks > model_->codebooks()) {
    throw Error(DUPLEX_BAD_ARGUMENT, "expected 1 to " + std::to_string(model_->codebooks()) + " codebooks, received " + std::to_string(codebooks));
  }
  if (items.empty()) return;
  for (int64_t first = 0; first < frames; first += kFramesAtOnce) {
    encode_part(items, first, std::min(kFramesAtOnce, frames - first), codebooks, observer);
  }
}

void MimiEncoder::encode_part(std::span<const MimiEncodeItem> items, int64_t first_frame, int64_t frames, int32_t codebooks, MimiObserver* observer) {
  using codec::TimeView;
  const MimiModel& model = *model_;
  const int64_t count = static_cast<int64_t>(items.size()), channels = model.config_.seanet.channels, dimension = model.config_.seanet.dimension;
  const int64_t samples = frames * model.frame_samples(), steps = frames * model.config_.steps_per_frame();
  const TimeView pcm = TimeView::dense(pcm_.take(count * samples * channels), count, samples, channels);
  const TimeView x = TimeView::dense(steps_.take(count * steps * dimension), count, steps, dimension);
  const TimeView latent = TimeView::dense(latent_.take(count * frames * dimension), count, frames, dimension);
  states_.clear();
  for (size_t i = 0; i < items.size(); ++i) {
    states_.push_back(items[i].state);
    std::copy_n(items[i].pcm + first_frame * model.frame_samples() * channels, samples * channels, pcm.step(static_cast<int64_t>(i), 0));
  }

  model.seanet_encoder_.apply(pcm, frames, states_, x, scratch_, pool_);
  codec::show(observer, MimiTap::encoder_seanet, x);
  model.encoder_transformer_.apply(x, frames, states_, scratch_, pool_);
  codec::show(observer, MimiTap::encoder_transformer, x);
  model.downsample_.apply(x, codec::Before::nothing, states_, latent, scratch_, pool_);
  codec::show(observer, MimiTap::latent, latent);
  codes_.resize(static_cast<size_t>(count * frames * codebooks));
  model.quantizer_.encode(latent.data, count * frames, codebooks, codes_.data(), quantizer_scratch_, pool_);

  for (size_t i = 0; i < items.size(); ++i) {
    items[i].state->steps += steps;
    std::copy_n(codes_.data() + static_cast<int64_t>(i) * frames * codebooks, frames * codebooks, items[i].codes + first_frame * codebooks);
  }
}

}  // namespace duplex
