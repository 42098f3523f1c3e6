#include "lm_runs.h"

#include <algorithm>

#include "backend/cuda/cuda_backend.h"

namespace duplex::parity {

struct Lab::Cpu {
  explicit Cpu(std::shared_ptr<const LmWeights> weights) : model(std::move(weights), pool) {}
  cpu::ThreadPool pool{2};
  LanguageModel model;
};

struct Lab::Cuda {
  std::unique_ptr<CudaBackend> backend;
};

namespace {

class CpuSession : public LmSession {
 public:
  explicit CpuSession(LanguageModel& model) : model_(model), keys_(model.new_keys()) {}
  void step(const StepInput& in, StepOutput& out, StepTrace* trace) override {
    const LmRow row{&keys_, &in, &out, trace};
    model_.step({&row, 1});
  }
  void prefill(int64_t first, std::span<const StreamTokens> tokens, float* hidden) override { model_.prefill(keys_, first, tokens, hidden); }

 private:
  LanguageModel& model_;
  KvPages keys_;
};

class CudaSession : public LmSession {
 public:
  explicit CudaSession(CudaBackend& backend) : backend_(backend), slot_(backend.open()) {}
  ~CudaSession() override { backend_.close(slot_); }
  void step(const StepInput& in, StepOutput& out, StepTrace* trace) override {
    std::vector<StepTrace> traces;
    if (trace) backend_.trace_to(&traces);
    StepWork work{slot_, in, {}};
    backend_.step({&work, 1});
    backend_.trace_to(nullptr);
    out = work.out;
    if (trace) *trace = std::move(traces.at(0));
  }
  void prefill(int64_t first, std::span<const StreamTokens> tokens, float* hidden) override {
    if (!hidden) return backend_.prefill({slot_, first, tokens, {}});
    const std::vector<float> values = backend_.prefill_hidden({slot_, first, tokens, {}});
    std::copy(values.begin(), values.end(), hidden);
  }

 private:
  CudaBackend& backend_;
  SlotId slot_;
};

}  // namespace

Lab::Lab(const Pack& pack, RingRule ring, int32_t steps, const LmPrecision& precision) : steps_(steps) {
  std::shared_ptr<const Checkpoint> checkpoint = Checkpoint::open(pack.folder());
  config_ = checkpoint->config().lm;
  config_.kv_ring = ring;
  if (!cuda_device()) {
    cpu_ = std::make_unique<Cpu>(load_lm_weights(checkpoint, config_, precision, steps));
    return;
  }
  CudaOptions options;
  options.device = *cuda_device();
  options.precision = precision;
  options.ring = ring;
  options.codec = false;
  options.depformer_steps = steps;
  cuda_ = std::make_unique<Cuda>(Cuda{open_cuda_backend(checkpoint, options)});
}

Lab::~Lab() = default;

std::unique_ptr<LmSession> Lab::open() {
  if (cpu_) return std::make_unique<CpuSession>(cpu_->model);
  return std::make_unique<CudaSession>(*cuda_->backend);
}

StreamLayout Lab::layout() const { return cpu_ ? cpu_->model.layout() : cuda_->backend->facts().layout; }

std::vector<StreamTokens> stream_rows(const std::vector<int32_t>& values) {
  std::vector<StreamTokens> rows(values.size() / kStreams);
  for (size_t i = 0; i < rows.size(); ++i) std::copy_n(values.begin() + static_cast<int64_t>(i) * kStreams, kStreams, rows[i].begin());
  return rows;
}

void append(std::vector<int32_t>& to, std::span<const int32_t> values) { to.insert(to.end(), values.begin(), values.end()); }
void append(std::vector<float>& to, std::span<const float> values) { to.insert(to.end(), values.begin(), values.end()); }

namespace {

void step(LmSession& session, int32_t steps, DelayLine& line, int64_t position, const StreamTokens& provided, GreedyRun& run) {
  StepInput in;
  in.position = position;
  in.tokens = line.column(position);
  in.provided = provided;
  StepOutput out;
  StepTrace trace;
  session.step(in, out, &trace);
  line.fill(position + 1, 0, out.text);
  for (int32_t k = 0; k < steps; ++k) line.fill(position + 1, k + 1, out.codes[static_cast<size_t>(k)]);
  append(run.inputs, in.tokens);
  run.text.push_back(out.text);
  append(run.codes, std::span(out.codes).first(static_cast<size_t>(steps)));
  run.traces.push_back(std::move(trace));
}

}  // namespace

TeacherForced teacher_force(Lab& lab, const std::vector<StreamTokens>& rows) {
  TeacherForced result;
  const std::unique_ptr<LmSession> session = lab.open();
  const auto card = static_cast<size_t>(lab.config().card);
  for (size_t p = 0; p + 1 < rows.size(); ++p) {
    StepInput in;
    in.position = static_cast<int64_t>(p);
    in.tokens = rows[p];
    in.provided = rows[p + 1];
    StepOutput out;
    StepTrace trace;
    session->step(in, out, &trace);
    append(result.hidden, trace.hidden);
    append(result.text_logits, trace.text_logits);
    append(result.code_logits, trace.code_logits);
    append(result.last_step_logits, std::span(trace.code_logits).last(card));
  }
  return result;
}

void greedy_step(LmSession& session, int32_t steps, DelayLine& line, int64_t position, GreedyRun& run) {
  step(session, steps, line, position, line.column(position + 1), run);
}

void upstream_step(LmSession& session, int32_t steps, DelayLine& line, int64_t position, GreedyRun& run) {
  step(session, steps, line, position, line.known(position + 1), run);
}

}  // namespace duplex::parity
