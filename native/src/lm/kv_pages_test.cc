#include "lm/kv_pages.h"

#include <cstring>
#include <vector>

#include <doctest/doctest.h>

#include "error.h"

using namespace duplex;

namespace {

KvShape shape(int64_t context, bool hide_oldest, int64_t conversation = 0) { return {2, 2, 4, context, conversation, hide_oldest}; }

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

TEST_CASE("8-bit pages keep each position's key and value with scales of their own, in a copy too") {
  KvShape eight = shape(100, false);
  eight.stored = cpu::WeightType::i8;
  KvPages pages(eight);
  for (int64_t position = 0; position < 40; ++position) {
    pages.reserve(position, 1);
    for (int32_t layer = 0; layer < 2; ++layer) {
      std::vector<float> k(8), v(8);
      for (size_t i = 0; i < 8; ++i) {
        k[i] = static_cast<float>(position + 1) * (i < 4 ? 1.0f : 100.0f) * static_cast<float>(i % 4) / 3.0f;
        v[i] = -k[i];
      }
      pages.write(position, layer, k.data(), v.data());
    }
  }
  KvPages copy = pages;
  const std::vector<float> zero(8, 0.0f);
  copy.reserve(39, 1);
  copy.write(39, 1, zero.data(), zero.data());
  for (const int64_t position : {0, 31, 32, 38, 39}) {
    for (int32_t head = 0; head < 2; ++head) {
      const int64_t page = position / kPagePositions, slot = position % kPagePositions;
      const float largest = static_cast<float>(position + 1) * (head == 0 ? 1.0f : 100.0f);
      const auto* key = reinterpret_cast<const int8_t*>(pages.keys(page, 1, head)) + slot * 4;
      const auto* value = reinterpret_cast<const int8_t*>(pages.values(page, 1, head)) + slot * 4;
      CHECK(pages.key_scales(page, 1, head)[slot] == doctest::Approx(largest / 127));
      CHECK(pages.value_scales(page, 1, head)[slot] == doctest::Approx(largest / 127));
      CHECK((key[0] == 0 && key[1] == 42 && key[2] == 85 && key[3] == 127));
      CHECK((value[0] == 0 && value[1] == -42 && value[2] == -85 && value[3] == -127));
    }
  }
  CHECK(copy.key_scales(1, 1, 1)[7] == 0);
  CHECK(pages.shape().page_bytes() == shape(100, false).page_bytes() / 4 + pages.shape().page_rows() * sizeof(float));
  CHECK(KvPages(shape(100, false)).key_scales(0, 0, 0) == nullptr);
}

TEST_CASE("several positions reserved at once keep what the first of them sees") {
  KvPages pages(shape(100, false));
  for (int64_t position = 0; position < 300; ++position) write(pages, position, static_cast<float>(position));
  pages.reserve(300, 64);
  for (int64_t seen = pages.visible(300).first; seen < 300; ++seen) REQUIRE(key_at(pages, seen) == static_cast<float>(seen));
}
