#include "bench-cuda/random_model.h"

#include <thread>

#include "backend/cpu/bf16.h"
#include "make-checkpoint/random_tensors.h"

namespace duplex::bench {

namespace {

constexpr size_t kValues = size_t{136} << 20;  // more than the largest tensor has

// Nearly normal numbers of this spread, by all cores.
std::vector<uint16_t> random_halves(float spread, uint64_t seed) {
  std::vector<uint16_t> values(kValues);
  std::vector<std::thread> team;
  const size_t parts = std::max(1u, std::thread::hardware_concurrency()), each = (kValues + parts - 1) / parts;
  for (size_t part = 0; part < parts; ++part) {
    team.emplace_back([&, part] {
      for (size_t i = part * each; i < std::min(kValues, (part + 1) * each); ++i) {
        uint64_t bits = (i + 1) * 0x9E3779B97F4A7C15ull + seed;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9ull;
        bits ^= bits >> 27;
        const auto sum = static_cast<int32_t>((bits & 0xffff) + ((bits >> 16) & 0xffff) + ((bits >> 32) & 0xffff) + (bits >> 48));
        values[i] = cpu::to_bf16(static_cast<float>(sum - 2 * 65535) * (1.7320508f / 65536.0f) * spread);
      }
    });
  }
  for (std::thread& each_thread : team) each_thread.join();
  return values;
}

}  // namespace

TensorView RandomModel::view(const std::vector<uint16_t>& from, std::vector<int64_t> shape) {
  int64_t count = 1;
  for (const int64_t size : shape) count *= size;
  const size_t room = from.size() - static_cast<size_t>(count);
  next_ = next_ * 6364136223846793005ull + 1442695040888963407ull;
  const size_t at = room == 0 ? 0 : (next_ >> 20) % room / 64 * 64;
  return {Dtype::bf16, std::move(shape), reinterpret_cast<const std::byte*>(from.data() + at)};
}

RandomModel::RandomModel(int32_t layers, const std::filesystem::path& scratch)
    : weights_(random_halves(0.016f, 1)), embeddings_(random_halves(0.5f, 2)), ones_(8192, 0x3f80) {
  sources_.config.lm.num_layers = layers;
  const LmConfig& lm = sources_.config.lm;
  const auto matrix = [&](int64_t out, int64_t in) { return view(weights_, {out, in}); };
  const auto norm = [&](int64_t width) { return view(ones_, {1, 1, width}); };
  const auto attention = [&](int64_t width) { return LmTensors::Attention{matrix(3 * width, width), matrix(width, width)}; };
  const auto gating = [&](int64_t width, int64_t hidden) { return LmTensors::Gating{matrix(2 * hidden, width), matrix(width, hidden)}; };
  LmTensors& to = sources_.lm;
  for (int32_t q = 0; q < lm.n_q; ++q) to.emb.push_back(view(embeddings_, {lm.card + 1, lm.dim}));
  to.text_emb = view(embeddings_, {lm.text_card + 1, lm.dim});
  to.text_linear = matrix(lm.text_card, lm.dim);
  to.out_norm = norm(lm.dim);
  for (int32_t l = 0; l < layers; ++l) to.layers.push_back({norm(lm.dim), norm(lm.dim), attention(lm.dim), gating(lm.dim, lm.ffn_hidden())});
  for (int32_t l = 0; l < lm.depformer_num_layers; ++l) to.depformer_norms.push_back({norm(lm.depformer_dim), norm(lm.depformer_dim)});
  for (int32_t k = 0; k < lm.agent_q(); ++k) {
    LmTensors::Step step{matrix(lm.depformer_dim, lm.dim), view(embeddings_, {(k == 0 ? lm.text_card : lm.card) + 1, lm.depformer_dim}), matrix(lm.card, lm.depformer_dim), {}, {}};
    for (int32_t l = 0; l < lm.depformer_num_layers; ++l) {
      step.attention.push_back(attention(lm.depformer_dim));
      step.gating.push_back(gating(lm.depformer_dim, lm.depformer_ffn_hidden()));
    }
    to.steps.push_back(std::move(step));
  }
  const std::filesystem::path file = scratch / "random-codec.safetensors";
  making::write_random(file, making::codec_tensors(sources_.config.mimi), Dtype::f32, 7);
  sources_.mimi = SafetensorsFile::open(file);
}

}  // namespace duplex::bench
