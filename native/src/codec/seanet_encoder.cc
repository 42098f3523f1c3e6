#include "codec/seanet_encoder.h"

namespace duplex::codec {

SeanetEncoder::SeanetEncoder(const MimiTensors& tensors, const SeanetConfig& config, cpu::WeightType type) {
  const std::string model = "encoder.model.";
  const auto conv = [&](int64_t index, const ConvolutionShape& shape) {
    return Convolution::plain(tensors, model + std::to_string(index) + ".conv.conv", shape, type);
  };
  int64_t width = config.n_filters, index = 1;  // of the reference's list of layers, ELUs counted
  first_ = conv(0, {config.channels, width, config.kernel_size});
  for (auto ratio = config.ratios.rbegin(); ratio != config.ratios.rend(); ++ratio) {
    ResidualBlocks blocks(tensors, model, index, width, config, type);
    index += config.n_residual_layers + 1;
    stages_.push_back({std::move(blocks), conv(index, {width, 2 * width, 2 * *ratio, *ratio})});
    index += 1;
    width *= 2;
  }
  last_ = conv(index + 1, {width, config.dimension, config.last_kernel_size});
}

int64_t SeanetEncoder::place(int64_t offset) {
  offset = first_.place(offset);
  for (Stage& stage : stages_) offset = stage.down.place(stage.blocks.place(offset));
  return last_.place(offset);
}

void SeanetEncoder::apply(const TimeView& pcm, int64_t frames, States states, const TimeView& y, Scratch& scratch, cpu::ThreadPool& pool) const {
  TimeView x = pcm;
  for (size_t i = 0; i < stages_.size(); ++i) {
    const Stage& stage = stages_[i];
    const int64_t width = stage.down.in_channels(), frame_steps = x.steps / frames;
    const TimeView next = TimeView::dense(scratch.stage[i % 2].take(x.sessions * stage.down.out_steps(x.steps) * stage.down.out_channels()), x.sessions,
                                          stage.down.out_steps(x.steps), stage.down.out_channels());
    const int64_t next_frame_steps = next.steps / frames;
    in_cache_parts(x.sessions, frames, frame_steps * width, [&](int64_t s, int64_t sessions, int64_t f, int64_t part_frames) {
      const States some = states.subspan(static_cast<size_t>(s), static_cast<size_t>(sessions));
      TimeView part = x.part(s, sessions, f * frame_steps, part_frames * frame_steps);
      if (i == 0) {
        const TimeView opened = TimeView::dense(scratch.opened.take(part.rows() * width), sessions, part.steps, width);
        first_.apply(part, Before::nothing, some, opened, scratch, pool);
        part = opened;
      }
      stage.blocks.apply(part, some, scratch, pool);
      stage.down.apply(part, Before::elu, some, next.part(s, sessions, f * next_frame_steps, part_frames * next_frame_steps), scratch, pool);
    });
    x = next;
  }
  last_.apply(x, Before::elu, states, y, scratch, pool);
}

size_t SeanetEncoder::weight_bytes() const {
  size_t sum = first_.weight_bytes() + last_.weight_bytes();
  for (const Stage& stage : stages_) sum += stage.blocks.weight_bytes() + stage.down.weight_bytes();
  return sum;
}

}  // namespace duplex::codec
