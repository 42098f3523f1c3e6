#pragma once
// The arithmetic of a call's ring of keys on the device, shared by host and kernels: where a position stands, which positions a query sees.
//
// A call has `ring_pages` pages of kPageSlots positions. The pages that hold pinned positions are kept; all later positions go round in the
// rest. So slot s of a call is page table[s / kPageSlots], and the table never changes while the call lives.
#include <cstdint>

#ifdef __CUDACC__
#define DUPLEX_HOST_DEVICE __host__ __device__ __forceinline__
#else
#define DUPLEX_HOST_DEVICE inline
#endif

namespace duplex::cuda {

inline constexpr int kPageSlots = 64;

// One call's ring as one of its queries sees it. `window`: the keys behind a query that are visible, its own included, besides the pinned ones.
struct KvRing {
  int slots = 0;   // ring_pages · kPageSlots
  int pinned = 0;  // positions [0, pinned) are always visible
  int window = 0;

  DUPLEX_HOST_DEVICE int kept() const { return (pinned + kPageSlots - 1) / kPageSlots * kPageSlots; }
  DUPLEX_HOST_DEVICE int turning() const { return slots - kept(); }
  DUPLEX_HOST_DEVICE int slot_of(int position) const { return position < kept() ? position : kept() + (position - kept()) % turning(); }
  // The newest position at or before `newest` that stands at `slot`; negative or beyond `newest`: none yet.
  DUPLEX_HOST_DEVICE int position_at(int slot, int newest) const {
    if (slot < kept()) return slot;
    if (newest < kept()) return -1;
    const int newest_slot = slot_of(newest);
    const int position = newest - newest_slot + slot - (slot <= newest_slot ? 0 : turning());
    return position < kept() ? -1 : position;
  }
  // What a query at `position` sees: [0, pinned) and [first, position].
  DUPLEX_HOST_DEVICE int first_visible(int position) const {
    const int first = position + 1 - window;
    return first > pinned ? first : pinned;
  }
  DUPLEX_HOST_DEVICE bool sees(int position, int key) const { return key >= 0 && key <= position && (key < pinned || key >= first_visible(position)); }
  // With pinned keys the window is thought to follow them directly: where a query is rotated to meet them.
  DUPLEX_HOST_DEVICE int pinned_query_position(int position) const {
    return position < pinned ? position : position - (first_visible(position) - pinned);
  }
  // How many positions from `first` on may be written before the first of them attends, of `wanted`: none of them may stand where a
  // key lies that one of the queries still sees.
  DUPLEX_HOST_DEVICE int together(int first, int wanted) const {
    if (first + wanted <= slots) return wanted;
    const int safe = turning() - window + 1, before_the_turn = slots - first;
    const int most = safe > before_the_turn ? safe : before_the_turn;
    return most < wanted ? (most > 1 ? most : 1) : wanted;
  }
};

// What the rings of all calls of a model have alike.
struct RingShape {
  int pages = 0;         // of a call
  int window = 0;        // keys that a query sees where none are pinned: the context, one fewer where the rule hides the oldest of a full ring
  int conversation = 0;  // most keys seen besides pinned ones; 0: as many as those leave of the window

  DUPLEX_HOST_DEVICE KvRing pinning(int pinned) const {
    const int left = window - pinned;
    return {pages * kPageSlots, pinned, conversation > 0 && pinned > 0 && conversation < left ? conversation : left};
  }
};

// Pages of a call at full context: one more than the context fills, so that pinned positions may end inside a page.
DUPLEX_HOST_DEVICE int ring_pages_for(int context) { return (context + kPageSlots - 1) / kPageSlots + 1; }

}  // namespace duplex::cuda
