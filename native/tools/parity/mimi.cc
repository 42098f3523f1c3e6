// The codec pack: encode and decode frame by frame with both ring rules, the values between the codec's parts, fewer and more codebooks.
#include <algorithm>
#include <array>
#include <map>

#include "codec/mimi_decoder.h"
#include "codec/mimi_encoder.h"
#include "backend/cuda/cuda_backend.h"
#include "parity/device.h"
#include "parity/pack.h"

namespace duplex::parity {
namespace {

class Taps : public MimiObserver {
 public:
  void see(MimiTap tap, size_t, std::span<const float> values) override {
    std::vector<float>& all = seen_[tap];
    all.insert(all.end(), values.begin(), values.end());
  }
  const std::vector<float>& operator[](MimiTap tap) { return seen_[tap]; }

 private:
  std::map<MimiTap, std::vector<float>> seen_;
};

// The pack's model under one ring rule.
class Codec {
 public:
  Codec(const Pack& pack, RingRule rule) : pool_(2) {
    const auto file = SafetensorsFile::open(pack.folder() / (pack.has_file("model.safetensors") ? "model.safetensors" : pack.config().mimi_name));
    MimiConfig config = pack.config().mimi;
    config.kv_ring = rule;
    const MimiTensors tensors(*file);
    tensors.verify(config);
    model_ = MimiModel::load(config, tensors, config.quantizer_n_q);
  }
  const MimiModel& model() const { return *model_; }
  int32_t codebooks() const { return model_->codebooks(); }
  size_t frame_samples() const { return static_cast<size_t>(model_->frame_samples()); }

  std::vector<int32_t> encode(MimiEncoderState& state, std::span<const float> pcm, int64_t frames_per_call = 1, MimiObserver* observer = nullptr) {
    MimiEncoder encoder(model_, pool_);
    std::vector<int32_t> codes(pcm.size() / frame_samples() * static_cast<size_t>(codebooks()));
    for (size_t frame = 0; frame < pcm.size() / frame_samples();) {
      const int64_t frames = std::min<int64_t>(frames_per_call, static_cast<int64_t>(pcm.size() / frame_samples() - frame));
      const MimiEncodeItem item{&state, pcm.data() + frame * frame_samples(), codes.data() + frame * static_cast<size_t>(codebooks())};
      encoder.encode({&item, 1}, frames, 0, observer);
      frame += static_cast<size_t>(frames);
    }
    return codes;
  }

  // Two sessions beside each other, the second one a frame behind: both must be what they are alone.
  std::vector<int32_t> encode_beside_another(std::span<const float> pcm) {
    MimiEncoder encoder(model_, pool_);
    MimiEncoderState state = model_->new_encoder_state(), other = model_->new_encoder_state();
    const size_t frames = pcm.size() / frame_samples(), width = static_cast<size_t>(codebooks());
    std::vector<int32_t> codes(frames * width), rest(width);
    for (size_t frame = 0; frame < frames; ++frame) {
      const MimiEncodeItem items[] = {{&other, pcm.data() + (frame ? frame - 1 : 0) * frame_samples(), rest.data()},
                                      {&state, pcm.data() + frame * frame_samples(), codes.data() + frame * width}};
      encoder.encode(std::span(items).subspan(frame ? 0 : 1));
    }
    return codes;
  }

  // The first `used` columns of codes [frames, columns], from a fresh state.
  std::vector<float> decode(std::span<const int32_t> codes, size_t columns, size_t frames, int32_t used, MimiObserver* observer = nullptr) {
    MimiDecoder decoder(model_, pool_);
    MimiDecoderState state = model_->new_decoder_state();
    std::vector<float> pcm(frames * frame_samples());
    for (size_t frame = 0; frame < frames; ++frame) {
      const MimiDecodeItem item{&state, codes.data() + frame * columns, pcm.data() + frame * frame_samples()};
      decoder.decode({&item, 1}, used, observer);
    }
    return pcm;
  }

