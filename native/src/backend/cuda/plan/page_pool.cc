#include "backend/cuda/plan/page_pool.h"

#include <algorithm>

#include "backend/cuda/plan/kv_ring.h"
#include "error.h"

namespace duplex::cuda {

PagePool::PagePool(int32_t pages) : total_(pages) {
  free_.reserve(static_cast<size_t>(pages));
  for (int32_t page = pages - 1; page >= 0; --page) free_.push_back(page);
}

bool PagePool::promise(int32_t pages) {
  if (pages > spare()) return false;
  promised_ += pages;
  return true;
}

void PagePool::forgive(int32_t pages) { promised_ -= pages; }

int32_t PagePool::take_promised() {
  if (promised_ <= 0 || free_.empty()) throw Error(DUPLEX_INTERNAL, "key pages: a page was taken that nobody was promised.");
  --promised_;
  const int32_t page = free_.back();
  free_.pop_back();
  return page;
}

int32_t PagePool::take_spare() {
  if (spare() <= 0) return -1;
  const int32_t page = free_.back();
  free_.pop_back();
  return page;
}

void PagePool::give_back(int32_t page) { free_.push_back(page); }

void CallPages::reach(PagePool& pool, int64_t last) {
  const int64_t ring = promised_ + static_cast<int64_t>(table_.size());
  const int64_t needed = std::min(last / kPageSlots + 1, ring);
  while (static_cast<int64_t>(table_.size()) < needed) {
    table_.push_back(pool.take_promised());
    --promised_;
  }
}

void CallPages::release(PagePool& pool) {
  for (const int32_t page : table_) pool.give_back(page);
  pool.forgive(promised_);
  table_.clear();
  promised_ = 0;
}

}  // namespace duplex::cuda
