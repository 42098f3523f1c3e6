// The depformer on the CPU: float sums over bf16 weights, one rounding to bf16 per operation as in the reference model.
// Teacher-forced: the caller gives the code of every step.
#pragma once

#include <thread>

#include "depformer_weights.cuh"

namespace lab {

inline float round_bf16(float v) { return float(bf16(v)); }

/// y[rows] = W[rows, cols] x[cols], rounded to bf16; rows spread over the machine's cores.
inline std::vector<float> cpu_product(const bf16 *w, int rows, int cols, const std::vector<float> &x) {
    std::vector<float> y(rows);
    int workers = std::max(1u, std::thread::hardware_concurrency());
    std::vector<std::thread> threads;
    for (int t = 0; t < workers; ++t)
        threads.emplace_back([&, t] {
            for (int r = t; r < rows; r += workers) {
                double sum = 0;
                for (int c = 0; c < cols; ++c) sum += double(float(w[size_t(r) * cols + c])) * x[c];
                y[r] = round_bf16(float(sum));
            }
        });
    for (auto &thread : threads) thread.join();
    return y;
}

inline std::vector<float> cpu_rms_norm(const std::vector<float> &x, const bf16 *alpha) {
    double sum = 0;
    for (float v : x) sum += double(v) * v;
    float scale = float(1 / std::sqrt(1e-8 + sum / double(x.size())));
    std::vector<float> y(x.size());
    for (size_t i = 0; i < x.size(); ++i) y[i] = round_bf16(x[i] * (float(alpha[i]) * scale));
    return y;
}

inline void cpu_add(std::vector<float> &x, const std::vector<float> &y) {
    for (size_t i = 0; i < x.size(); ++i) x[i] = round_bf16(x[i] + y[i]);
}

/// silu(gate) * up of a [2 * hidden] vector.
inline std::vector<float> cpu_swiglu(const std::vector<float> &gate_up) {
    size_t hidden = gate_up.size() / 2;
    std::vector<float> y(hidden);
    for (size_t i = 0; i < hidden; ++i)
        y[i] = round_bf16(round_bf16(gate_up[i] / (1 + std::exp(-gate_up[i]))) * gate_up[hidden + i]);
    return y;
}

/// Logits of every step for one batch row. inputs: [8 * 1024]; codes: the 8 choices; `read(offset, count)` gives weights.
template <class Read>
std::vector<std::vector<float>> cpu_depformer(const depformer_weights &w, const std::vector<bf16> &inputs, int text_token, const int *codes, Read read) {
    auto alphas = w.alphas.download();
    std::vector<std::vector<float>> logits;
    std::vector<std::vector<std::vector<float>>> qkv(DEP_LAYERS);
    for (int step = 0; step < DEP_STEPS; ++step) {
        std::vector<bf16> embedding(DEP_DIM);
        const bf16 *row = step == 0 ? w.text_table.data + size_t(text_token) * DEP_DIM
                                    : w.code_tables.data + (size_t(step - 1) * 2049 + codes[step - 1]) * DEP_DIM;
        LAB_CUDA(cudaMemcpy(embedding.data(), row, DEP_DIM * 2, cudaMemcpyDeviceToHost));
        std::vector<float> x(DEP_DIM);
        for (int i = 0; i < DEP_DIM; ++i) x[i] = round_bf16(float(inputs[step * DEP_DIM + i]) + float(embedding[i]));
        for (int layer = 0; layer < DEP_LAYERS; ++layer) {
            auto product = [&](int matrix, const std::vector<float> &in) {
                auto weights = read(dep_offset(step, layer, matrix), size_t(dep_rows(matrix)) * dep_cols(matrix));
                return cpu_product(weights.data(), dep_rows(matrix), dep_cols(matrix), in);
            };
            qkv[layer].push_back(product(DEP_QKV, cpu_rms_norm(x, &alphas[size_t(layer) * 2 * DEP_DIM])));
            std::vector<float> attended(DEP_DIM);
            for (int head = 0; head < DEP_HEADS; ++head) {
                const float *q = &qkv[layer][step][head * DEP_HEAD_DIM];
                std::vector<double> score(step + 1);
                double largest = -1e300, sum = 0;
                for (int j = 0; j <= step; ++j) {
                    for (int d = 0; d < DEP_HEAD_DIM; ++d) score[j] += double(q[d]) * qkv[layer][j][DEP_DIM + head * DEP_HEAD_DIM + d];
                    score[j] *= 0.125;
                    largest = std::max(largest, score[j]);
                }
                for (double &s : score) sum += s = std::exp(s - largest);
                for (int d = 0; d < DEP_HEAD_DIM; ++d) {
                    double o = 0;
                    for (int j = 0; j <= step; ++j) o += score[j] * qkv[layer][j][2 * DEP_DIM + head * DEP_HEAD_DIM + d];
                    attended[head * DEP_HEAD_DIM + d] = round_bf16(float(o / sum));
                }
            }
            cpu_add(x, product(DEP_OUT, attended));
            cpu_add(x, product(DEP_DOWN, cpu_swiglu(product(DEP_GATE_UP, cpu_rms_norm(x, &alphas[size_t(layer) * 2 * DEP_DIM + DEP_DIM])))));
        }
        auto head = read(dep_offset(step, 0, DEP_HEAD), size_t(CARD) * DEP_DIM);
        logits.push_back(cpu_product(head.data(), CARD, DEP_DIM, x));
    }
    return logits;
}

}  // namespace lab
