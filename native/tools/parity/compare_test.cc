// The comparator must fail what is wrong: a pack made here, with one tensor of each kind.
#include <cmath>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>

#include "error.h"
#include "io/made_file.h"
#include "parity/pack.h"

using namespace duplex;
using namespace duplex::parity;

namespace {

const std::filesystem::path FOLDER = std::filesystem::temp_directory_path() / "duplex-compare-test";

Pack make_pack(const std::string& checks) {
  std::filesystem::create_directories(FOLDER);
  MadeFile vectors;
  const int32_t tokens[] = {1, 2, 3, 4, 5, 6};
  vectors.add("tokens", Dtype::i32, {2, 3}, tokens);
  vectors.add_f32("hidden", {2}, {1.0f, -1.0f});
  vectors.add_f32("half", {2}, {1.5f, -1.5f});
  std::ofstream(FOLDER / "vectors.safetensors", std::ios::binary) << vectors.bytes();
  std::ofstream(FOLDER / "checks.json") << checks;
  return Pack(FOLDER);
}

constexpr const char* CHECKS = R"({"tokens":{"kind":"exact"},"hidden":{"kind":"close","max_abs":0.01,"measured":0},
                                   "half":{"kind":"stat","against":"hidden","rel_rms":0.1,"max_abs":0.2}})";

bool last_ok(const Pack& pack) { return pack.outcomes().back().ok; }

}  // namespace

TEST_CASE("exact, close and stat hold within their limits and fail outside") {
  Pack pack = make_pack(CHECKS);
  CHECK(pack.missing() == std::vector<std::string>{"half", "hidden", "tokens"});
  pack.report("tokens", std::vector<int32_t>{1, 2, 3, 4, 5, 6}, {2, 3});
  CHECK(last_ok(pack));
  pack.report("tokens", std::vector<int32_t>{1, 2, 3, 4, 7, 6}, {2, 3});
  CHECK_FALSE(last_ok(pack));
  CHECK(pack.outcomes().back().detail == "1 of 6 differ, first at [1, 1]: expected 5, found 7");
  pack.report("tokens", std::vector<int32_t>{1, 2, 3, 4, 5, 6}, {3, 2});
  CHECK_FALSE(last_ok(pack));
  pack.report("tokens", std::vector<int32_t>{1, 2, 3});
  CHECK_FALSE(last_ok(pack));
  pack.report("hidden", std::vector<float>{1.005f, -1.0f});
  CHECK(last_ok(pack));
  pack.report("hidden", std::vector<float>{1.011f, -1.0f});
  CHECK_FALSE(last_ok(pack));
  for (const float wrong : {NAN, INFINITY}) {
    pack.report("hidden", std::vector<float>{wrong, -1.0f});
    CHECK_FALSE(last_ok(pack));
  }
  pack.report("half", std::vector<float>{1.05f, -1.0f});  // compared with "hidden", not with itself
  CHECK(last_ok(pack));
  pack.report("half", std::vector<float>{1.15f, -1.15f});  // within max_abs, beyond rms
  CHECK_FALSE(last_ok(pack));
  CHECK(pack.missing().empty());
  pack.report("unknown", std::vector<float>{1});
  CHECK(pack.outcomes().size() == 10);
}

TEST_CASE("a folder that is no pack is refused") {
  CHECK_THROWS_AS(Pack("/nowhere"), Error);
  CHECK_THROWS_WITH(make_pack(R"({"absent":{"kind":"exact"}})"), doctest::Contains("'absent' is not in vectors.safetensors"));
  CHECK_THROWS_WITH(make_pack(R"({"tokens":{"kind":"near"}})"), doctest::Contains("expected a kind among"));
  CHECK_THROWS_WITH(make_pack(R"({"hidden":{"kind":"close"}})"), doctest::Contains("expected a number max_abs"));
  CHECK_THROWS_WITH(make_pack("{"), doctest::Contains("expected JSON"));
}
