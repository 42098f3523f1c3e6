#pragma once
// Mimi, the speech codec: 24 kHz samples to 12.5 code frames a second and back (spec 3.1). The weights, shared by all sessions.
//
//   const auto model = MimiModel::load(config, tensors);
//   MimiEncoder encoder(model, pool);                  // scratch memory: one per thread that encodes
//   MimiEncoderState state = model->new_encoder_state();
//   encoder.encode({{{&state, pcm, codes}}});          // one frame of one session; more items share the weights' reads
#include <memory>

#include "codec/codec_transformer.h"
#include "codec/convolution.h"
#include "codec/depthwise_upsample.h"
#include "codec/quantizer.h"
#include "codec/seanet_decoder.h"
#include "codec/seanet_encoder.h"

namespace duplex {

// Between frames; copy to snapshot, reset() to start over, bytes() for its size.
class MimiEncoderState : public codec::StreamState {};
class MimiDecoderState : public codec::StreamState {};

class MimiModel {
 public:
  // `codebooks` of the file's quantizer_n_q; 0: as many as the config uses. `type`: of all weights but codebooks, norms and biases;
  // below float32 codes no longer equal the reference's.
  static std::shared_ptr<const MimiModel> load(const MimiConfig& config, const MimiTensors& tensors, int32_t codebooks = 0,
                                               cpu::WeightType type = cpu::WeightType::f32);
  const MimiConfig& config() const { return config_; }
  int32_t codebooks() const { return quantizer_.codebooks(); }
  MimiEncoderState new_encoder_state() const;
  MimiDecoderState new_decoder_state() const;
  size_t weight_bytes() const;  // read once per frame, however many sessions; the decoder reads a row of each codebook only
  int64_t frame_samples() const { return config_.frame_samples(); }

 private:
  friend class MimiEncoder;
  friend class MimiDecoder;
  MimiModel(const MimiConfig& config, const MimiTensors& tensors, int32_t codebooks, cpu::WeightType type);
  MimiConfig config_;
  codec::SeanetEncoder seanet_encoder_;
  codec::CodecTransformer encoder_transformer_;
  codec::Convolution downsample_;
  codec::Quantizer quantizer_;
  codec::DepthwiseUpsample upsample_;
  codec::CodecTransformer decoder_transformer_;
  codec::SeanetDecoder seanet_decoder_;
  int64_t encoder_floats_ = 0, decoder_floats_ = 0;  // of StreamState::contexts
};

}  // namespace duplex
