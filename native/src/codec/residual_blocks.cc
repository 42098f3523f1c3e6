#include "codec/residual_blocks.h"

namespace duplex::codec {

ResidualBlocks::ResidualBlocks(const MimiTensors& tensors, const std::string& model, int64_t index, int64_t width, const SeanetConfig& config,
                               cpu::WeightType type) {
  const int64_t hidden = width / config.compress;
  int64_t dilation = 1;
  for (int32_t layer = 0; layer < config.n_residual_layers; ++layer, dilation *= config.dilation_base) {
    const std::string block = model + std::to_string(index + layer) + ".block.";
    blocks_.push_back({Convolution::plain(tensors, block + "1.conv.conv", {width, hidden, config.residual_kernel_size, 1, dilation}, type),
                       Convolution::plain(tensors, block + "3.conv.conv", {hidden, width, 1}, type)});
  }
}

int64_t ResidualBlocks::place(int64_t offset) {
  for (Block& block : blocks_) offset = block.point.place(block.wide.place(offset));
  return offset;
}

void ResidualBlocks::apply(const TimeView& x, States states, Scratch& scratch, cpu::ThreadPool& pool) const {
  for (const Block& block : blocks_) {
    const int64_t width = block.wide.out_channels();
    const TimeView hidden = TimeView::dense(scratch.hidden.take(x.rows() * width), x.sessions, x.steps, width);
    const TimeView branch = TimeView::dense(scratch.branch.take(x.rows() * x.channels), x.sessions, x.steps, x.channels);
    block.wide.apply(x, Before::elu, states, hidden, scratch, pool);
    block.point.apply(hidden, Before::elu, states, branch, scratch, pool);
    pool.parallel(x.rows(), std::max<int64_t>(1, 4096 / x.channels), [&](int64_t first, int64_t last) {
      for (int64_t row = first; row < last; ++row) {
        float* to = x.step(row / x.steps, row % x.steps);
        const float* add = branch.data + row * x.channels;
        for (int64_t c = 0; c < x.channels; ++c) to[c] += add[c];
      }
    });
  }
}

size_t ResidualBlocks::weight_bytes() const {
  size_t sum = 0;
  for (const Block& block : blocks_) sum += block.wide.weight_bytes() + block.point.weight_bytes();
  return sum;
}

}  // namespace duplex::codec
