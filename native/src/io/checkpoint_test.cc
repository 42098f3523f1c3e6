#include "io/checkpoint.h"

#include <doctest/doctest.h>

#include "error.h"
#include "io/sha256.h"

using namespace duplex;

namespace {
const std::filesystem::path PARITY = std::filesystem::path(DUPLEX_FIXTURES) / "parity";
}

TEST_CASE("SHA-256 of the standard's examples") {
  Sha256 abc;
  abc.add("abc", 3);
  CHECK(abc.hex() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  Sha256 million;
  const std::string part(1000, 'a');
  for (int i = 0; i < 1000; ++i) million.add(part.data(), part.size());
  CHECK(million.hex() == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("a PersonaPlex folder: files, voices, 8 of 16 depformer sets") {
  const auto checkpoint = Checkpoint::open(PARITY / "session-tiny");
  CHECK(checkpoint->name() == "session-tiny");
  CHECK(checkpoint->config().architecture == Architecture::personaplex);
  CHECK(checkpoint->depformer_sets() == 16);
  CHECK(checkpoint->has_tokenizer());
  CHECK(checkpoint->voices() == std::vector<std::string>{"TINYM0-cuda.pt", "TINYM0.pt", "TINYM0.wav"});
  CHECK(checkpoint->voice_path("TINYM0").filename() == "TINYM0.pt");
  CHECK_THROWS_AS(checkpoint->voice_path("../user"), Error);
  const LmTensors eight = checkpoint->lm_tensors();
  CHECK(eight.steps.size() == 8);
  CHECK(eight.layers.size() == 3);
  const LmTensors sixteen = checkpoint->lm_tensors(16);
  REQUIRE(sixteen.steps.size() == 16);
  const int64_t width = checkpoint->config().lm.depformer_dim;
  const TensorView& joint = *checkpoint->lm().find("depformer.layers.0.self_attn.in_proj_weight");
  CHECK(sixteen.steps[15].attention[0].in_proj.data == joint.data + joint.bytes() / 16 * 15);
  CHECK(sixteen.steps[15].attention[0].in_proj.shape == std::vector<int64_t>{3 * width, width});
  CHECK_NOTHROW(checkpoint->mimi_tensors());
  CHECK(checkpoint->parameter_count() > 0);
  CHECK(checkpoint->weights_sha256().size() == 64);
  CHECK(checkpoint->weights_sha256() != checkpoint->weights_fingerprint());
  CHECK(checkpoint->weights_fingerprint() == Checkpoint::open(PARITY / "session-tiny")->weights_fingerprint());
}

TEST_CASE("a Moshi folder has eight sets and no more") {
  const auto checkpoint = Checkpoint::open(PARITY / "moshi-tiny");
  CHECK(checkpoint->config().architecture == Architecture::moshi);
  CHECK(checkpoint->depformer_sets() == 8);
  CHECK(checkpoint->lm_tensors().steps.size() == 8);
  CHECK_THROWS_AS(checkpoint->lm_tensors(16), Error);
  CHECK_NOTHROW(checkpoint->mimi_tensors());
}

TEST_CASE("a codec alone and a language model alone are found by their tensors") {
  const auto codec = Checkpoint::open(PARITY / "mimi-tiny");
  CHECK(codec->has_mimi());
  CHECK_FALSE(codec->has_lm());
  CHECK_NOTHROW(codec->mimi_tensors());
  CHECK_THROWS_AS(codec->lm_tensors(), Error);
  const auto lm = Checkpoint::open(PARITY / "lm-tiny");
  CHECK(lm->has_lm());
  CHECK_FALSE(lm->has_mimi());
  CHECK(lm->lm_tensors(16).steps.size() == 16);
  CHECK_THROWS_AS(lm->mimi(), Error);
  CHECK_THROWS_AS(Checkpoint::open(PARITY), Error);
  CHECK_THROWS_AS(Checkpoint::open(PARITY / "nowhere"), Error);
}

TEST_CASE("sizes that do not fit the file are named with file, tensor, expected and found") {
  const auto checkpoint = Checkpoint::open(PARITY / "lm-tiny");
  LmConfig wrong = checkpoint->config().lm;
  wrong.text_card += 1;
  CHECK_THROWS_WITH(find_lm_tensors(checkpoint->lm(), wrong), doctest::Contains("tensor 'text_emb.weight': expected shape [98, 64], found [97, 64]"));
  wrong = checkpoint->config().lm;
  wrong.depformer_dim = 16;
  CHECK_THROWS_WITH(find_lm_tensors(checkpoint->lm(), wrong), doctest::Contains("expected shape [any, 16], found [1536, 32]"));
  wrong = checkpoint->config().lm;
  wrong.num_layers = 4;
  CHECK_THROWS_WITH(find_lm_tensors(checkpoint->lm(), wrong), doctest::Contains("transformer.layers.3.norm1.alpha': expected [1, 1, 64], found no such tensor"));
}
