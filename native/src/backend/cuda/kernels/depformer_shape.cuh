// The depformer's sizes at full size, the packing of its weights, and what every version of it shares.
//   row-major   [step][layer]{in_proj 3072x1024, out_proj 1024x1024, gate_up 5632x1024, down 1024x2816}, [step] head 2048x1024
//   tiles       8 rows x K per tile, contiguous, in the order the persistent kernel streams them
#pragma once

#include "backend/cuda/kernels/fused_ops.cuh"

namespace duplex::cuda {

constexpr int DEP_STEPS = 8, DEP_LAYERS = 6, DEP_DIM = 1024, DEP_HEADS = 16, DEP_HEAD_DIM = 64, DEP_HIDDEN = 2816, CARD = 2048;

/// The matrices of one layer, then the head: rows, cols, and where they begin inside a step (elements).
enum dep_matrix { DEP_QKV, DEP_OUT, DEP_GATE_UP, DEP_DOWN, DEP_HEAD };
__host__ __device__ constexpr int dep_rows(int matrix) {
    return matrix == DEP_QKV ? 3 * DEP_DIM : matrix == DEP_GATE_UP ? 2 * DEP_HIDDEN : matrix == DEP_HEAD ? CARD : DEP_DIM;
}
__host__ __device__ constexpr int dep_cols(int matrix) { return matrix == DEP_DOWN ? DEP_HIDDEN : DEP_DIM; }
constexpr size_t DEP_LAYER_ELEMENTS = size_t(3072) * 1024 + 1024 * 1024 + 5632 * 1024 + 1024 * 2816;
constexpr size_t DEP_STEP_ELEMENTS = DEP_LAYERS * DEP_LAYER_ELEMENTS + size_t(CARD) * DEP_DIM;

__host__ __device__ constexpr size_t dep_offset(int step, int layer, int matrix) {
    size_t at = size_t(step) * DEP_STEP_ELEMENTS;
    if (matrix == DEP_HEAD) return at + DEP_LAYERS * DEP_LAYER_ELEMENTS;
    at += size_t(layer) * DEP_LAYER_ELEMENTS;
    if (matrix > DEP_QKV) at += size_t(3072) * 1024;
    if (matrix > DEP_OUT) at += size_t(1024) * 1024;
    if (matrix > DEP_GATE_UP) at += size_t(5632) * 1024;
    return at;
}

/// source [rows, cols] -> tiles of 8 rows: [rows/8][cols/32][32 lanes][8], the B fragments of two m16n8k16. With `interleave`,
/// packed row 2i is gate row i and 2i+1 is up row i.
static __global__ void pack_tiles_kernel(const bf16 *source, bf16 *tiles, int rows, int cols, bool interleave) {
    size_t total = size_t(rows) * cols;
    for (size_t i = size_t(blockIdx.x) * blockDim.x + threadIdx.x; i < total; i += size_t(gridDim.x) * blockDim.x) {
        int e = i % 8, lane = i / 8 % 32, g = lane / 4, t = lane % 4;
        size_t rest = i / 256;
        int k32 = rest % (cols / 32), row = int(rest / (cols / 32)) * 8 + g;
        int k = k32 * 32 + e / 4 * 16 + 2 * t + 8 * (e / 2 % 2) + e % 2;
        int from = interleave ? row / 2 + row % 2 * (rows / 2) : row;
        tiles[i] = source[size_t(from) * cols + k];
    }
}

/// The weights as the persistent kernel reads them.
struct depformer_view {
    const bf16 *tiles;        // [step]{[layer]{qkv, out, gate_up, down}, head}, each in tiles of 8 rows
    const bf16 *alphas;       // [6][2][1024]
    const bf16 *text_table;   // [32001][1024]
    const bf16 *code_tables;  // [7][2049][1024]
};

/// What both versions read and write for one frame.
struct depformer_frame {
    int batch;
    const bf16 *inputs;      // [batch][8 * 1024]: depformer_in[k](h) for every step
    const int *text_tokens;  // [batch]
    int *codes;              // [batch][8]: greedy choice of every step
    float *logits;           // [8][batch][2048]
    bf16 *x;                 // [batch][1024] residual stream
    bf16 *qkv;               // [6][8][batch][3072]: q, k, v of every layer and step of this frame
};

__host__ __device__ inline size_t dep_qkv_offset(int layer, int step, int n, int batch) {
    return ((size_t(layer) * DEP_STEPS + step) * batch + n) * 3 * DEP_DIM;
}

/// What one lane reads for (row n, head): lane 8j+i holds dimensions 8i..8i+7 of the query and of keys and values j and j+4.
struct dep_attention_rows {
    uint4 q, k[2], v[2];
};

__device__ __forceinline__ dep_attention_rows dep_load_rows(const depformer_frame &frame, int layer, int step, int n, int head, int lane) {
    int dim = head * DEP_HEAD_DIM + lane % 8 * 8, first = lane / 8;
    auto row = [&](int key_step, int kind) {
        return load_fresh(reinterpret_cast<const uint4 *>(frame.qkv + dep_qkv_offset(layer, key_step, n, frame.batch) + kind * DEP_DIM + dim));
    };
    dep_attention_rows rows{};
    rows.q = row(step, 0);
#pragma unroll
    for (int j = 0; j < 2; ++j)
        if (first + 4 * j <= step) rows.k[j] = row(first + 4 * j, 1), rows.v[j] = row(first + 4 * j, 2);
    return rows;
}

/// One warp attends over steps 0..step; every lane returns the output dimensions 8*(lane%8)..+7 in `out`.
__device__ __forceinline__ void dep_attend(const dep_attention_rows &rows, int step, int lane, float (&out)[8]) {
    int first = lane / 8;
    float q[8], score[2], v[2][8];
    unpack<false>(rows.q, q);
#pragma unroll
    for (int j = 0; j < 2; ++j) {
        float k[8], sum = 0;
        unpack<false>(rows.k[j], k);
        unpack<false>(rows.v[j], v[j]);
#pragma unroll
        for (int d = 0; d < 8; ++d) sum += q[d] * k[d];
#pragma unroll
        for (int s = 4; s; s >>= 1) sum += __shfl_xor_sync(~0u, sum, s);
        score[j] = first + 4 * j <= step ? sum * 0.125f : -1e30f;
    }
    float m = fmaxf(score[0], score[1]);
    m = fmaxf(m, __shfl_xor_sync(~0u, m, 8));
    m = fmaxf(m, __shfl_xor_sync(~0u, m, 16));
    float p[2] = {__expf(score[0] - m), __expf(score[1] - m)}, l = p[0] + p[1];
    l += __shfl_xor_sync(~0u, l, 8);
    l += __shfl_xor_sync(~0u, l, 16);
#pragma unroll
    for (int d = 0; d < 8; ++d) {
        float sum = p[0] * v[0][d] + p[1] * v[1][d];
        sum += __shfl_xor_sync(~0u, sum, 8);
        sum += __shfl_xor_sync(~0u, sum, 16);
        out[d] = sum / l;
    }
}

/// Greedy choice over one row of 2048 logits by 256 threads (lowest index wins a tie); every thread gets it.
__device__ __forceinline__ int dep_argmax(const float *logits, int tid, float *shared_value, int *shared_index) {
    float best = -INFINITY;
    int index = 0;
#pragma unroll
    for (int i = 0; i < CARD / 256; ++i) {
        float v = load_fresh(logits + i * 256 + tid);
        if (v > best) best = v, index = i * 256 + tid;
    }
    for (int s = 16; s; s >>= 1) {
        float other = __shfl_xor_sync(~0u, best, s);
        int other_index = __shfl_xor_sync(~0u, index, s);
        if (other > best || (other == best && other_index < index)) best = other, index = other_index;
    }
    if (tid % 32 == 0) shared_value[tid / 32] = best, shared_index[tid / 32] = index;
    asm volatile("bar.sync 1, 256;" ::: "memory");
    for (int w = 0; w < 8; ++w)
        if (shared_value[w] > best || (shared_value[w] == best && shared_index[w] < index)) best = shared_value[w], index = shared_index[w];
    return index;
}

/// The embedding row that step `step` adds to its input.
__device__ __forceinline__ const bf16 *dep_embedding(const bf16 *text_table, const bf16 *code_tables, int step, int token) {
    return step == 0 ? text_table + size_t(token) * DEP_DIM : code_tables + (size_t(step - 1) * 2049 + token) * DEP_DIM;
}

}  // namespace duplex::cuda
