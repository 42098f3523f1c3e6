#pragma once
// Softmax attention of single queries over the pages of their own rings (spec section 3): scale 1/√head_dim, float32 inside.
#include <cstdint>
#include <span>

#include "backend/cpu/thread_pool.h"
#include "lm/kv_pages.h"

namespace duplex {

struct AttentionRow {
  const KvPages* ring = nullptr;  // holds the keys of `position` already
  int64_t position = 0;
};

// out[row] = softmax(q · keys) · values for each head; q, q_pinned and out are [rows, heads · head_dim]. `q_pinned` meets the pinned keys
// (KvPages::pinned_query_position) and may be null where no ring pins any. A row's bits do not depend on the other rows.
void attend(std::span<const AttentionRow> rows, int32_t layer, const float* q, const float* q_pinned, float* out, cpu::ThreadPool& pool);

}  // namespace duplex
