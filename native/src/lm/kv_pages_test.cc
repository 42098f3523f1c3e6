#include "lm/kv_pages.h"

#include <cstring>
#include <vector>

#include <doctest/doctest.h>

#include "error.h"

using namespace duplex;

namespace {

KvShape shape(int64_t context, bool hide_oldest, int64_t conversation = 0) { return {2, 2, 4, context, conversation, hide_oldest, false}; }

void write(KvPages& pages, int64_t position, float value) {
  const std::vector<float> row(8, value);
  pages.reserve(position, 1);
  for (int32_t layer = 0; layer < 2; ++layer) pages.write(position, layer, row.data(), row.data());
}

float key_at(const KvPages& pages, int64_t position) {
  float value = 0;
  std::memcpy(&value, pages.keys(position / kPagePositions, 1, 1) + size_t(position % kPagePositions) * 4 * sizeof(float), sizeof value);
  return value;
}

}  // namespace

TEST_CASE("a query sees the last `context` keys, one fewer once full where the oldest is hidden") {
  const KvPages full(shape(24, false)), hiding(shape(24, true));
  CHECK(full.visible(5).first == 0);
  CHECK(full.visible(23).first == 0);
  CHECK(full.visible(24).first == 1);
  CHECK(hiding.visible(22).first == 0);
  CHECK(hiding.visible(23).first == 1);
  CHECK(hiding.visible(100).first == 78);
}

TEST_CASE("pages that nothing can see are used again: memory stays flat however long a call lasts") {
  KvPages pages(shape(100, false));
  size_t most = 0;
  for (int64_t position = 0; position < 2000; ++position) {
    write(pages, position, static_cast<float>(position));
    most = std::max(most, pages.bytes());
    for (int64_t seen = pages.visible(position).first; seen <= position; seen += 17) REQUIRE(key_at(pages, seen) == static_cast<float>(seen));
  }
  CHECK(most <= 5 * pages.shape().page_bytes());
}

TEST_CASE("a copy shares pages until one side writes") {
  KvPages pages(shape(100, false));
  for (int64_t position = 0; position < 40; ++position) write(pages, position, 1);
  KvPages copy = pages;
  write(copy, 40, 2);
  write(pages, 40, 3);
  write(copy, 41, 4);
  CHECK(key_at(copy, 40) == 2);
  CHECK(key_at(pages, 40) == 3);
  CHECK(key_at(copy, 39) == 1);
  CHECK(copy.keys(0, 0, 0) == pages.keys(0, 0, 0));
  CHECK(copy.keys(1, 0, 0) != pages.keys(1, 0, 0));
}

TEST_CASE("of a conversation window a query behind pinned positions sees that many keys besides them, however short they are") {
  for (const bool hide_oldest : {false, true}) {
    KvPages pages(shape(100, hide_oldest, 30)), unpinned(shape(100, hide_oldest, 30)), long_prompt(shape(100, hide_oldest, 30));
    pages.pin(5), long_prompt.pin(90);
    size_t most = 0;
    for (int64_t position = 0; position < 1000; ++position) {
      write(pages, position, static_cast<float>(position));
      most = std::max(most, pages.bytes());
    }
    CHECK(pages.visible(34).first == 5);
    CHECK(pages.visible(35).first == 6);
    CHECK(pages.visible(999).first == 970);
    CHECK(pages.pinned_query_position(999) == 34);
    CHECK(key_at(pages, 970) == 970);
    CHECK(key_at(pages, 4) == 4);
    CHECK(most <= 3 * pages.shape().page_bytes());
    CHECK(unpinned.visible(999).first == (hide_oldest ? 901 : 900));     // nothing pinned: the whole context
    CHECK(long_prompt.visible(999).first == (hide_oldest ? 991 : 990));  // no more than the context leaves
  }
}

TEST_CASE("pinned positions stay, the window shrinks by as many and is thought to follow them") {
  KvPages pages(shape(100, false));
  pages.pin(40);
  for (int64_t position = 0; position < 1000; ++position) write(pages, position, static_cast<float>(position));
  const VisibleKeys seen = pages.visible(999);
  CHECK(seen.pinned_end == 40);
  CHECK(seen.first == 940);
  CHECK(key_at(pages, 39) == 39);
  CHECK(pages.pinned_query_position(999) == 99);
  CHECK(pages.pinned_query_position(60) == 60);
  CHECK(pages.visible(20).first == 0);
  CHECK_THROWS_AS(pages.pin(99), Error);
}

TEST_CASE("several positions reserved at once keep what the first of them sees") {
  KvPages pages(shape(100, false));
  for (int64_t position = 0; position < 300; ++position) write(pages, position, static_cast<float>(position));
  pages.reserve(300, 64);
  for (int64_t seen = pages.visible(300).first; seen < 300; ++seen) REQUIRE(key_at(pages, seen) == static_cast<float>(seen));
}
