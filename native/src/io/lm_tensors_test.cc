#include "io/lm_tensors.h"

#include <doctest/doctest.h>

#include "error.h"
#include "io/made_file.h"
#include "io/mimi_tensors.h"

using namespace duplex;

namespace {

constexpr int64_t DIM = 4, DEPTH = 2, HIDDEN = 11, DEPTH_HIDDEN = 5;

LmConfig small_lm() {
  LmConfig lm;
  lm.dim = DIM, lm.depformer_dim = DEPTH, lm.num_layers = lm.num_heads = lm.depformer_num_heads = lm.depformer_num_layers = 1;
  lm.hidden_scale = 4.25, lm.depformer_dim_feedforward = 8;
  lm.text_card = 4, lm.card = 2, lm.n_q = 4, lm.dep_q = 4;
  lm.delays = {0, 0, 1, 0, 1};
  return lm;
}

// A language model of `sets` depformer sets; `split`: attention projections each under a name of their own.
MadeFile make_lm(int sets, bool split) {
  MadeFile file;
  for (int row = 0; row < 4; ++row) file.add_bf16("emb." + std::to_string(row) + ".weight", {3, DIM});
  file.add_bf16("text_emb.weight", {5, DIM});
  file.add_bf16("text_linear.weight", {4, DIM});
  file.add_bf16("out_norm.alpha", {1, 1, DIM});
  for (const char* norm : {"norm1.alpha", "norm2.alpha"}) {
    file.add_bf16(std::string("transformer.layers.0.") + norm, {1, 1, DIM});
    file.add_bf16(std::string("depformer.layers.0.") + norm, {1, 1, DEPTH});
  }
  const auto attention = [&](const std::string& prefix, int count, int64_t width) {
    if (!split) {
      file.add_bf16(prefix + "in_proj_weight", {count * 3 * width, width});
      file.add_bf16(prefix + "out_proj.weight", {count * width, width});
    }
    for (int set = 0; split && set < count; ++set) {
      file.add_bf16(prefix + "in_projs." + std::to_string(set) + ".weight", {3 * width, width});
      file.add_bf16(prefix + "out_projs." + std::to_string(set) + ".weight", {width, width});
    }
  };
  attention("transformer.layers.0.self_attn.", 1, DIM);
  attention("depformer.layers.0.self_attn.", sets, DEPTH);
  file.add_bf16("transformer.layers.0.gating.linear_in.weight", {2 * HIDDEN, DIM});
  file.add_bf16("transformer.layers.0.gating.linear_out.weight", {DIM, HIDDEN});
  file.add_bf16("depformer_text_emb.weight", {5, DEPTH});
  for (int set = 0; set < sets; ++set) {
    const std::string number = std::to_string(set);
    file.add_bf16("depformer_in." + number + ".weight", {DEPTH, DIM});
    file.add_bf16("linears." + number + ".weight", {2, DEPTH});
    if (set + 1 < sets) file.add_bf16("depformer_emb." + number + ".weight", {3, DEPTH});
    file.add_bf16("depformer.layers.0.gating." + number + ".linear_in.weight", {2 * DEPTH_HIDDEN, DEPTH});
    file.add_bf16("depformer.layers.0.gating." + number + ".linear_out.weight", {DEPTH, DEPTH_HIDDEN});
  }
  return file;
}

}  // namespace

TEST_CASE("both namings of the attention projections, from files of half and of all sets") {
  REQUIRE(small_lm().ffn_hidden() == HIDDEN);
  REQUIRE(small_lm().depformer_ffn_hidden() == DEPTH_HIDDEN);
  for (const int sets : {2, 4})
    for (const bool split : {false, true}) {
      MadeFile made = make_lm(sets, split);
      const auto file = made.open();
      CHECK(count_depformer_sets(*file, small_lm()) == sets);
      const LmTensors lm = find_lm_tensors(*file, small_lm());
      REQUIRE(lm.steps.size() == 2);
      const auto second = to_f32(lm.steps[1].attention[0].in_proj);
      CHECK(lm.steps[1].attention[0].in_proj.shape == std::vector<int64_t>{3 * DEPTH, DEPTH});
      CHECK(second[0] == (split ? 0.0f : 12.0f));  // row 6 of the joint tensor is value 12
      CHECK(to_f32(lm.steps[1].attention[0].out_proj)[0] == (split ? 0.0f : 4.0f));
      CHECK(lm.steps[0].emb.shape == std::vector<int64_t>{5, DEPTH});
      CHECK(lm.steps[1].emb.shape == std::vector<int64_t>{3, DEPTH});
      if (sets == 4) CHECK(find_lm_tensors(*file, small_lm(), 4).steps.size() == 4);
      else CHECK_THROWS_WITH(find_lm_tensors(*file, small_lm(), 4), doctest::Contains("expected 4 depformer weight sets, found 2"));
    }
  MadeFile odd = make_lm(3, false);
  CHECK_THROWS_WITH(find_lm_tensors(*odd.open(), small_lm()), doctest::Contains("expected 2 or 4 weight sets of 3 x 2 rows, found [18, 2]"));
}

TEST_CASE("quantised files are refused by name") {
  MadeFile scaled = make_lm(4, false);
  scaled.add_f32("text_linear.weight_scb", {4}, std::vector<float>(4));
  CHECK_THROWS_WITH(find_lm_tensors(*scaled.open(), small_lm()), doctest::Contains("'text_linear.weight': expected F32, BF16 or F16 weights"));
}

TEST_CASE("weight norm is folded and old buffer names are found") {
  MadeFile made;
  made.add_f32("encoder.model.0.conv.conv.weight_g", {2, 1, 1}, {10, 1});
  made.add_f32("encoder.model.0.conv.conv.weight_v", {2, 1, 2}, {3, 4, 0, 2});
  made.add_f32("quantizer.rvq_first.vq.layers.0._codebook.embed_avg", {2, 2}, {2, 4, 6, 1e-5f});
  made.add_f32("quantizer.rvq_first.vq.layers.0._codebook.cluster_size", {2}, {2, 0});
  const auto file = made.open();
  const MimiTensors tensors(*file);
  CHECK(tensors.values("encoder.model.0.conv.conv.weight", {2, 1, 2}) == std::vector<float>{6, 8, 0, 1});
  MimiConfig config;
  config.bins = config.quantizer_dimension = 2;
  CHECK(tensors.centroids(0, config) == std::vector<float>{1, 2, 6 / 1e-5f, 1});
  CHECK_THROWS_WITH(tensors.values("encoder.model.0.conv.conv.bias", {2}), "made.safetensors: tensor 'encoder.model.0.conv.conv.bias': expected [2], found no such tensor");
  CHECK_THROWS_WITH(tensors.verify(MimiConfig{}), doctest::Contains("encoder.model.0.conv.conv.weight_v': expected shape [64, 1, 7], found [2, 1, 2]"));
}

TEST_CASE("the real codec has 318 tensors, of which each codebook's flag is not read") {
  CHECK(mimi_tensor_shapes(MimiConfig{}).size() == 318 - 32);
  int64_t parameters = 0;
  for (const auto& [name, shape] : mimi_tensor_shapes(MimiConfig{})) parameters += TensorView{Dtype::f32, shape, nullptr}.count();
  CHECK(parameters == 96151393 - 32);
}
