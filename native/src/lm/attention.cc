#include "lm/attention.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "backend/cpu/attention.h"

namespace duplex {

namespace {

// The pages of one head that a query sees, pinned ones first.
void find_runs(const AttentionRow& row, int32_t layer, int32_t head, const float* q_pinned, std::vector<cpu::KeyRun>& runs) {
  const KvPages& ring = *row.ring;
  const VisibleKeys seen = ring.visible(row.position);
  const size_t row_bytes = ring.shape().row_bytes();
  const auto from_slot = [](const float* scales, int64_t slot) { return scales ? scales + slot : nullptr; };
  runs.clear();
  const auto stretch = [&](int64_t first, int64_t end, const float* query) {
    while (first < end) {
      const int64_t page = first / kPagePositions, slot = first % kPagePositions, count = std::min(kPagePositions - slot, end - first);
      const size_t offset = size_t(slot) * row_bytes;
      runs.push_back({ring.keys(page, layer, head) + offset, ring.values(page, layer, head) + offset, count, query,
                      from_slot(ring.key_scales(page, layer, head), slot), from_slot(ring.value_scales(page, layer, head), slot)});
      first += count;
    }
  };
  stretch(0, seen.pinned_end, q_pinned);
  stretch(seen.first, row.position + 1, nullptr);
}

}  // namespace

void attend(std::span<const AttentionRow> rows, int32_t layer, const float* q, const float* q_pinned, float* out, cpu::ThreadPool& pool) {
  if (rows.empty()) return;
  const KvShape& shape = rows[0].ring->shape();
  const int64_t heads = shape.heads, head_dim = shape.head_dim;
  const float scale = 1.0f / std::sqrt(static_cast<float>(head_dim));
  pool.parallel(static_cast<int64_t>(rows.size()) * heads, 1, [&](int64_t first, int64_t last) {
    thread_local std::vector<cpu::KeyRun> runs;
    for (int64_t item = first; item < last; ++item) {
      const int64_t at = item * head_dim;
      find_runs(rows[static_cast<size_t>(item / heads)], layer, static_cast<int32_t>(item % heads), q_pinned ? q_pinned + at : nullptr, runs);
      cpu::attend(q + at, runs, head_dim, scale, shape.stored, out + at);
    }
  });
}

}  // namespace duplex
