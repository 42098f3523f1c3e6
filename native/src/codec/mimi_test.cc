// The whole codec on the small parity checkpoint: batches, snapshots, resets. Its numbers are checked by duplex-parity.
#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include "codec/mimi_decoder.h"
#include "codec/mimi_encoder.h"
#include "error.h"

using namespace duplex;

namespace {

struct Tiny {
  cpu::ThreadPool pool{2};
  std::shared_ptr<SafetensorsFile> file = SafetensorsFile::open(DUPLEX_FIXTURES "/parity/mimi-tiny/model.safetensors");
  MimiConfig config = read_config(DUPLEX_FIXTURES "/parity/mimi-tiny").mimi;
  std::shared_ptr<const MimiModel> model = MimiModel::load(config, MimiTensors(*file));
  MimiEncoder encoder{model, pool};
  MimiDecoder decoder{model, pool};
  size_t width() const { return static_cast<size_t>(model->codebooks()); }
};

// A frame of a tone that differs with `pitch`.
std::vector<float> frame(const Tiny& tiny, int pitch, int64_t index) {
  std::vector<float> pcm;
  for (int64_t i = 0; i < tiny.model->frame_samples(); ++i) {
    const double t = static_cast<double>(index * tiny.model->frame_samples() + i) / 24000;
    pcm.push_back(static_cast<float>(0.3 * std::sin(6.2831853 * t * (200 + 90 * pitch)) + 0.1 * std::sin(6.2831853 * t * t * 900)));
  }
  return pcm;
}

std::vector<int32_t> encode(Tiny& tiny, MimiEncoderState& state, int pitch, int64_t index) {
  const std::vector<float> pcm = frame(tiny, pitch, index);
  std::vector<int32_t> codes(tiny.width());
  const MimiEncodeItem item{&state, pcm.data(), codes.data()};
  tiny.encoder.encode({&item, 1});
  return codes;
}

std::vector<float> decode(Tiny& tiny, MimiDecoderState& state, const std::vector<int32_t>& codes) {
  std::vector<float> pcm(static_cast<size_t>(tiny.model->frame_samples()));
  const MimiDecodeItem item{&state, codes.data(), pcm.data()};
  tiny.decoder.decode({&item, 1});
  return pcm;
}

}  // namespace

TEST_CASE("sessions that join a batch at different frames hear what each would hear alone") {
  Tiny tiny;
  constexpr int kSessions = 5, kFrames = 30;  // beyond the ring of 20 steps
  std::vector<MimiEncoderState> states, alone;
  std::vector<MimiDecoderState> speaking, speaking_alone;
  for (int s = 0; s < kSessions; ++s) {
    states.push_back(tiny.model->new_encoder_state());
    alone.push_back(tiny.model->new_encoder_state());
    speaking.push_back(tiny.model->new_decoder_state());
    speaking_alone.push_back(tiny.model->new_decoder_state());
  }
  for (int f = 0; f < kFrames; ++f) {
    std::vector<std::vector<float>> pcm(kSessions), spoken(kSessions);
    std::vector<std::vector<int32_t>> codes(kSessions);
    std::vector<MimiEncodeItem> encodes;
    std::vector<MimiDecodeItem> decodes;
    for (int s = 0; s < kSessions; ++s) {
      if (f < 3 * s) continue;  // joins later
      pcm[s] = frame(tiny, s, f);
      codes[s].resize(tiny.width());
      encodes.push_back({&states[s], pcm[s].data(), codes[s].data()});
    }
    tiny.encoder.encode(encodes);
    for (int s = 0; s < kSessions && f >= 3 * s; ++s) {
      spoken[s].resize(pcm[s].size());
      decodes.push_back({&speaking[s], codes[s].data(), spoken[s].data()});
    }
    tiny.decoder.decode(decodes);
    for (int s = 0; s < kSessions && f >= 3 * s; ++s) {
      CHECK(codes[s] == encode(tiny, alone[s], s, f));
      CHECK(spoken[s] == decode(tiny, speaking_alone[s], codes[s]));
    }
  }
}

TEST_CASE("a copied state goes on as the original, and a reset one as a new one") {
  Tiny tiny;
  MimiEncoderState state = tiny.model->new_encoder_state();
  MimiDecoderState speaker = tiny.model->new_decoder_state();
  const std::vector<int32_t> first = encode(tiny, state, 1, 0);
  const std::vector<float> first_spoken = decode(tiny, speaker, first);
  for (int f = 1; f < 14; ++f) decode(tiny, speaker, encode(tiny, state, 1, f));
  MimiEncoderState snapshot = state;
  MimiDecoderState speaker_snapshot = speaker;
  CHECK(snapshot.bytes() == state.bytes());
  std::vector<std::vector<int32_t>> codes;
  std::vector<std::vector<float>> spoken;
  for (int f = 14; f < 20; ++f) {
    codes.push_back(encode(tiny, state, 2, f));
    spoken.push_back(decode(tiny, speaker, codes.back()));
  }
  for (int f = 14; f < 20; ++f) {
    CHECK(encode(tiny, snapshot, 2, f) == codes[static_cast<size_t>(f - 14)]);
    CHECK(decode(tiny, speaker_snapshot, codes[static_cast<size_t>(f - 14)]) == spoken[static_cast<size_t>(f - 14)]);
  }
  state.reset();
  speaker.reset();
  CHECK(encode(tiny, state, 1, 0) == first);
  CHECK(decode(tiny, speaker, first) == first_spoken);
}

TEST_CASE("a state has the size that the config implies") {
  Tiny tiny;
  const auto& transformer = tiny.config.transformer;
  const size_t rings = static_cast<size_t>(2 * transformer.num_layers * transformer.context * transformer.d_model) * sizeof(float);
  CHECK(tiny.model->new_encoder_state().bytes() > rings);
  CHECK(tiny.model->new_decoder_state().bytes() < rings + 64 * 1024);
}

TEST_CASE("a code outside its codebook is refused and leaves the state as it was") {
  Tiny tiny;
  MimiDecoderState state = tiny.model->new_decoder_state(), untouched = state;
  std::vector<int32_t> codes(tiny.width(), 1);
  codes[3] = tiny.config.bins;
  CHECK_THROWS_WITH_AS(decode(tiny, state, codes), "expected codes from 0 to 63, received 64 in codebook 3", Error);
  codes[3] = -1;
  CHECK_THROWS_AS(decode(tiny, state, codes), Error);
  codes[3] = 2;
  CHECK(decode(tiny, state, codes) == decode(tiny, untouched, codes));
}

TEST_CASE("fewer codebooks are the first ones") {
  Tiny tiny;
  MimiEncoderState state = tiny.model->new_encoder_state(), again = state;
  const std::vector<int32_t> codes = encode(tiny, state, 1, 0);
  const std::vector<float> pcm = frame(tiny, 1, 0);
  std::vector<int32_t> few(3);
  const MimiEncodeItem item{&again, pcm.data(), few.data()};
  tiny.encoder.encode({&item, 1}, 1, 3);
  CHECK(few == std::vector<int32_t>(codes.begin(), codes.begin() + 3));
  CHECK_THROWS_AS(tiny.encoder.encode({&item, 1}, 1, static_cast<int32_t>(tiny.width()) + 1), Error);
}
