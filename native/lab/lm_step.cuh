// The step with random weights and random keys, for the lab's programs. The kernels and their launch are in src.
#pragma once

#include "backend/cuda/kernels/lm_step.cuh"
#include "depformer_weights.cuh"
#include "ring.h"

namespace lab {

constexpr int LM_LAYERS = 32;

/// Random weights of `layers` temporal layers, the heads and the depformer. `visit(layer, matrix, source)` may look at each row-major
/// source before it is packed (matrices: 0 in_proj, 1 out_proj, 2 gate_up, 3 down; layer -1: 0 text head, 1 depformer inputs).
struct lm_weights : step_weights {
    depformer_weights random_depformer;

    using visitor = std::function<void(int layer, int matrix, const bf16 *source, size_t count)>;
    lm_weights(int layer_count, weight_kind kind, const visitor &visit = {}) : random_depformer(weight_kind::bf16, false, false) {
        layers.resize(size_t(layer_count)), depformer = random_depformer;
        alphas.resize(size_t(layer_count) * 2 * MODEL_DIM), out_alpha.resize(MODEL_DIM);
        text_table.resize(size_t(32001) * MODEL_DIM), code_tables.resize(size_t(16) * 2049 * MODEL_DIM);
        device_array<bf16> source(size_t(TEXT_CARD) * MODEL_DIM);
        auto make = [&](packed_storage &out, int layer, int matrix, int rows, int cols, int gate_rows, float stddev) {
            size_t count = size_t(rows) * cols;
            fill_normal(source.data, count, stddev, 1000 + uint64_t(layer + 1) * 8 + matrix);
            if (visit) visit(layer, matrix, source.data, count);
            out.pack(source.data, rows, cols, kind, gate_rows);
            LAB_CUDA(cudaDeviceSynchronize());
        };
        for (int l = 0; l < layer_count; ++l) {
            make(layers[l].in_proj, l, 0, 3 * MODEL_DIM, MODEL_DIM, 0, 0.016f);
            make(layers[l].out_proj, l, 1, MODEL_DIM, MODEL_DIM, 0, 0.016f);
            make(layers[l].gate_up, l, 2, 2 * HIDDEN, MODEL_DIM, HIDDEN, 0.016f);
            make(layers[l].down, l, 3, MODEL_DIM, HIDDEN, 0, 0.01f);
        }
        make(text_head, -1, 0, TEXT_CARD, MODEL_DIM, 0, 0.02f);
        make(dep_inputs, -1, 1, DEP_INPUT_ROWS, MODEL_DIM, 0, 0.016f);
        fill_normal(alphas.data, alphas.count, 0.2f, 1, 1.0f);
        fill_normal(out_alpha.data, out_alpha.count, 0.2f, 2, 1.0f);
        fill_normal(text_table.data, text_table.count, 0.5f, 3);
        fill_normal(code_tables.data, code_tables.count, 0.5f, 4);
    }
};

/// The sessions of one step and everything it writes. A row is a session, or (with `owner`) a position of one: then pages belong to
/// `owner`, every row's page table is given, and new keys are appended before anybody attends.
struct lm_state : step_buffers {
    int batch, padded, layers;
    int head_first = 0, head_rows;  // rows that go on to the heads and the depformer
    bool int8_kv;
    const lm_state *owner = nullptr;
    const row_sampling *sampling = nullptr;  // [batch]; greedy by default
    std::vector<int> positions, tables;
    device_array<int> positions_d, tables_d, tokens;
    device_array<uint8_t> kv_values;
    device_array<__half> kv_scales;

    lm_state(std::vector<int> p, int layer_count, bool int8, const lm_state *pages_of = nullptr, std::vector<int> given_tables = {})
        : step_buffers(int(p.size())), batch(int(p.size())), padded(pad_batch(batch)), layers(layer_count), head_rows(batch), int8_kv(int8), owner(pages_of),
          positions(p) {
        size_t pages = size_t(batch) * RING_PAGES, elements = pages * layers * 2 * HEADS * TILE_ELEMENTS;
        if (owner) elements = 0;
        kv_values.resize(elements * (int8 ? 1 : 2));
        kv_scales.resize(int8 ? elements / HEAD_DIM : 1);
        if (owner) {
        } else if (int8) {
            fill_normal(kv_values.data, elements, 35.0f, 11, 128.0f);
            fill_normal(kv_scales.data, kv_scales.count, 0.002f, 13, 0.02f);
        } else {
            fill_normal(reinterpret_cast<bf16 *>(kv_values.data), elements, 0.8f, 12);
        }
        tables.resize(pages);
        for (size_t i = 0; i < pages; ++i) tables[i] = int(i);
        if (owner) tables = given_tables;
        for (size_t i = owner ? 0 : pages; i > 1; --i) std::swap(tables[i - 1], tables[size_t(std::fabs(normal_at(3, i)) * 1e6) % i]);
        tables_d.resize(pages), tables_d.upload(tables);
        positions_d.resize(batch), positions_d.upload(positions);
        std::vector<int> t(size_t(batch) * ROWS_IN);
        for (int n = 0; n < batch; ++n)
            for (int r = 0; r < ROWS_IN; ++r) t[n * ROWS_IN + r] = (n * 131 + r * 7919 + 17) % (r ? 2048 : TEXT_CARD);
        tokens.resize(t.size()), tokens.upload(t);
        LAB_CUDA(cudaDeviceSynchronize());
    }
    kv_pool pool() const {
        const lm_state &from = owner ? *owner : *this;
        return {from.kv_values.data, from.kv_scales.data, layers, int8_kv};
    }
    step_rows rows() const {
        step_rows r{};
        r.positions = positions_d.data, r.tables = tables_d.data, r.tokens = tokens.data, r.sampling = sampling, r.pool = pool();
        r.batch = batch, r.rings = {RING_PAGES, VISIBLE_KEYS}, r.appended = owner != nullptr;
        r.head_first = head_first, r.head_rows = head_rows;
        return r;
    }
    double kv_bytes() const { return attention_bytes(positions, int8_kv) * layers; }
};

inline void launch_lm_step(const lm_weights &w, lm_state &s, cudaStream_t stream, const lm_parts &parts) {
    duplex::cuda::launch_lm_step(w, s.rows(), s, stream, parts);
}

}  // namespace lab
