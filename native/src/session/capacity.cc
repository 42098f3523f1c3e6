#include "session/capacity.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <vector>

#include "duplex.h"

namespace duplex {

namespace {

constexpr double kBudgetMs = 40;  // of the 80 ms between two frames: the rest is for prompts and for the machine's other work
constexpr int kSeveral = 4;

// The best of three frames of `count` slots, in ms.
double frame_ms(Backend& backend, const std::vector<SlotId>& slots) {
  const std::vector<float> silence(DUPLEX_FRAME_SAMPLES);
  std::vector<std::array<float, DUPLEX_FRAME_SAMPLES>> heard(slots.size());
  double best = 1e9;
  for (int64_t position = 0; position < 3; ++position) {
    const auto started = std::chrono::steady_clock::now();
    std::vector<EncodeWork> encodes;
    std::vector<StepWork> steps;
    std::vector<DecodeWork> decodes;
    for (size_t i = 0; i < slots.size(); ++i) {
      encodes.push_back({slots[i], silence.data(), {}});
      steps.push_back({slots[i], {position, filled_streams(kZero), filled_streams(kUngenerated), TextChoice::any, {}}, {}});
      decodes.push_back({slots[i], {}, heard[i].data()});
    }
    backend.encode(encodes);
    backend.step(steps);
    backend.decode(decodes);
    best = std::min(best, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started).count());
  }
  return best;
}

double measure(Backend& backend, int count) {
  std::vector<SlotId> slots;
  for (int i = 0; i < count; ++i) slots.push_back(backend.open());
  const double ms = frame_ms(backend, slots);
  for (const SlotId slot : slots) backend.close(slot);
  return ms;
}

}  // namespace

int32_t measure_capacity(Backend& backend, int32_t most) {
  const double one = measure(backend, 1);
  if (most <= 1 || one >= kBudgetMs) return 1;
  const int count = std::min(kSeveral, most);
  const double each = std::max((measure(backend, count) - one) / (count - 1), 1e-3);
  return std::clamp(static_cast<int32_t>(1 + std::min((kBudgetMs - one) / each, 1e6)), 1, most);
}

}  // namespace duplex
