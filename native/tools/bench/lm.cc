#include "bench/lm.h"

#include <algorithm>
#include <chrono>
#include <vector>

#include "bench/machine_floor.h"
#include "lm/language_model.h"

namespace duplex::bench {
namespace {

using Clock = std::chrono::steady_clock;
double elapsed_ms(Clock::time_point start) { return std::chrono::duration<double, std::milli>(Clock::now() - start).count(); }

StreamTokens any_tokens(int64_t position) {
  StreamTokens tokens{};
  for (int s = 0; s < kStreams; ++s) tokens[static_cast<size_t>(s)] = static_cast<int32_t>((position * 31 + s * 7) % 40);
  return tokens;
}

struct Measured {
  double p50_ms = 0, p99_ms = 0, kv_bytes = 0;
};

// `sessions` sessions step together; each has read `context` positions before.
Measured step_sessions(LanguageModel& model, int32_t sessions, const Options& options) {
  const std::vector<StreamTokens> past(static_cast<size_t>(options.context), any_tokens(3));
  std::vector<KvPages> keys(static_cast<size_t>(sessions), model.new_keys());
  for (KvPages& each : keys) {
    for (size_t at = 0; at < past.size(); at += 64) {
      model.prefill(each, static_cast<int64_t>(at), std::span(past).subspan(at, std::min<size_t>(64, past.size() - at)));
    }
  }
  std::vector<StepInput> inputs(keys.size());
  std::vector<StepOutput> outputs(keys.size());
  std::vector<LmRow> rows;
  for (size_t i = 0; i < keys.size(); ++i) rows.push_back({&keys[i], &inputs[i], &outputs[i], nullptr});
  std::vector<double> ms;
  for (int32_t i = 0; i < options.frames + 10; ++i) {
    for (size_t s = 0; s < inputs.size(); ++s) {
      inputs[s].position = options.context + i;
      inputs[s].tokens = any_tokens(inputs[s].position + static_cast<int64_t>(s));
      inputs[s].sampling = {{0.7f, 25}, {0.8f, 250}, s};
    }
    const auto started = Clock::now();
    model.step(rows);
    if (i >= 10) ms.push_back(elapsed_ms(started));
  }
  std::sort(ms.begin(), ms.end());
  const KvShape& shape = keys[0].shape();
  const int64_t visible = options.context + options.frames / 2 + 10;
  const double row_bytes = 2.0 * shape.layers * shape.heads * static_cast<double>(shape.row_bytes() + shape.scale_bytes());
  return {ms[ms.size() / 2], ms[ms.size() * 99 / 100], sessions * row_bytes * static_cast<double>(std::min(visible, shape.context))};
}

// A prompt of 128 positions in slices of 64, ms per position; best of three.
double prefill_ms(LanguageModel& model) {
  const std::vector<StreamTokens> prompt(128, any_tokens(5));
  double best = 1e9;
  for (int i = 0; i < 3; ++i) {
    KvPages keys = model.new_keys();
    const auto started = Clock::now();
    model.prefill(keys, 0, std::span(prompt).first(64));
    model.prefill(keys, 64, std::span(prompt).subspan(64));
    best = std::min(best, elapsed_ms(started) / 128);
  }
  return best;
}

}  // namespace

std::vector<Measurement> bench_lm(const std::shared_ptr<const Checkpoint>& checkpoint, const Options& options) {
  cpu::ThreadPool pool(options.threads);
  const double rate = read_bytes_per_second(pool);
  constexpr std::pair<const char*, LmPrecision> kKinds[] = {
      {"f32", {LmPrecision::f32, false}}, {"bf16", {LmPrecision::bf16, false}}, {"i8", {LmPrecision::i8, false}}};
  std::vector<Measurement> measured;
  for (const auto& [name, precision] : kKinds) {
    LanguageModel model(load_lm_weights(checkpoint, checkpoint->config().lm, precision), pool);
    const double prefill = prefill_ms(model);
    for (const int32_t sessions : options.sessions) {
      const Measured step = step_sessions(model, sessions, options);
      const double bytes = static_cast<double>(model.weights().bytes_per_step()), floor_ms = (bytes + step.kv_bytes) / rate * 1e3;
      measured.push_back({{"checkpoint", checkpoint->name()},
                          {"weights", name},
                          {"sessions", static_cast<double>(sessions)},
                          {"stepP50Ms", step.p50_ms},
                          {"stepP99Ms", step.p99_ms},
                          {"prefillMs", prefill},
                          {"weightMB", bytes / 1e6},
                          {"readGBs", rate / 1e9},
                          {"floorBytesMs", floor_ms},
                          {"floorShare", floor_ms / step.p50_ms}});
    }
  }
  return measured;
}

}  // namespace duplex::bench
