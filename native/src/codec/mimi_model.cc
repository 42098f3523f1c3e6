#include "codec/mimi_model.h"

namespace duplex {

std::shared_ptr<const MimiModel> MimiModel::load(const MimiConfig& config, const MimiTensors& tensors, int32_t codebooks, cpu::WeightType type) {
  return std::shared_ptr<const MimiModel>(new MimiModel(config, tensors, codebooks > 0 ? codebooks : config.num_codebooks, type));
}

MimiModel::MimiModel(const MimiConfig& config, const MimiTensors& tensors, int32_t codebooks, cpu::WeightType type)
    : config_(config),
      seanet_encoder_(tensors, config.seanet, type),
      encoder_transformer_(tensors, "encoder_transformer.transformer", config.transformer, config.kv_ring, type),
      downsample_(codec::Convolution::plain(tensors, "downsample.conv.conv.conv",
                                            {.in = config.seanet.dimension,
                                             .out = config.seanet.dimension,
                                             .kernel = 2 * config.steps_per_frame(),
                                             .stride = config.steps_per_frame(),
                                             .bias = false},
                                            type, codec::StreamStart::replicate)),
      quantizer_(tensors, config, codebooks, type),
      upsample_(tensors, "upsample.convtr.convtr.convtr", config.seanet.dimension, 2 * config.steps_per_frame(), config.steps_per_frame()),
      decoder_transformer_(tensors, "decoder_transformer.transformer", config.transformer, config.kv_ring, type),
      seanet_decoder_(tensors, config.seanet, type) {
  encoder_floats_ = downsample_.place(seanet_encoder_.place(0));
  decoder_floats_ = seanet_decoder_.place(upsample_.place(0));
}

MimiEncoderState MimiModel::new_encoder_state() const {
  MimiEncoderState state;
  state.contexts.assign(static_cast<size_t>(encoder_floats_), 0.0f);
  state.keys_values.assign(static_cast<size_t>(encoder_transformer_.state_floats()), 0.0f);
  return state;
}

MimiDecoderState MimiModel::new_decoder_state() const {
  MimiDecoderState state;
  state.contexts.assign(static_cast<size_t>(decoder_floats_), 0.0f);
  state.keys_values.assign(static_cast<size_t>(decoder_transformer_.state_floats()), 0.0f);
  return state;
}

size_t MimiModel::weight_bytes() const {
  return seanet_encoder_.weight_bytes() + encoder_transformer_.weight_bytes() + downsample_.weight_bytes() + quantizer_.weight_bytes() +
         upsample_.weight_bytes() + decoder_transformer_.weight_bytes() + seanet_decoder_.weight_bytes();
}

}  // namespace duplex
