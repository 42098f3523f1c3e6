// The device's sampler against the CPU's, on the same logits.
#include <doctest/doctest.h>

#include <random>

#include "backend/cuda/kernels/sampler.cuh"
#include "lm/sampler.h"

using namespace duplex;
using namespace duplex::cuda;

TEST_CASE("the same logits give the CPU's token") {
    std::mt19937 random(3);
    std::normal_distribution<float> normal;
    Sampler sampler;
    for (const int card : {48, 400, 2048, 32000}) {
        const int rows = 64;
        std::vector<float> logits(size_t(rows) * card);
        std::vector<row_sampling> how(rows);
        for (float &logit : logits) logit = float(bf16(3 * normal(random)));  // many ties
        for (int r = 0; r < rows; ++r) {
            const int cuts[] = {0, 1, 25, 250, card, 3000};
            how[size_t(r)] = {random() * 4294967296ull + random(), int64_t(random() % 100000), r % 7 == 6 ? 0.0f : 0.7f, 0.8f, cuts[r % 6], cuts[(r + 1) % 6], {-1, -1}};
            if (r % 16 == 3) how[size_t(r)].allowed[0] = 3, how[size_t(r)].allowed[1] = 0;
        }
        for (int i = 0; i < card; i += 5) logits[size_t(i)] = -INFINITY;
        for (int i = 0; i < card; i += 7) logits[size_t(card) + i] = NAN;
        for (int i = 0; i < card; ++i) logits[size_t(2) * card + i] = NAN;
        for (int i = 0; i < card; ++i) logits[size_t(4) * card + i] = i % 2 ? 0.0f : -0.0f;
        device_array<float> logits_d(logits.size());
        device_array<row_sampling> how_d(how.size());
        device_array<int> text_d(rows), codes_d(rows);
        device_array<unsigned long long> kept_d(logits.size());
        logits_d.upload(logits), how_d.upload(how);
        sample_text_kernel<<<rows, 1024>>>(logits_d.data, card, text_d.data, how_d.data, kept_d.data);
        sample_code_kernel<<<rows, 256>>>(logits_d.data, card, codes_d.data, 1, how_d.data, 5, kept_d.data);
        CUDA_OK(cudaDeviceSynchronize());
        const std::vector<int> text = text_d.download(), codes = codes_d.download();
        for (int r = 0; r < rows; ++r) {
            CAPTURE(card);
            CAPTURE(r);
            const row_sampling &h = how[size_t(r)];
            const std::span<const float> row(logits.data() + size_t(r) * card, size_t(card));
            const RngKey text_key{h.seed, h.position, 0}, code_key{h.seed, h.position, 5};
            const std::array<int32_t, 2> allowed = {3, 0};
            CHECK(text[size_t(r)] == (h.allowed[0] >= 0 ? sampler.sample_among(row, allowed, {h.text_temperature, h.text_top_k}, text_key)
                                                        : sampler.sample(row, {h.text_temperature, h.text_top_k}, text_key)));
            CHECK(codes[size_t(r)] == sampler.sample(row, {h.audio_temperature, h.audio_top_k}, code_key));
        }
    }
}
