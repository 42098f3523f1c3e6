#include <doctest/doctest.h>

#include "backend/cuda/plan/batches.h"

using namespace duplex::cuda;

TEST_CASE("every number of rows has a graph that holds it") {
  for (int32_t rows = 1; rows <= kMostRows; ++rows) {
    CHECK(batch_bucket(rows) >= rows);
    CHECK(batch_bucket(rows) <= kMostRows);
    CHECK(batch_bucket(batch_bucket(rows)) == batch_bucket(rows));
  }
  CHECK(batch_bucket(1) == 1);
  CHECK(batch_bucket(5) == 6);
  CHECK(batch_bucket(81) == 88);
}

TEST_CASE("as many calls as fit at full context, and no more than are allowed") {
  MemoryRoom room;
  room.page_bytes = 100;
  room.ring_pages = 10;
  room.codec_bytes = 50;
  room.free_bytes = 100 + 1050 * 3;
  room.limit_bytes = 0;
  CHECK(plan_memory(room).calls == 2);  // a twentieth stays free
  room.free_bytes = 1'000'000;
  CHECK(plan_memory(room).calls == kMostRows);
  CHECK(plan_memory(room).pages == kMostRows * 10 + 1 + 40);
  room.most_calls = 3;
  CHECK(plan_memory(room).calls == 3);
  room.limit_bytes = 5000;
  room.used_bytes = 3000;
  CHECK(plan_memory(room).calls == 1);
  CHECK(plan_memory(room).pages == 10 + 1 + 8);
  room.used_bytes = 4000;
  CHECK(plan_memory(room).calls == 0);
}
