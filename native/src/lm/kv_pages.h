#pragma once
// Keys and values of one session's temporal transformer (spec section 3, "KV ring"), in pages of a few positions each.
// A session holds only the pages its window reaches; copies share pages until one of them writes.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace duplex {

inline constexpr int64_t kPagePositions = 32;

struct KvShape {
  int32_t layers = 0, heads = 0, head_dim = 0;
  int64_t context = 0;       // ring of keys, in positions
  int64_t conversation = 0;  // most keys seen besides pinned ones; 0: as many as those leave of the context
  bool hide_oldest = false;  // once the ring is full its oldest key is not visible
  bool bf16 = false;         // what is stored: bfloat16, or float32
  size_t value_bytes() const { return bf16 ? 2 : 4; }
  size_t page_bytes() const { return 2 * size_t(layers) * heads * kPagePositions * head_dim * value_bytes(); }
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
  const std::byte* keys(int64_t page, int32_t layer, int32_t head) const { return rows(page, layer, 0, head); }
  const std::byte* values(int64_t page, int32_t layer, int32_t head) const { return rows(page, layer, 1, head); }
  // Stores k and v, each [heads, head_dim] float32, for a reserved position.
  void write(int64_t position, int32_t layer, const float* k, const float* v);

  size_t bytes() const;  // of pages held, shared ones included
  const KvShape& shape() const { return shape_; }

 private:
  using Page = std::shared_ptr<std::byte[]>;
  const std::byte* rows(int64_t page, int32_t layer, int32_t which, int32_t head) const {
    const size_t row = ((size_t(layer) * 2 + which) * shape_.heads + head) * kPagePositions * shape_.head_dim;
    return pages_[static_cast<size_t>(page)].get() + row * shape_.value_bytes();
  }
  Page take_page(int64_t first_needed);
  KvShape shape_;
  int64_t pinned_ = 0;
  int64_t oldest_page_ = 0;   // pages before it, pinned ones aside, are gone
  std::vector<Page> pages_;   // by position / kPagePositions
};

}  // namespace duplex
