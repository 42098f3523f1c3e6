#pragma once
// Which device the packs run on, and what a runner may ask of it beyond the backend's seam.
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "backend/backend.h"
#include "io/checkpoint.h"
#include "lm/language_model.h"

namespace duplex::parity {

// "cpu" (from the start), "cuda", "cuda:1", …; Error for other names.
void use_device(std::string_view name);
bool device_is_there();
std::optional<int32_t> cuda_device();  // nothing: the CPU

// One session of a language model.
class LmSession {
 public:
  virtual ~LmSession() = default;
  virtual void step(const StepInput& in, StepOutput& out, StepTrace* trace) = 0;
  // `hidden` [count, dim]: as StepTrace; may be null.
  virtual void prefill(int64_t first, std::span<const StreamTokens> tokens, float* hidden) = 0;
};

// A whole backend that also takes down what it computes.
class Traced {
 public:
  virtual ~Traced() = default;
  virtual Backend& backend() = 0;
  virtual void trace_to(std::vector<StepTrace>* traces) = 0;
  // Prompt positions from 0 on in a session of their own: what out_norm gives, [count, dim].
  virtual std::vector<float> hidden_of(std::span<const StreamTokens> prompt) = 0;

  const BackendFacts& facts() { return backend().facts(); }
  std::unique_ptr<LmSession> session(SlotId slot);
};
std::unique_ptr<Traced> open_traced(std::shared_ptr<const Checkpoint> checkpoint, const LmPrecision& precision = {}, std::optional<RingRule> ring = std::nullopt);

}  // namespace duplex::parity
