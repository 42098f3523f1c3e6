#include "device.h"

#include "backend/cpu_backend.h"
#include "backend/cuda/cuda_backend.h"
#include "error.h"

namespace duplex::parity {

namespace {

std::optional<int32_t> chosen_device;

class TracedCpu : public Traced {
 public:
  TracedCpu(std::shared_ptr<const Checkpoint> checkpoint, const LmPrecision& precision, std::optional<RingRule> ring)
      : backend_(std::move(checkpoint), {2, precision, ring, 0}) {}
  Backend& backend() override { return backend_; }
  void trace_to(std::vector<StepTrace>* traces) override { backend_.trace_to(traces); }
  std::vector<float> hidden_of(std::span<const StreamTokens> prompt) override {
    LanguageModel& model = backend_.language_model();
    KvPages keys = model.new_keys();
    std::vector<float> hidden(prompt.size() * static_cast<size_t>(backend_.facts().dim));
    model.prefill(keys, 0, prompt, hidden.data());
    return hidden;
  }

 private:
  CpuBackend backend_;
};

class TracedCuda : public Traced {
 public:
  explicit TracedCuda(std::unique_ptr<CudaBackend> backend) : backend_(std::move(backend)) {}
  Backend& backend() override { return *backend_; }
  void trace_to(std::vector<StepTrace>* traces) override { backend_->trace_to(traces); }
  std::vector<float> hidden_of(std::span<const StreamTokens> prompt) override {
    const SlotId slot = backend_->open();
    std::vector<float> hidden = backend_->prefill_hidden({slot, 0, prompt, {}});
    backend_->close(slot);
    return hidden;
  }

 private:
  std::unique_ptr<CudaBackend> backend_;
};

class SlotSession : public LmSession {
 public:
  SlotSession(Traced& traced, SlotId slot) : traced_(traced), slot_(slot) {}
  void step(const StepInput& in, StepOutput& out, StepTrace* trace) override {
    std::vector<StepTrace> traces;
    if (trace) traced_.trace_to(&traces);
    StepWork work{slot_, in, {}};
    traced_.backend().step({&work, 1});
    traced_.trace_to(nullptr);
    out = work.out;
    if (trace) *trace = std::move(traces.at(0));
  }
  void prefill(int64_t first, std::span<const StreamTokens> tokens, float* hidden) override {
    if (hidden) throw Error(DUPLEX_INTERNAL, "a slot's prefill hands out no hidden states.");
    traced_.backend().prefill({slot_, first, tokens, {}});
  }

 private:
  Traced& traced_;
  SlotId slot_;
};

}  // namespace

void use_device(std::string_view name) {
  chosen_device = name == "cpu" ? std::nullopt : cuda_device_of(name);
  if (name != "cpu" && !chosen_device) throw Error(DUPLEX_BAD_ARGUMENT, "--device: expected cpu, cuda or cuda:N, received " + std::string(name));
}

bool device_is_there() { return !chosen_device || *chosen_device < cuda_device_count(); }

std::optional<int32_t> cuda_device() { return chosen_device; }

std::unique_ptr<LmSession> Traced::session(SlotId slot) { return std::make_unique<SlotSession>(*this, slot); }

std::unique_ptr<Traced> open_traced(std::shared_ptr<const Checkpoint> checkpoint, const LmPrecision& precision, std::optional<RingRule> ring) {
  if (!chosen_device) return std::make_unique<TracedCpu>(std::move(checkpoint), precision, ring);
  CudaOptions options;
  options.device = *chosen_device;
  options.precision = precision;
  options.ring = ring;
  return std::make_unique<TracedCuda>(open_cuda_backend(std::move(checkpoint), options));
}

}  // namespace duplex::parity
