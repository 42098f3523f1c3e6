#include "backend/cuda/plan/batches.h"

#include <algorithm>
#include <array>

namespace duplex::cuda {

int32_t batch_bucket(int32_t rows) {
  constexpr std::array<int32_t, 20> kSizes = {1, 2, 3, 4, 6, 8, 12, 16, 20, 24, 28, 32, 40, 48, 56, 64, 72, 80, 88, kMostRows};
  return *std::lower_bound(kSizes.begin(), kSizes.end() - 1, rows);
}

MemoryPlan plan_memory(const MemoryRoom& room) {
  constexpr int64_t kGibibyte = int64_t{1} << 30;
  int64_t left = room.free_bytes - std::min(room.free_bytes / 20, kGibibyte);
  if (room.limit_bytes > 0) left = std::min(left, room.limit_bytes - room.used_bytes);
  left -= room.page_bytes;  // the idle rows' page
  const int64_t call = room.ring_pages * room.page_bytes + room.codec_bytes;
  MemoryPlan plan;
  plan.calls = static_cast<int32_t>(std::clamp<int64_t>(left / std::max<int64_t>(call, 1), 0, room.most_calls));
  if (plan.calls == 0) return plan;
  left -= plan.calls * call;
  // Saved states: what is left, at most as much as four full rings.
  const int64_t spare = std::min<int64_t>(left / room.page_bytes, 4 * room.ring_pages);
  plan.pages = static_cast<int32_t>(plan.calls * room.ring_pages + 1 + std::max<int64_t>(spare, 0));
  return plan;
}

}  // namespace duplex::cuda
