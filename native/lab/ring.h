// The ring of the lab's calls: 47 pages of 64 slots, 3000 visible keys.
#pragma once

#include "backend/cuda/kernels/decode_attention.cuh"
#include "harness.cuh"

namespace lab {

constexpr int RING_PAGES = 47, RING_SLOTS = PAGE_SLOTS * RING_PAGES, VISIBLE_KEYS = 3000;

/// Bytes one layer's attention must read: visible keys and values, and the scales.
inline double attention_bytes(const std::vector<int> &positions, bool int8) {
    double keys = 0;
    for (int p : positions) keys += std::min(p + 1, VISIBLE_KEYS);
    return keys * HEADS * 2 * (int8 ? HEAD_DIM + 2 : HEAD_DIM * 2);
}

}  // namespace lab
