#include "io/lm_tensors.h"

#include <cmath>

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

// A language model of `sets` depformer sets; `split`: attention projections each under a name of their own. Matrices are bf16 or i8; `without`: left out.
MadeFile make_lm(int sets, bool split, Dtype matrices = Dtype::bf16, const std::string& without = "") {
  MadeFile file;
  const auto add = [&](const std::string& name, const std::vector<int64_t>& shape) {
    if (name == without) return;
    matrices == Dtype::i8 ? file.add_i8(name, shape) : file.add_bf16(name, shape);
  };
  for (int row = 0; row < 4; ++row) add("emb." + std::to_string(row) + ".weight", {3, DIM});
  add("text_emb.weight", {5, DIM});
  add("text_linear.weight", {4, DIM});
  file.add_bf16("out_norm.alpha", {1, 1, DIM});
  for (const char* norm : {"norm1.alpha", "norm2.alpha"}) {
    file.add_bf16(std::string("transformer.layers.0.") + norm, {1, 1, DIM});
    file.add_bf16(std::string("depformer.layers.0.") + norm, {1, 1, DEPTH});
  }
  const auto attention = [&](const std::string& prefix, int count, int64_t width) {
    if (!split) {
      add(prefix + "in_proj_weight", {count * 3 * width, width});
      add(prefix + "out_proj.weight", {count * width, width});
    }
    for (int set = 0; split && set < count; ++set) {
      add(prefix + "in_projs." + std::to_string(set) + ".weight", {3 * width, width});
      add(prefix + "out_projs." + std::to_string(set) + ".weight", {width, width});
    }
  };
  attention("transformer.layers.0.self_attn.", 1, DIM);
  attention("depformer.layers.0.self_attn.", sets, DEPTH);
  add("transformer.layers.0.gating.linear_in.weight", {2 * HIDDEN, DIM});
  add("transformer.layers.0.gating.linear_out.weight", {DIM, HIDDEN});
  add("depformer_text_emb.weight", {5, DEPTH});
  for (int set = 0; set < sets; ++set) {
    const std::string number = std::to_string(set);
    add("depformer_in." + number + ".weight", {DEPTH, DIM});
    add("linears." + number + ".weight", {2, DEPTH});
    if (set + 1 < sets) add("depformer_emb." + number + ".weight", {3, DEPTH});
    add("depformer.layers.0.gating." + number + ".linear_in.weight", {2 * DEPTH_HIDDEN, DEPTH});
    add("depformer.layers.0.gating." + number + ".linear_out.weight", {DEPTH, DEPTH_HIDDEN});
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

TEST_CASE("8-bit matrices beside float ones; sets cut out of joint rows take their scales along") {
  for (const bool split : {false, true}) {
    MadeFile made = make_lm(4, split, Dtype::i8);
    const auto file = made.open();
    const LmTensors lm = find_lm_tensors(*file, small_lm());
    for (const WeightView* weight : {&lm.emb[3], &lm.text_linear, &lm.layers[0].attention.out_proj, &lm.layers[0].gating.linear_in, &lm.steps[1].head, &lm.steps[1].emb}) CHECK(weight->is_quantised());
    const WeightView& second = lm.steps[1].attention[0].in_proj;
    // Value 12 of the joint tensor stands in its row 6, whose scale is 7 · 127; alone it is value 0 of row 0.
    CHECK(second.scale(0) == (split ? 1.0f : 7.0f));
    CHECK(to_f32(second)[1] == (split ? 1.0f : 13.0f * 7.0f));
    CHECK(to_f32(lm.out_norm)[3] == 3.0f);
  }
  MadeFile mixed = make_lm(4, true);
  mixed.add_i8("depformer.layers.0.self_attn.in_proj_weight", {24, DEPTH});  // not looked at: each set has a tensor of its own
  CHECK_FALSE(find_lm_tensors(*mixed.open(), small_lm()).steps[1].attention[0].in_proj.is_quantised());
}

TEST_CASE("8-bit matrices whose scales are absent or wrong are refused by name") {
  const auto refusal = [](auto add) {
    MadeFile made = make_lm(4, false, Dtype::bf16, "text_linear.weight");
    add(made);
    const auto file = made.open();
    try {
      find_lm_tensors(*file, small_lm());
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string("accepted");
  };
  const int8_t integers[4 * DIM] = {};
  const auto scales = [&](Dtype dtype, std::vector<int64_t> shape, std::vector<float> values) {
    return refusal([&](MadeFile& made) {
      made.add("text_linear.weight", Dtype::i8, {4, DIM}, integers);
      made.add("text_linear.weight_scb", dtype, shape, values.data());
    });
  };
  CHECK(scales(Dtype::f32, {4}, {0, 1, 2, 3}) == "accepted");
  CHECK(refusal([&](MadeFile& made) { made.add("text_linear.weight", Dtype::i8, {4, DIM}, integers); }) ==
        "made.safetensors: tensor 'text_linear.weight_scb': expected [4], found no such tensor");
  CHECK(scales(Dtype::f32, {5}, std::vector<float>(5)) == "made.safetensors: tensor 'text_linear.weight_scb': expected shape [4], found [5]");
  CHECK(scales(Dtype::bf16, {4}, std::vector<float>(4)).starts_with("made.safetensors: tensor 'text_linear.weight_scb': expected the F32 scales of 8-bit weights, found BF16"));
  for (const float wrong : {-1.0f, INFINITY, NAN})
    CHECK(scales(Dtype::f32, {4}, {1, 1, wrong, 1}) == "made.safetensors: tensor 'text_linear.weight_scb': expected finite scales from 0 up, found " + std::to_string(wrong) + " at 2");
  CHECK(refusal([&](MadeFile& made) { made.add("text_linear.weight", Dtype::u8, {4, DIM}, integers); })
            .starts_with("made.safetensors: tensor 'text_linear.weight': expected F32, BF16, F16 or I8 weights, found U8"));
  MadeFile scaled = make_lm(4, false);
  scaled.add_f32("text_linear.weight_scb", {4}, std::vector<float>(4));
  CHECK_THROWS_WITH(find_lm_tensors(*scaled.open(), small_lm()), doctest::Contains("'text_linear.weight': expected I8 weights beside 'text_linear.weight_scb', found BF16"));
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
