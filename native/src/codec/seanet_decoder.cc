#include "codec/seanet_decoder.h"

namespace duplex::codec {

SeanetDecoder::SeanetDecoder(const MimiTensors& tensors, const SeanetConfig& config, cpu::WeightType type) {
  const std::string model = "decoder.model.";
  const auto conv = [&](int64_t index, const ConvolutionShape& shape) {
    return Convolution::plain(tensors, model + std::to_string(index) + ".conv.conv", shape, type);
  };
  int64_t width = static_cast<int64_t>(config.n_filters) << config.ratios.size(), index = 2;  // of the reference's list, ELUs counted
  first_ = conv(0, {config.dimension, width, config.kernel_size});
  for (const int64_t ratio : config.ratios) {
    Convolution up = Convolution::transposed(tensors, model + std::to_string(index) + ".convtr.convtr", {width, width / 2, 2 * ratio, ratio}, type);
    width /= 2;
    stages_.push_back({std::move(up), ResidualBlocks(tensors, model, index + 1, width, config, type)});
    index += config.n_residual_layers + 2;
  }
  last_ = conv(index, {width, config.channels, config.last_kernel_size});
}

int64_t SeanetDecoder::place(int64_t offset) {
  offset = first_.place(offset);
  for (Stage& stage : stages_) offset = stage.blocks.place(stage.up.place(offset));
  return last_.place(offset);
}

void SeanetDecoder::apply(const TimeView& latent, int64_t frames, States states, const TimeView& pcm, Scratch& scratch, cpu::ThreadPool& pool) const {
  TimeView x = TimeView::dense(scratch.opened.take(latent.rows() * first_.out_channels()), latent.sessions, latent.steps, first_.out_channels());
  first_.apply(latent, Before::nothing, states, x, scratch, pool);
  for (size_t i = 0; i < stages_.size(); ++i) {
    const Stage& stage = stages_[i];
    const bool closes = i + 1 == stages_.size();
    const int64_t width = stage.up.out_channels(), frame_steps = x.steps / frames, out_frame_steps = stage.up.out_steps(frame_steps);
    TimeView next = pcm;
    if (!closes) next = TimeView::dense(scratch.stage[i % 2].take(x.sessions * frames * out_frame_steps * width), x.sessions, frames * out_frame_steps, width);
    in_cache_parts(x.sessions, frames, out_frame_steps * width, [&](int64_t s, int64_t sessions, int64_t f, int64_t part_frames) {
      const States some = states.subspan(static_cast<size_t>(s), static_cast<size_t>(sessions));
      const int64_t steps = part_frames * out_frame_steps;
      const TimeView to = next.part(s, sessions, f * out_frame_steps, steps);
      const TimeView y = closes ? TimeView::dense(scratch.stage[i % 2].take(sessions * steps * width), sessions, steps, width) : to;
      stage.up.apply(x.part(s, sessions, f * frame_steps, part_frames * frame_steps), Before::elu, some, y, scratch, pool);
      stage.blocks.apply(y, some, scratch, pool);
      if (closes) last_.apply(y, Before::elu, some, to, scratch, pool);
    });
    x = next;
  }
}

size_t SeanetDecoder::weight_bytes() const {
  size_t sum = first_.weight_bytes() + last_.weight_bytes();
  for (const Stage& stage : stages_) sum += stage.up.weight_bytes() + stage.blocks.weight_bytes();
  return sum;
}

}  // namespace duplex::codec