 private:
  cpu::ThreadPool pool_;
  std::shared_ptr<const MimiModel> model_;
};

// Every n-th sample, as many as the pack holds.
std::vector<float> thinned(const Pack& pack, const std::string& tensor, const std::vector<float>& pcm) {
  const size_t count = static_cast<size_t>(pack.shape(tensor)[0]), every = pcm.size() / count;
  std::vector<float> some;
  for (size_t i = 0; i < count; ++i) some.push_back(pcm[i * every]);
  return some;
}

std::vector<float> samples(const Pack& pack) {
  std::vector<float> pcm;
  for (const int32_t sample : pack.integers("pcm")) pcm.push_back(static_cast<float>(sample) / 32768.0f);
  return pcm;
}

// One ring rule: `prefix` "pp." or "full.". Both decode the codes of "pp.codes".
void check_ring(Pack& pack, Codec& codec, const std::string& prefix, std::span<const float> pcm, std::span<const int32_t> given) {
  const size_t columns = static_cast<size_t>(pack.shape("pp.codes")[1]), frames = given.size() / columns;
  Taps taps;
  MimiEncoderState state = codec.model().new_encoder_state();
  const std::vector<int32_t> codes = codec.encode(state, pcm, 1, &taps);
  pack.report(prefix + "enc.seanet", taps[MimiTap::encoder_seanet]);
  pack.report(prefix + "enc.transformer", taps[MimiTap::encoder_transformer]);
  pack.report(prefix + "enc.latent", taps[MimiTap::latent]);
  pack.report(prefix + "codes", codes);

  const std::vector<float> decoded = codec.decode(given, columns, frames, codec.model().config().num_codebooks, &taps);
  pack.report(prefix + "dec.quantized", taps[MimiTap::quantized]);
  pack.report(prefix + "dec.upsampled", taps[MimiTap::upsampled]);
  pack.report(prefix + "dec.transformer", taps[MimiTap::decoder_transformer]);
  if (pack.wants(prefix + "dec.pcm")) pack.report(prefix + "dec.pcm", std::span(decoded).first(pack.floats(prefix + "dec.pcm").size()));
  if (pack.wants(prefix + "dec.pcm_s12")) pack.report(prefix + "dec.pcm_s12", thinned(pack, prefix + "dec.pcm_s12", decoded));

  const std::string ring = prefix == "pp." ? " (oldest key hidden)" : " (full ring)";
  const std::vector<int32_t> first(codes.begin(), codes.begin() + codec.codebooks());
  state.reset();
  pack.claim("after a reset frame 0 gives its codes again" + ring, codec.encode(state, pcm.first(codec.frame_samples())) == first);
  for (const int64_t together : {5, 200}) {
    MimiEncoderState many = codec.model().new_encoder_state();
    Taps of_many;
    const std::vector<int32_t> same = codec.encode(many, pcm, together, &of_many);
    pack.claim(std::to_string(together) + " frames a call give the bits of one frame a call" + ring,
               same == codes && of_many[MimiTap::latent] == taps[MimiTap::latent]);
  }
  pack.claim("a session gives the same codes beside another one" + ring, codec.encode_beside_another(pcm) == codes);
}

// On a device the codec is seen from outside alone: 8 codebooks in, 8 out, nothing between its parts.
void check_on_device(Pack& pack, RingRule rule, const std::string& prefix, std::span<const float> pcm, std::span<const int32_t> given) {
  const auto file = SafetensorsFile::open(pack.folder() / (pack.has_file("model.safetensors") ? "model.safetensors" : pack.config().mimi_name));
  MimiConfig config = pack.config().mimi;
  config.kv_ring = rule;
  const std::unique_ptr<CudaCodec> codec = open_cuda_codec(config, MimiTensors(*file), 3, *cuda_device());
  const size_t samples = static_cast<size_t>(config.frame_samples()), frames = pcm.size() / samples, columns = static_cast<size_t>(pack.shape("pp.codes")[1]);
  const std::vector<int32_t> expected = pack.integers(prefix + "codes");
  const int session = codec->open(), other = codec->open();
  std::vector<float> decoded(frames * samples), beside(samples);
  int64_t differing = 0, differing_beside = 0;
  for (size_t frame = 0; frame < frames; ++frame) {
    std::array<int32_t, kCodebooks> codes{}, of_other{};
    const CudaCodec::Encode heard[] = {{other, pcm.data() + frame * samples, of_other.data()}, {session, pcm.data() + frame * samples, codes.data()}};
    codec->encode(heard);
    differing_beside += codes != of_other;
    for (size_t q = 0; q < kCodebooks; ++q) differing += codes[q] != expected[frame * columns + q];
    const CudaCodec::Decode spoken[] = {{session, given.data() + frame * columns, decoded.data() + frame * samples}, {other, codes.data(), beside.data()}};
    codec->decode(spoken);
  }
  const std::string ring = prefix == "pp." ? " (oldest key hidden)" : " (full ring)";
  pack.claim("the first 8 codebooks' codes are the pack's" + ring, differing == 0, std::to_string(differing) + " differ");
  pack.claim("a session gives the same codes beside another one" + ring, differing_beside == 0, std::to_string(differing_beside) + " differ");
  if (pack.wants(prefix + "dec.pcm")) pack.report(prefix + "dec.pcm", std::span(decoded).first(pack.floats(prefix + "dec.pcm").size()));
  if (pack.wants(prefix + "dec.pcm_s12")) pack.report(prefix + "dec.pcm_s12", thinned(pack, prefix + "dec.pcm_s12", decoded));
  codec->reset(session);
  std::array<int32_t, kCodebooks> again{};
  const CudaCodec::Encode first{session, pcm.data(), again.data()};
  codec->encode({&first, 1});
  pack.claim("after a reset frame 0 gives its codes again" + ring, std::equal(again.begin(), again.end(), expected.begin()));
}

void run_on_device(Pack& pack) {
  const std::vector<float> pcm = samples(pack);
  const std::vector<int32_t> codes = pack.integers("pp.codes");
  check_on_device(pack, RingRule::hide_oldest, "pp.", pcm, codes);
  check_on_device(pack, RingRule::full, "full.", pcm, codes);
  for (const std::string& tensor : pack.missing()) pack.leave_out(tensor, "the device shows 8 codebooks and samples only");
}

void run_mimi(Pack& pack) {
  if (cuda_device()) return run_on_device(pack);
  const std::vector<float> pcm = samples(pack);
  const std::vector<int32_t> codes = pack.integers("pp.codes");
  const size_t columns = static_cast<size_t>(pack.shape("pp.codes")[1]);
  Codec hiding(pack, RingRule::hide_oldest), full(pack, RingRule::full);
  check_ring(pack, hiding, "pp.", pcm, codes);
  check_ring(pack, full, "full.", pcm, codes);
  for (const auto& [tensor, used] : {std::pair<std::string, int32_t>{"decode1.pcm", 1}, {"decode_all.pcm", static_cast<int32_t>(columns)}}) {
    if (!pack.wants(tensor)) continue;
    const size_t frames = static_cast<size_t>(pack.shape(tensor)[0]) / hiding.frame_samples();
    pack.report(tensor, hiding.decode(codes, columns, frames, used));
  }
}

const Registration mimi_registration{"mimi", [](const Pack& pack) { return pack.has("pcm") && pack.has("pp.codes"); }, run_mimi};

}  // namespace
}  // namespace duplex::parity
