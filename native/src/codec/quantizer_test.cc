#include "codec/quantizer.h"

#include <doctest/doctest.h>

#include "codec/made_tensors.h"
#include "error.h"

using namespace duplex;
using namespace duplex::codec;

namespace {

// Two dimensions, projections that are the identity, codebooks given as centroids [bins, 2].
struct Plane {
  Plane(const std::vector<std::vector<float>>& books) {
    config.seanet.dimension = 2;
    config.quantizer_dimension = 2;
    config.quantizer_n_q = static_cast<int32_t>(books.size());
    config.bins = static_cast<int32_t>(books[0].size() / 2);
    for (const std::string part : {"rvq_first", "rvq_rest"}) {
      made.add("quantizer." + part + ".input_proj.weight", {2, 2, 1}, {1, 0, 0, 1});
      made.add("quantizer." + part + ".output_proj.weight", {2, 2, 1}, {1, 0, 0, 1});
    }
    for (size_t q = 0; q < books.size(); ++q) {
      const std::string prefix = q == 0 ? "quantizer.rvq_first.vq.layers.0._codebook." : "quantizer.rvq_rest.vq.layers." + std::to_string(q - 1) + "._codebook.";
      made.add(prefix + "embedding_sum", {config.bins, 2}, books[q]);
      made.add(prefix + "cluster_usage", {config.bins}, std::vector<float>(static_cast<size_t>(config.bins), 1.0f));
    }
    file = made.file();
  }
  std::vector<int32_t> encode(const std::vector<float>& latent, int32_t codebooks) {
    const Quantizer quantizer(MimiTensors(*file), config, config.quantizer_n_q, cpu::WeightType::f32);
    std::vector<int32_t> codes(latent.size() / 2 * static_cast<size_t>(codebooks));
    quantizer.encode(latent.data(), static_cast<int64_t>(latent.size() / 2), codebooks, codes.data(), scratch, pool);
    return codes;
  }
  std::vector<float> decode(const std::vector<int32_t>& codes, int32_t codebooks) {
    const Quantizer quantizer(MimiTensors(*file), config, config.quantizer_n_q, cpu::WeightType::f32);
    std::vector<float> latent(codes.size() / static_cast<size_t>(codebooks) * 2);
    quantizer.decode(codes.data(), static_cast<int64_t>(latent.size() / 2), codebooks, latent.data(), scratch, pool);
    return latent;
  }
  MadeTensors made;
  MimiConfig config;
  std::shared_ptr<SafetensorsFile> file;
  Quantizer::Scratch scratch;
  cpu::ThreadPool pool{1};
};

}  // namespace

TEST_CASE("of centroids equally near the lowest index is the code") {
  Plane plane({{9, 9, 1, 0, 1, 0, -1, 0}});
  CHECK(plane.encode({0, 0, 2, 0, -5, 1}, 1) == std::vector<int32_t>{1, 1, 3});
}

TEST_CASE("acoustic codebooks quantise the latent itself, then what is left of it") {
  Plane plane({{4, 0, 0, 4, 50, 50, 60, 60}, {3, 0, 0, 3, 50, 50, 60, 60}, {1, 1, 1.5f, -0.5f, 50, 50, 60, 60}});
  CHECK(plane.encode({4.4f, -0.5f}, 3) == std::vector<int32_t>{0, 0, 1});
  CHECK(plane.decode({0, 0, 1}, 3) == std::vector<float>{4 + 3 + 1.5f, -0.5f});
  CHECK(plane.decode({1}, 1) == std::vector<float>{0, 4});
}

TEST_CASE("a codebook count that the file does not hold is refused") {
  Plane plane({{1, 0, 0, 1}});
  CHECK_THROWS_AS(Quantizer(MimiTensors(*plane.file), plane.config, 2, cpu::WeightType::f32), Error);
}
