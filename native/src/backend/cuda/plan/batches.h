#pragma once
// Which batch sizes have a CUDA graph of their own, and what fits into the device's memory. Numbers only.
#include <cstdint>

namespace duplex::cuda {

inline constexpr int32_t kMostRows = 96;  // rows of one pass: calls of a step, or positions of a prompt

// The smallest size with a graph that holds `rows` (1 to kMostRows): every size up to 4, then coarser. Rows that nobody needs are idle:
// they compute on a page of their own. A row's bits do not depend on which graph it runs in.
int32_t batch_bucket(int32_t rows);

struct MemoryRoom {
  int64_t free_bytes = 0;     // on the device now, weights and buffers being there already
  int64_t limit_bytes = 0;    // of all that this process may hold; 0: no limit
  int64_t used_bytes = 0;     // held already
  int64_t page_bytes = 0;
  int32_t ring_pages = 0;     // of a call at full context
  int64_t codec_bytes = 0;    // of a call's codec state
  int32_t most_calls = kMostRows;
};
struct MemoryPlan {
  int32_t calls = 0;          // that fit at full context
  int32_t pages = 0;          // for their rings, for one idle row, and for saved states where room is left
};
// Room that is left free for the driver: a twentieth of what is there, at most 1 GiB.
MemoryPlan plan_memory(const MemoryRoom& room);

}  // namespace duplex::cuda
