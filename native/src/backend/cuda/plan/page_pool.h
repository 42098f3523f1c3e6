#pragma once
// Which pages of the device's key memory belong to whom, and who may have more. Numbers only: no device is touched here.
//
// Admission: a call is let in only if the pages of its whole ring can be promised to it, so that no call ever stops for want of memory.
// Pages that nobody was promised may hold saved states meanwhile.
#include <cstddef>
#include <cstdint>
#include <vector>

namespace duplex::cuda {

class PagePool {
 public:
  explicit PagePool(int32_t pages);

  int32_t total() const { return total_; }
  int32_t spare() const { return static_cast<int32_t>(free_.size()) - promised_; }  // neither held nor promised

  // Promises `pages` to a call; false where that many are not spare.
  bool promise(int32_t pages);
  void forgive(int32_t pages);  // of a promise, what was never taken
  int32_t take_promised();      // one page of a promise; the promise shrinks by it
  int32_t take_spare();         // −1: none
  void give_back(int32_t page);

 private:
  int32_t total_, promised_ = 0;
  std::vector<int32_t> free_;  // the last one given back is taken next
};

// The pages of one call's ring, taken as its positions reach them.
class CallPages {
 public:
  // Promised already: ring_pages.
  explicit CallPages(int32_t ring_pages) : promised_(ring_pages) { table_.reserve(static_cast<size_t>(ring_pages)); }

  // Takes what positions up to `last` need.
  void reach(PagePool& pool, int64_t last);
  void release(PagePool& pool);  // all pages and the rest of the promise
  const std::vector<int32_t>& table() const { return table_; }  // by slot / kPageSlots; shorter than the ring until it is full

 private:
  int32_t promised_;
  std::vector<int32_t> table_;
};

}  // namespace duplex::cuda
