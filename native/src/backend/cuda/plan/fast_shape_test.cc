#include <doctest/doctest.h>

#include "backend/cuda/plan/batches.h"
#include "backend/cuda/plan/fast_shape.h"
#include "backend/cuda/plan/kv_ring.h"
#include "error.h"

using namespace duplex;
using namespace duplex::cuda;

TEST_CASE("PersonaPlex and Moshi at full size have fast kernels, other sizes say why not") {
  LmConfig config;
  CHECK(why_not_fast(config, 8, true, KeyType::bf16, 90).empty());
  CHECK(why_not_fast(config, 8, true, KeyType::i8, 90).empty());
  config.num_layers = 2;
  config.context = 750;
  CHECK(why_not_fast(config, 8, true, KeyType::i8, 90).empty());
  CHECK(why_not_fast(config, 8, false, KeyType::bf16, 90).find("float32") != std::string::npos);
  CHECK(why_not_fast(config, 8, true, KeyType::f32, 90).find("keys") != std::string::npos);
  CHECK(why_not_fast(config, 16, true, KeyType::bf16, 90) == "depformer steps 8 expected, 16 found");
  CHECK(why_not_fast(config, 8, true, KeyType::bf16, 80) == "compute capability 9.0 expected, 8.0 found");
  config.dim = 512;
  CHECK(why_not_fast(config, 8, true, KeyType::bf16, 90) == "dim 4096 expected, 512 found");
}

TEST_CASE("bytes of a page, and how many calls fit the memory of a card") {
  const LmConfig config;
  CHECK(page_value_bytes(config, KeyType::bf16) == int64_t{32} * 2 * 32 * 64 * 128 * 2);
  CHECK(page_scale_bytes(config, KeyType::bf16) == 0);
  CHECK(page_scale_bytes(config, KeyType::i8) == int64_t{32} * 2 * 32 * 64 * 2);
  CHECK(ring_pages_for(config.context) == 48);
  // 80 GB card, 8-bit weights and keys: what the weights leave holds 80 calls. 12 GB: one call with a window of 750.
  MemoryRoom room{int64_t{85'000'000'000} - 10'500'000'000, 0, 0, page_value_bytes(config, KeyType::i8) + page_scale_bytes(config, KeyType::i8), 48, 17'000'000};
  CHECK(plan_memory(room).calls >= 80);
  room = {int64_t{70'000'000'000}, 12'000'000'000, 11'000'000'000, room.page_bytes, ring_pages_for(750), 17'000'000};
  CHECK(plan_memory(room).calls >= 1);
}

TEST_CASE("a codec of other sizes is refused with what was found") {
  MimiConfig config;
  CHECK_NOTHROW(require_codec_shape(config));
  CHECK(codec_fits_tensor_cores(config));
  config.seanet.n_residual_layers = 2;
  CHECK_THROWS_WITH_AS(require_codec_shape(config), doctest::Contains("n_residual_layers 1 expected, 2 found"), Error);
  config = {};
  config.seanet.n_filters = 2;
  CHECK_NOTHROW(require_codec_shape(config));
  CHECK_FALSE(codec_fits_tensor_cores(config));
  LmConfig lm;
  CHECK_NOTHROW(require_lm_shape(lm));
  lm.n_q = 8;
  CHECK_THROWS_AS(require_lm_shape(lm), Error);
}
