#include "bench/codec.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <map>
#include <random>
#include <vector>

#include "bench/machine_floor.h"
#include "codec/mimi_decoder.h"
#include "codec/mimi_encoder.h"
#include "lm/streams.h"

namespace duplex::bench {
namespace {

using Clock = std::chrono::steady_clock;
// Of all threads: tells the work from what a busy machine adds to the wall clock.
double core_ms() { return 1e3 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }
double ms_since(Clock::time_point start) { return std::chrono::duration<double, std::milli>(Clock::now() - start).count(); }

struct Times {
  std::vector<double> ms;
  double at(double share) {
    if (ms.empty()) return 0;
    std::sort(ms.begin(), ms.end());
    return ms[static_cast<size_t>(share * static_cast<double>(ms.size() - 1))];
  }
};

// Where the observer stands when a part has ended. Named "part…": in the JSON, too many for the table.
constexpr std::pair<int, const char*> kParts[] = {{0, "partEncoderMs"},     {1, "partEncoderTransformerMs"}, {2, "partDownsampleMs"}, {100, "partQuantiseMs"},
                                                  {3, "partDequantiseMs"}, {4, "partUpsampleMs"},           {5, "partDecoderTransformerMs"}, {101, "partDecoderMs"}};

// Notes when the codec passes from one part to the next.
class Stopwatch : public MimiObserver {
 public:
  void start() { last_ = Clock::now(); }
  void see(MimiTap tap, size_t item, std::span<const float>) override {
    if (item == 0) note(static_cast<int>(tap));
  }
  void note(int part) {
    parts[part].ms.push_back(ms_since(last_));
    last_ = Clock::now();
  }
  std::map<int, Times> parts;

 private:
  Clock::time_point last_;
};

// Multiplications of one frame (spec section 7: 161 + 165 M of the convolutions, 54 M of each transformer, 4.5 M of the quantiser).
double multiplications(const MimiConfig& config) {
  const SeanetConfig& seanet = config.seanet;
  const MimiTransformerConfig& transformer = config.transformer;
  const double steps = config.steps_per_frame(), samples = config.frame_samples();
  double width = seanet.n_filters, length = samples, encoder = length * width * seanet.kernel_size, decoder = length * width * seanet.last_kernel_size;
  for (auto ratio = seanet.ratios.rbegin(); ratio != seanet.ratios.rend(); ++ratio) {
    const double residual = length * (width * width / seanet.compress) * (seanet.residual_kernel_size + 1) * seanet.n_residual_layers;
    const double resample = length * width * 2 * width * 2;  // the kernel is two strides long
    encoder += residual + resample;
    decoder += residual + resample;
    length /= *ratio;
    width *= 2;
  }
  encoder += length * width * seanet.dimension * seanet.last_kernel_size;
  decoder += length * width * seanet.dimension * seanet.kernel_size;
  const double model = transformer.d_model, layer = model * model * 4 + 2 * model * transformer.dim_feedforward + 2 * model * transformer.context;
  const double quantizer = config.num_codebooks * static_cast<double>(config.bins) * config.quantizer_dimension;
  return encoder + decoder + 2 * steps * transformer.num_layers * layer + quantizer + 2.0 * seanet.dimension * seanet.dimension * 2 * steps;
}

}  // namespace

std::vector<Measurement> bench_codec(const std::shared_ptr<const Checkpoint>& checkpoint, const Options& options) {
  cpu::ThreadPool pool(options.threads);
  const MimiConfig& config = checkpoint->config().mimi;
  const auto model = MimiModel::load(config, checkpoint->mimi_tensors(), kCodebooks);
  const double bytes = static_cast<double>(model->weight_bytes()), rate = read_bytes_per_second(pool), flops = flops_per_second(pool);
  const double rings = 2.0 * config.transformer.num_layers * 2 * config.transformer.context * config.transformer.d_model * sizeof(float);
  std::vector<Measurement> measured;
  for (const int32_t sessions : options.sessions) {
    std::vector<MimiEncoderState> hearing(static_cast<size_t>(sessions), model->new_encoder_state());
    std::vector<MimiDecoderState> speaking(static_cast<size_t>(sessions), model->new_decoder_state());
    for (auto& state : hearing) state.steps = config.transformer.context;  // full rings
    for (auto& state : speaking) state.steps = config.transformer.context;
    MimiEncoder encoder(model, pool);
    MimiDecoder decoder(model, pool);
    const size_t samples = static_cast<size_t>(model->frame_samples()), width = static_cast<size_t>(model->codebooks());
    std::vector<float> pcm(samples * static_cast<size_t>(sessions));
    std::vector<int32_t> codes(width * static_cast<size_t>(sessions));
    std::mt19937 engine(1);
    std::normal_distribution<float> noise(0, 0.1f);
    std::vector<MimiEncodeItem> encodes;
    std::vector<MimiDecodeItem> decodes;
    for (size_t s = 0; s < static_cast<size_t>(sessions); ++s) {
      encodes.push_back({&hearing[s], pcm.data() + s * samples, codes.data() + s * width});
      decodes.push_back({&speaking[s], codes.data() + s * width, pcm.data() + s * samples});
    }
    Times encode_ms, decode_ms, both_ms;
    Stopwatch watch;
    double core_start = 0;
    for (int frame = -10; frame < options.frames; ++frame) {
      if (frame == 0) core_start = core_ms();
      for (float& sample : pcm) sample = noise(engine);
      watch.start();
      const auto start = Clock::now();
      encoder.encode(encodes, 1, 0, &watch);
      const double encoded = ms_since(start);
      watch.note(100);
      decoder.decode(decodes, 0, &watch);
      const double both = ms_since(start);
      watch.note(101);
      if (frame < 0) {
        watch.parts.clear();
        continue;
      }
      encode_ms.ms.push_back(encoded);
      decode_ms.ms.push_back(both - encoded);
      both_ms.ms.push_back(both);
    }
    const double core = core_ms() - core_start;
    const double floor_ms = (bytes + sessions * rings) / rate * 1e3;
    Measurement row = {{"checkpoint", checkpoint->name()},
                       {"sessions", static_cast<double>(sessions)},
                       {"encodeP50Ms", encode_ms.at(0.5)},
                       {"encodeMinMs", encode_ms.at(0)},
                       {"decodeP50Ms", decode_ms.at(0.5)},
                       {"decodeMinMs", decode_ms.at(0)},
                       {"frameP50Ms", both_ms.at(0.5)},
                       {"coreMs", core / options.frames},
                       {"readGBs", rate / 1e9},
                       {"floorBytesMs", floor_ms},
                       {"floorMathMs", sessions * 2 * multiplications(config) / flops * 1e3},
                       {"floorShare", floor_ms / both_ms.at(0.5)}};
    for (const auto& [part, name] : kParts) row.emplace_back(name, watch.parts[part].at(0.5));
    measured.push_back(std::move(row));
  }
  return measured;
}

}  // namespace duplex::bench
