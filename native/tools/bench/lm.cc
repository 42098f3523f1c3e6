#include "bench/lm.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

#include "bench/machine_floor.h"
#include "lm/language_model.h"

namespace duplex::bench {
namespace {

using Clock = std::chrono::steady_clock;
double ms_since(Clock::time_point start) { return std::chrono::duration<double, std::milli>(Clock::now() - start).count(); }

StreamTokens any_tokens(int64_t position) {
  StreamTokens tokens{};
  for (int s = 0; s < kStreams; ++s) tokens[static_cast<size_t>(s)] = static_cast<int32_t>((position * 31 + s * 7) % 40);
  return tokens;
}

struct Measured {
  double p50_ms = 0, p99_ms = 0, kv_bytes = 0;
};

// `sessions` sessions step together; each has read `context` positions before.
Measured step_sessions(LanguageModel& model, int32_t sessions, const LmBench& options) {
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
  for (int32_t i = 0; i < options.positions + 10; ++i) {
    for (size_t s = 0; s < inputs.size(); ++s) {
      inputs[s].position = options.context + i;
      inputs[s].tokens = any_tokens(inputs[s].position + static_cast<int64_t>(s));
      inputs[s].sampling = {{0.7f, 25}, {0.8f, 250}, s};
    }
    const auto started = Clock::now();
    model.step(rows);
    if (i >= 10) ms.push_back(ms_since(started));
  }
  std::sort(ms.begin(), ms.end());
  const KvShape& shape = keys[0].shape();
  const int64_t visible = options.context + options.positions / 2 + 10;
  const double row_bytes = 2.0 * shape.layers * shape.heads * shape.head_dim * static_cast<double>(shape.value_bytes());
  return {ms[ms.size() / 2], ms[ms.size() * 99 / 100], sessions * row_bytes * static_cast<double>(std::min(visible, shape.context))};
}

// A prompt of 128 positions in slices of 64, ms per position.
double prefill_ms(LanguageModel& model) {
  const std::vector<StreamTokens> prompt(128, any_tokens(5));
  double best = 1e9;
  for (int i = 0; i < 3; ++i) {
    KvPages keys = model.new_keys();
    const auto started = Clock::now();
    model.prefill(keys, 0, std::span(prompt).first(64));
    model.prefill(keys, 64, std::span(prompt).subspan(64));
    best = std::min(best, ms_since(started) / 128);
  }
  return best;
}

}  // namespace

void bench_lm(std::shared_ptr<const Checkpoint> checkpoint, const LmBench& options) {
  cpu::ThreadPool pool(options.threads);
  const double bandwidth = read_bytes_per_second(pool);
  std::printf("%s: language model, %d threads, %lld keys at the start, memory read at %.1f GB/s\n", checkpoint->name().c_str(), pool.threads(),
              static_cast<long long>(options.context), bandwidth / 1e9);
  std::printf("  weights    sessions  p50 ms  p99 ms  floor ms  share of floor  prefill ms/position\n");
  const std::pair<const char*, LmPrecision> kinds[] = {
      {"as stored", {LmPrecision::as_stored, false}}, {"f32", {LmPrecision::f32, false}}, {"i8", {LmPrecision::i8, false}}};
  for (const auto& [name, precision] : kinds) {
    LanguageModel model(load_lm_weights(checkpoint, checkpoint->config().lm, precision), pool);
    const double prefill = prefill_ms(model);
    for (const int32_t sessions : {1, 2, 4, 8}) {
      const Measured measured = step_sessions(model, sessions, options);
      const double floor_ms = (static_cast<double>(model.weights().bytes_per_step()) + measured.kv_bytes) / bandwidth * 1e3;
      std::printf("  %-10s %8d  %6.2f  %6.2f  %8.2f  %13.0f %%  ", name, sessions, measured.p50_ms, measured.p99_ms, floor_ms, 100 * floor_ms / measured.p50_ms);
      std::printf(sessions == 1 ? "%19.3f\n" : "\n", prefill);
    }
  }
}

}  // namespace duplex::bench
