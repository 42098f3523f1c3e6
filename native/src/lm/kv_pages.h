#pragma once
// Keys and values of one session's temporal transformer (spec section 3, "KV ring"), in pages of a few positions each.
// A session holds only the pages its window reaches; copies share pages until one of them writes.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "backend/cpu/matrix.h"

namespace duplex {

inline constexpr int64_t kPagePositions = 32;

struct KvShape {
  int32_t layers = 0, heads = 0, head_dim = 0;
  int64_t context = 0;       // ring of keys, in positions
  int64_t conversation = 0;  // most keys seen besides pinned ones; 0: as many as those leave of the context
  bool hide_oldest = false;  // once the ring is full its oldest key is not visible
  cpu::WeightType stored = cpu::WeightType::f32;
  size_t row_bytes() const { return size_t(head_dim) * cpu::weight_bytes(stored); }  // a position's key (or value) of one head
  size_t scale_bytes() const { return stored == cpu::WeightType::i8 ? sizeof(float) : 0; }  // of a row; a page's scales follow its rows
  size_t page_rows() const { return 2 * size_t(layers) * heads * kPagePositions; }
  size_t page_bytes() const { return page_rows() * (row_bytes() + scale_bytes()); }
};

// What a query at one position sees: [0, pinned_end) and [first, position].
struct VisibleKeys {
  int64_t pinned_end = 0;
  int64_t first = 0;
};

class KvPages {
 public:
  explicit KvPages(const KvShape& shape) : shape_(shape) {}

  // Positions [0, positions) stay visible for ever; the window behind a query shrinks by as many (attention sinks), and to
  // `conversation` where that is less.
  // Throws Error(DUPLEX_BAD_ARGUMENT) where fewer than two positions would be left for the window.
  void pin(int64_t positions);
  int64_t pinned() const { return pinned_; }

  // Makes room for [position, position + count), to be written next, and lets go of what no query from `position` on can see.
  void reserve(int64_t position, int64_t count);
  VisibleKeys visible(int64_t position) const;
  // With pinned keys the window is thought to follow them directly: the position a query is rotated at to meet them.
  int64_t pinned_query_position(int64_t position) const;

  // Rows of keys (or values) of one head in a reserved page: [kPagePositions][head_dim], in the stored type.
  const std::byte* keys(int64_t page, int32_t layer, int32_t head) const { return row(page, first_row(layer, 0, head)); }
  const std::byte* values(int64_t page, int32_t layer, int32_t head) const { return row(page, first_row(layer, 1, head)); }
  // Their scales, [kPagePositions]; null where the stored type has none.
  const float* key_scales(int64_t page, int32_t layer, int32_t head) const { return scale(page, first_row(layer, 0, head)); }
  const float* value_scales(int64_t page, int32_t layer, int32_t head) const { return scale(page, first_row(layer, 1, head)); }
  // Stores k and v, each [heads, head_dim] float32, for a reserved position.
  void write(int64_t position, int32_t layer, const float* k, const float* v);

  size_t bytes() const;  // of pages held, shared ones included
  const KvShape& shape() const { return shape_; }

 private:
  using Page = std::shared_ptr<std::byte[]>;
  size_t first_row(int32_t layer, int32_t which, int32_t head) const { return ((size_t(layer) * 2 + which) * shape_.heads + head) * kPagePositions; }
  std::byte* row(int64_t page, size_t index) const { return pages_[static_cast<size_t>(page)].get() + index * shape_.row_bytes(); }
  float* scale(int64_t page, size_t index) const {
    return shape_.scale_bytes() > 0 ? reinterpret_cast<float*>(row(page, shape_.page_rows())) + index : nullptr;
  }
  Page take_page(int64_t first_needed);
  KvShape shape_;
  int64_t pinned_ = 0;
  int64_t oldest_page_ = 0;   // pages before it, pinned ones aside, are gone
  std::vector<Page> pages_;   // by position / kPagePositions
};

}  // namespace duplex
