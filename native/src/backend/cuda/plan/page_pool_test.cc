#include <doctest/doctest.h>

#include <random>
#include <set>

#include "backend/cuda/plan/kv_ring.h"
#include "backend/cuda/plan/page_pool.h"
#include "lm/kv_pages.h"

using namespace duplex;
using namespace duplex::cuda;

TEST_CASE("a call is let in only if its whole ring can be promised") {
  PagePool pool(10);
  CHECK(pool.promise(4));
  CHECK(pool.promise(4));
  CHECK_FALSE(pool.promise(4));
  CHECK(pool.spare() == 2);
  CallPages call(4);
  call.reach(pool, 0);
  CHECK(call.table().size() == 1);
  call.reach(pool, 3 * kPageSlots);
  CHECK(call.table().size() == 4);
  call.reach(pool, 1'000'000);  // goes round
  CHECK(call.table().size() == 4);
  CHECK(pool.spare() == 2);
  call.release(pool);
  CHECK(pool.spare() == 6);
  CHECK(pool.promise(4));
}

TEST_CASE("saved states take spare pages and never promised ones") {
  PagePool pool(5);
  CHECK(pool.promise(4));
  const int32_t kept = pool.take_spare();
  CHECK(kept >= 0);
  CHECK(pool.take_spare() == -1);
  CallPages call(4);
  call.reach(pool, 4 * kPageSlots);
  std::set<int32_t> pages(call.table().begin(), call.table().end());
  pages.insert(kept);
  CHECK(pages.size() == 5);
  pool.give_back(kept);
  CHECK(pool.spare() == 1);
}

TEST_CASE("a call that never reached its pages leaves none behind") {
  PagePool pool(8);
  for (int i = 0; i < 100; ++i) {
    CHECK(pool.promise(8));
    CallPages call(8);
    call.reach(pool, i * 17);
    call.release(pool);
    CHECK(pool.spare() == 8);
  }
}

TEST_CASE("the ring on the device shows a query the keys that the CPU's pages show") {
  std::mt19937 random(7);
  for (int round = 0; round < 100; ++round) {
    const int context = 3 + static_cast<int>(random() % 300);
    const bool hide = random() % 2;
    const int pinned = random() % 2 ? 0 : static_cast<int>(random() % static_cast<unsigned>(context - 2));
    const int conversation = random() % 2 ? 0 : 1 + static_cast<int>(random() % static_cast<unsigned>(context));
    KvPages pages({1, 1, 4, context, conversation, hide});
    pages.pin(pinned);
    const KvRing ring = RingShape{ring_pages_for(context), context - (hide ? 1 : 0), conversation}.pinning(pinned);
    for (int at = 0; at < 40; ++at) {
      const int position = static_cast<int>(random() % 2000);
      const VisibleKeys seen = pages.visible(position);
      CHECK(ring.pinned_query_position(position) == pages.pinned_query_position(position));
      std::set<int> expected, found;
      for (int key = 0; key <= position; ++key) {
        if (key < seen.pinned_end || key >= seen.first) expected.insert(key);
      }
      for (int slot = 0; slot < ring.slots; ++slot) {
        const int key = ring.position_at(slot, position);
        if (ring.sees(position, key) && ring.slot_of(key) == slot) found.insert(key);
      }
      CHECK(found == expected);
    }
  }
}

TEST_CASE("positions written together never overwrite what one of them still sees") {
  std::mt19937 random(8);
  for (int round = 0; round < 300; ++round) {
    const int context = 3 + static_cast<int>(random() % 300);
    const int pinned = random() % 2 ? 0 : static_cast<int>(random() % static_cast<unsigned>(context - 2));
    const KvRing ring{ring_pages_for(context) * kPageSlots, pinned, context - pinned - static_cast<int>(random() % 2)};
    const int first = static_cast<int>(random() % 1500), count = ring.together(first, 96);
    REQUIRE(count >= 1);
    REQUIRE(count <= 96);
    const int newest = first + count - 1;
    std::vector<int> holds(static_cast<size_t>(ring.slots), -1);
    for (int position = 0; position <= newest; ++position) holds[static_cast<size_t>(ring.slot_of(position))] = position;
    int wrong = 0;
    for (int query = first; query <= newest; ++query) {
      for (int key = 0; key <= query; ++key) wrong += ring.sees(query, key) && holds[static_cast<size_t>(ring.slot_of(key))] != key;
      for (int slot = 0; slot < ring.slots; ++slot) {  // and what the slot arithmetic calls visible is what lies there
        const int key = ring.position_at(slot, query);
        wrong += ring.sees(query, key) && holds[static_cast<size_t>(slot)] != key;
      }
    }
    REQUIRE(wrong == 0);
  }
}
