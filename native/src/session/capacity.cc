#include "session/capacity.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <vector>

#include "duplex.h"

namespace duplex {

namespace {

constexpr double kBudgetMs = 40;  // of the 80 ms between two frames: the rest is for prompts and for the machine's other work
constexpr double kDeviceBudgetMs = 55;  // a device has no other work
constexpr int kSeveral = 4;

// The best of three frames of the slots from position `first` on, in ms.
double frame_ms(Backend& backend, const std::vector<SlotId>& slots, int64_t first) {
  const std::vector<float> silence(DUPLEX_FRAME_SAMPLES);
  std::vector<std::array<float, DUPLEX_FRAME_SAMPLES>> heard(slots.size());
  double best = 1e9;
  for (int64_t position = first; position < first + 3; ++position) {
    const auto started = std::chrono::steady_clock::now();
    std::vector<FrameWork> work(slots.size());
    for (size_t i = 0; i < slots.size(); ++i) {
      work[i].slot = slots[i], work[i].pcm = silence.data(), work[i].agent_pcm = heard[i].data();
      work[i].in.position = position, work[i].in.tokens = filled_streams(kZero);
    }
    backend.frame(work);
    best = std::min(best, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started).count());
  }
  return best;
}

double measure(Backend& backend, int count, int64_t first) {
  std::vector<SlotId> slots;
  for (int i = 0; i < count; ++i) slots.push_back(backend.open());
  const double ms = frame_ms(backend, slots, first);
  for (const SlotId slot : slots) backend.close(slot);
  return ms;
}

// A device runs all at once in little more time than one, and attends over as many keys as its pages have, whatever stands in them: so it is
// asked directly, at full context.
int32_t measure_device(Backend& backend, int32_t most) {
  const int64_t first = std::max<int64_t>(backend.facts().context - 3, 0);
  for (int32_t count = most;;) {
    const double ms = measure(backend, count, first);
    if (ms <= kDeviceBudgetMs || count == 1) return count;
    count = std::clamp(static_cast<int32_t>(count * kDeviceBudgetMs / ms), 1, count - 1);
  }
}

}  // namespace

int32_t measure_capacity(Backend& backend, int32_t most) {
  if (backend.facts().most_sessions > 0) return measure_device(backend, most);
  const double one = measure(backend, 1, 0);
  if (most <= 1 || one >= kBudgetMs) return 1;
  const int count = std::min(kSeveral, most);
  const double each = std::max((measure(backend, count, 0) - one) / (count - 1), 1e-3);
  return std::clamp(static_cast<int32_t>(1 + std::min((kBudgetMs - one) / each, 1e6)), 1, most);
}

}  // namespace duplex
