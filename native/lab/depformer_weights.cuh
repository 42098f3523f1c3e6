// The depformer's seeded random weights, in the packings the lab compares: row-major for the reference, packed matrices (skinny_matmul.cuh),
// and the tiles of the persistent kernel (depformer_shape.cuh).
#pragma once

#include "backend/cuda/kernels/depformer_shape.cuh"
#include "backend/cuda/kernels/skinny_matmul.cuh"
#include "harness.cuh"

namespace lab {

/// Seeded random weights, kept row-major (for the reference) and in both packings.
struct depformer_weights {
    device_array<bf16> source, tiles;
    std::vector<packed_storage> packed;  // [step][layer][4], then [step] head
    device_array<bf16> alphas;           // [6][2][1024]
    device_array<bf16> text_table;       // [32001][1024]
    device_array<bf16> code_tables;      // [7][2049][1024]

    explicit depformer_weights(weight_kind kind, bool keep_source = true, bool with_packed = true)
        : source(DEP_STEPS * DEP_STEP_ELEMENTS), tiles(DEP_STEPS * DEP_STEP_ELEMENTS), alphas(DEP_LAYERS * 2 * DEP_DIM),
          text_table(size_t(32001) * DEP_DIM), code_tables(size_t(7) * 2049 * DEP_DIM) {
        fill_normal(source.data, source.count, 0.03f, 101);
        fill_normal(alphas.data, alphas.count, 0.2f, 102, 1.0f);
        fill_normal(text_table.data, text_table.count, 1.0f, 103);
        fill_normal(code_tables.data, code_tables.count, 1.0f, 104);
        if (with_packed) packed.resize(DEP_STEPS * (DEP_LAYERS * 4 + 1));
        auto add = [&](int step, int layer, int matrix) {
            size_t at = dep_offset(step, layer, matrix);
            pack_tiles_kernel<<<1056, 256>>>(source.data + at, tiles.data + at, dep_rows(matrix), dep_cols(matrix), matrix == DEP_GATE_UP);
            if (with_packed)
                matrix_storage(step, layer, matrix).pack(source.data + at, dep_rows(matrix), dep_cols(matrix), kind,
                                                         matrix == DEP_GATE_UP ? DEP_HIDDEN : 0);
        };
        for (int step = 0; step < DEP_STEPS; ++step) {
            for (int layer = 0; layer < DEP_LAYERS; ++layer)
                for (int matrix = 0; matrix < 4; ++matrix) add(step, layer, matrix);
            add(step, 0, DEP_HEAD);
        }
        LAB_CUDA(cudaDeviceSynchronize());
        if (!keep_source) source.resize(0);
    }
    operator depformer_view() const { return {tiles.data, alphas.data, text_table.data, code_tables.data}; }
    packed_storage &matrix_storage(int step, int layer, int matrix) {
        return packed[matrix == DEP_HEAD ? size_t(DEP_STEPS) * DEP_LAYERS * 4 + step : (size_t(step) * DEP_LAYERS + layer) * 4 + matrix];
    }
};

}  // namespace lab
