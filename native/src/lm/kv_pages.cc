#include "lm/kv_pages.h"

#include <algorithm>
#include <cstring>

#include "backend/cpu/bf16.h"
#include "backend/cpu/quantize_row.h"
#include "error.h"

namespace duplex {

void KvPages::pin(int64_t positions) {
  if (positions < 0 || positions > shape_.context - 2) {
    throw Error(DUPLEX_BAD_ARGUMENT, "pin_prompt: expected a prompt of at most " + std::to_string(shape_.context - 2) +
                                         " positions for a context of " + std::to_string(shape_.context) + ", received " +
                                         std::to_string(positions) + "; shorten the prompt or leave it unpinned.");
  }
  pinned_ = positions;
}

VisibleKeys KvPages::visible(int64_t position) const {
  const int64_t written = position + 1;
  int64_t window = shape_.context - pinned_;
  if (shape_.hide_oldest && written >= shape_.context) --window;
  if (shape_.conversation > 0 && pinned_ > 0) window = std::min(window, shape_.conversation);
  const int64_t first = std::max(pinned_, written - window);
  return written <= pinned_ ? VisibleKeys{0, 0} : VisibleKeys{pinned_, first};
}

int64_t KvPages::pinned_query_position(int64_t position) const {
  const VisibleKeys seen = visible(position);
  return position - (seen.first - seen.pinned_end);
}

// A page that has left the window and is nobody else's is used again.
KvPages::Page KvPages::take_page(int64_t first_needed) {
  const int64_t kept_pages = (pinned_ + kPagePositions - 1) / kPagePositions;
  oldest_page_ = std::max(oldest_page_, kept_pages);
  Page reused;
  for (; (oldest_page_ + 1) * kPagePositions <= first_needed && oldest_page_ < static_cast<int64_t>(pages_.size()); ++oldest_page_) {
    Page& gone = pages_[static_cast<size_t>(oldest_page_)];
    if (gone && gone.use_count() == 1) reused = std::move(gone);
    gone.reset();
  }
  return reused ? reused : Page(new std::byte[shape_.page_bytes()]);
}

void KvPages::reserve(int64_t position, int64_t count) {
  const int64_t last_page = (position + count - 1) / kPagePositions;
  if (static_cast<int64_t>(pages_.size()) <= last_page) pages_.resize(static_cast<size_t>(last_page) + 1);
  for (int64_t index = position / kPagePositions; index <= last_page; ++index) {
    Page& page = pages_[static_cast<size_t>(index)];
    if (!page) {
      Page fresh = take_page(visible(position).first);
      pages_[static_cast<size_t>(index)] = std::move(fresh);
    } else if (page.use_count() > 1) {
      Page own(new std::byte[shape_.page_bytes()]);
      std::memcpy(own.get(), page.get(), shape_.page_bytes());
      page = std::move(own);
    }
  }
}

void KvPages::write(int64_t position, int32_t layer, const float* k, const float* v) {
  const int64_t page = position / kPagePositions, slot = position % kPagePositions;
  const auto width = static_cast<size_t>(shape_.head_dim);
  for (int32_t which = 0; which < 2; ++which) {
    const float* from = which == 0 ? k : v;
    for (int32_t head = 0; head < shape_.heads; ++head, from += width) {
      const size_t index = first_row(layer, which, head) + static_cast<size_t>(slot);
      std::byte* to = row(page, index);
      switch (shape_.stored) {
        case cpu::WeightType::f32:
          std::memcpy(to, from, width * sizeof(float));
          break;
        case cpu::WeightType::bf16:
          std::transform(from, from + width, reinterpret_cast<uint16_t*>(to), cpu::to_bf16);
          break;
        case cpu::WeightType::i8:
          *scale(page, index) = cpu::quantize_row({from, width}, reinterpret_cast<int8_t*>(to));
          break;
      }
    }
  }
}

size_t KvPages::bytes() const {
  const auto held = std::count_if(pages_.begin(), pages_.end(), [](const Page& page) { return page != nullptr; });
  return static_cast<size_t>(held) * shape_.page_bytes();
}

}  // namespace duplex
