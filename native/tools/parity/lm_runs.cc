#include "lm_runs.h"

#include <algorithm>

namespace duplex::parity {

Lab::Lab(const Pack& pack, RingRule ring, int32_t steps, const LmPrecision& precision) {
  std::shared_ptr<const Checkpoint> checkpoint = Checkpoint::open(pack.folder());
  LmConfig config = checkpoint->config().lm;
  config.kv_ring = ring;
  model_ = std::make_unique<LanguageModel>(load_lm_weights(checkpoint, config, precision, steps), pool_);
}

std::vector<StreamTokens> stream_rows(const std::vector<int32_t>& values) {
  std::vector<StreamTokens> rows(values.size() / kStreams);
  for (size_t i = 0; i < rows.size(); ++i) std::copy_n(values.begin() + static_cast<int64_t>(i) * kStreams, kStreams, rows[i].begin());
  return rows;
}

void append(std::vector<int32_t>& to, std::span<const int32_t> values) { to.insert(to.end(), values.begin(), values.end()); }
void append(std::vector<float>& to, std::span<const float> values) { to.insert(to.end(), values.begin(), values.end()); }

namespace {

void step(LanguageModel& model, KvPages& keys, DelayLine& line, int64_t position, const StreamTokens& provided, GreedyRun& run) {
  StepInput in;
  in.position = position;
  in.tokens = line.column(position);
  in.provided = provided;
  StepOutput out;
  StepTrace trace;
  const LmRow row{&keys, &in, &out, &trace};
  model.step({&row, 1});
  const auto steps = static_cast<int32_t>(model.weights().steps.size());
  line.fill(position + 1, 0, out.text);
  for (int32_t k = 0; k < steps; ++k) line.fill(position + 1, k + 1, out.codes[static_cast<size_t>(k)]);
  append(run.inputs, in.tokens);
  run.text.push_back(out.text);
  append(run.codes, std::span(out.codes).first(static_cast<size_t>(steps)));
  run.traces.push_back(std::move(trace));
}

}  // namespace

void greedy_step(LanguageModel& model, KvPages& keys, DelayLine& line, int64_t position, GreedyRun& run) {
  step(model, keys, line, position, line.column(position + 1), run);
}

void upstream_step(LanguageModel& model, KvPages& keys, DelayLine& line, int64_t position, GreedyRun& run) {
  step(model, keys, line, position, line.known(position + 1), run);
}

}  // namespace duplex::parity
