// The language model for any sizes, by plain kernels in float32: what small checkpoints and float32 arithmetic run on. They do what src/lm does on the
// CPU, operation by operation; `round` is its bfloat16 mode (one rounding an operation). Sums in an order that depends on the sizes alone, so a row's
// bits do not depend on the other rows.
#pragma once

#include "backend/cuda/device.cuh"
#include "backend/cuda/plan/fast_shape.h"
#include "backend/cuda/plan/kv_ring.h"

namespace duplex::cuda {

enum class stored { f32, bf16, i8 };

/// [out][in] row-major. i8: one scale a row.
struct simple_matrix {
    const void *data = nullptr;
    const float *scales = nullptr;
    int out = 0, in = 0;
    stored type = stored::f32;
};

__device__ __forceinline__ float rounded(float v, bool round) { return round ? float(bf16(v)) : v; }
__device__ __forceinline__ float stored_at(const void *data, stored type, size_t i) {
    switch (type) {
        case stored::f32: return static_cast<const float *>(data)[i];
        case stored::bf16: return float(static_cast<const bf16 *>(data)[i]);
        default: return float(static_cast<const int8_t *>(data)[i]);
    }
}

/// Sum or maximum over the block's THREADS threads, given to all.
template <int THREADS>
__device__ __forceinline__ float over_block(float v, bool largest, float (&shared)[THREADS / 32]) {
    for (int s = 16; s; s >>= 1) {
        float other = __shfl_xor_sync(~0u, v, s);
        v = largest ? fmaxf(v, other) : v + other;
    }
    __syncthreads();
    if (threadIdx.x % 32 == 0) shared[threadIdx.x / 32] = v;
    __syncthreads();
    v = shared[0];
#pragma unroll
    for (int w = 1; w < THREADS / 32; ++w) v = largest ? fmaxf(v, shared[w]) : v + shared[w];
    return v;
}

struct simple_product_args {
    simple_matrix w;
    const float *x;
    float *y;
    int x_stride, y_stride, rows;
    bool add, round;  // y += product, both rounded; or y = product
};

/// grid (out / 8, rows / 4), 256 threads: a warp per row of weights and four rows of activations.
static __global__ void __launch_bounds__(256) simple_product_kernel(const simple_product_args args) {
    constexpr int ROWS = 4;
    int lane = threadIdx.x % 32, m = blockIdx.x * 8 + threadIdx.x / 32, first = blockIdx.y * ROWS;
    if (m >= args.w.out) return;
    const float *x[ROWS];
    float sum[ROWS] = {};
#pragma unroll
    for (int r = 0; r < ROWS; ++r) x[r] = args.x + size_t(min(first + r, args.rows - 1)) * args.x_stride;
    const size_t row = size_t(m) * args.w.in;
    for (int k = lane; k < args.w.in; k += 32) {
        float w = stored_at(args.w.data, args.w.type, row + k);
#pragma unroll
        for (int r = 0; r < ROWS; ++r) sum[r] += w * x[r][k];
    }
    float scale = args.w.scales ? args.w.scales[m] : 1.0f;
#pragma unroll
    for (int r = 0; r < ROWS; ++r) {
        for (int s = 16; s; s >>= 1) sum[r] += __shfl_xor_sync(~0u, sum[r], s);
        if (lane != 0 || first + r >= args.rows) continue;
        float value = rounded(sum[r] * scale, args.round), *y = args.y + size_t(first + r) * args.y_stride + m;
        *y = args.add ? rounded(*y + value, args.round) : value;
    }
}

/// grid rows, 256 threads. y = x * (alpha / sqrt(1e-8 + mean of squares)).
static __global__ void __launch_bounds__(256) simple_norm_kernel(const float *x, const float *alpha, float *y, int dim, bool round) {
    __shared__ float shared[8];
    const float *from = x + size_t(blockIdx.x) * dim;
    float sum = 0;
    for (int i = threadIdx.x; i < dim; i += 256) sum += from[i] * from[i];
    const float inverse = 1.0f / sqrtf(1e-8f + over_block<256>(sum, false, shared) / float(dim));
    for (int i = threadIdx.x; i < dim; i += 256) y[size_t(blockIdx.x) * dim + i] = rounded(from[i] * (alpha[i] * inverse), round);
}

struct simple_embedding_args {
    const int *tokens;      // [rows][17]
    simple_matrix text;     // [text_card + 1][dim]
    const void *codes;      // [16][card + 1][dim], stored as `code_type`
    stored code_type;
    int code_rows;          // card + 1
    float *x;
    bool round;
};

/// The sixteen code rows in order, then the text row; -1 adds nothing, other ids are held inside the table. grid rows, 256 threads.
static __global__ void __launch_bounds__(256) simple_embedding_kernel(const simple_embedding_args args) {
    const int dim = args.text.in, *tokens = args.tokens + blockIdx.x * 17;
    for (int i = threadIdx.x; i < dim; i += 256) {
        float sum = 0;
        for (int s = 1; s <= 17; ++s) {
            const int stream = s % 17, rows = stream ? args.code_rows : args.text.out, token = tokens[stream];
            if (token == -1) continue;
            const size_t at = size_t(min(max(token, 0), rows - 1)) * dim + i;
            const float value = stream ? stored_at(args.codes, args.code_type, size_t(stream - 1) * rows * dim + at) : stored_at(args.text.data, args.text.type, at);
            sum = rounded(sum + value, args.round);
        }
        args.x[size_t(blockIdx.x) * dim + i] = sum;
    }
}

/// cos and sin of position * period^(-2i/head_dim). grid rows, head_dim / 2 threads.
static __global__ void simple_rotation_kernel(const int *positions, float2 *rotations, int head_dim, double period) {
    const int i = threadIdx.x;
    double s, c;
    sincos(positions[blockIdx.x] * pow(period, -2.0 * i / head_dim), &s, &c);
    rotations[size_t(blockIdx.x) * (head_dim / 2) + i] = make_float2(float(c), float(s));
}

struct simple_keys {
    void *values;      // page: [layer][key, value][head][kPageSlots][head_dim]
    __half *scales;    // i8: [page][layer][kind][head][kPageSlots]
    KeyType type;
    int layers, heads, head_dim;
    RingShape rings;
    __device__ size_t tile(int page, int layer, int kind, int head) const { return ((size_t(page) * layers + layer) * 2 + kind) * heads + head; }
};

struct simple_attention_args {
    float *qkv;                  // [rows][3 * heads * head_dim]
    const int *positions, *pinned, *tables;  // by row
    const float2 *rotations, *pinned_rotations;
    simple_keys keys;
    int layer;
    float *out;                  // [rows][heads * head_dim]
    bool round;
    __device__ KvRing ring(int row) const { return keys.rings.pinning(pinned[row]); }
};

__device__ __forceinline__ float rotated_at(const float *row, const float2 *rotations, int d) {
    const float2 rotation = rotations[d / 2];
    const float a = row[d / 2 * 2], b = row[d / 2 * 2 + 1];
    return d % 2 ? a * rotation.y + b * rotation.x : a * rotation.x - b * rotation.y;
}

/// Rotates the new keys and stores them with their values. grid (heads, rows), 128 threads. All rows' keys are in before any row attends.
static __global__ void __launch_bounds__(128) simple_append_kernel(const simple_attention_args args) {
    __shared__ float shared[4];
    const simple_keys &keys = args.keys;
    const int head = blockIdx.x, row = blockIdx.y, dim = keys.head_dim, width = keys.heads * dim;
    const int slot = args.ring(row).slot_of(args.positions[row]), page = args.tables[row * keys.rings.pages + slot / kPageSlots], at = slot % kPageSlots;
    const float2 *rotations = args.rotations + size_t(row) * (dim / 2);
    for (int kind = 0; kind < 2; ++kind) {
        const float *from = args.qkv + size_t(row) * 3 * width + (kind + 1) * width + head * dim;
        const size_t tile = keys.tile(page, args.layer, kind, head), first = (tile * kPageSlots + at) * dim;
        auto value_at = [&](int d) { return kind == 0 ? rounded(rotated_at(from, rotations, d), args.round) : from[d]; };
        float scale = 1;
        if (keys.type == KeyType::i8) {
            float largest = 0;
            for (int d = threadIdx.x; d < dim; d += 128) largest = fmaxf(largest, fabsf(value_at(d)));
            const __half kept = __float2half_ru(fmaxf(over_block<128>(largest, true, shared), 1e-4f) / 127.0f);
            scale = __half2float(kept);
            if (threadIdx.x == 0) keys.scales[tile * kPageSlots + at] = kept;
        }
        for (int d = threadIdx.x; d < dim; d += 128) {
            const float value = value_at(d);
            if (keys.type == KeyType::f32) static_cast<float *>(keys.values)[first + d] = value;
            else if (keys.type == KeyType::bf16) static_cast<bf16 *>(keys.values)[first + d] = bf16(value);
            else static_cast<uint8_t *>(keys.values)[first + d] = uint8_t(int(rintf(value / scale)) + 128);
        }
    }
}

/// grid (heads, rows), 128 threads, shared memory: (2 * head_dim + visible keys) floats.
static __global__ void __launch_bounds__(128) simple_attention_kernel(const simple_attention_args args) {
    extern __shared__ float memory[];
    __shared__ float shared[4];
    const simple_keys &keys = args.keys;
    const int head = blockIdx.x, row = blockIdx.y, dim = keys.head_dim, width = keys.heads * dim, position = args.positions[row];
    float *q = memory, *q_pinned = memory + dim, *weights = memory + 2 * dim;
    const KvRing ring = args.ring(row);
    const float *from = args.qkv + size_t(row) * 3 * width + head * dim;
    for (int d = threadIdx.x; d < dim; d += 128) {
        q[d] = rounded(rotated_at(from, args.rotations + size_t(row) * (dim / 2), d), args.round);
        q_pinned[d] = ring.pinned ? rounded(rotated_at(from, args.pinned_rotations + size_t(row) * (dim / 2), d), args.round) : q[d];
    }
    __syncthreads();
    // Key j of those that are seen: the pinned ones first.
    const int pinned = min(ring.pinned, position + 1), first = min(ring.first_visible(position), position + 1), count = pinned + position + 1 - first;
    auto place_of = [&](int j, int kind, float *scale) {
        const int slot = ring.slot_of(j < pinned ? j : first + j - pinned);
        const size_t tile = keys.tile(args.tables[row * keys.rings.pages + slot / kPageSlots], args.layer, kind, head);
        *scale = keys.type == KeyType::i8 ? __half2float(keys.scales[tile * kPageSlots + slot % kPageSlots]) : 1.0f;
        return (tile * kPageSlots + slot % kPageSlots) * dim;
    };
    auto value_at = [&](size_t at, float scale) {
        if (keys.type == KeyType::f32) return static_cast<const float *>(keys.values)[at];
        if (keys.type == KeyType::bf16) return float(static_cast<const bf16 *>(keys.values)[at]);
        return float(int(static_cast<const uint8_t *>(keys.values)[at]) - 128) * scale;
    };
    float largest = -INFINITY, sum = 0;
    const float root = 1.0f / sqrtf(float(dim));
    for (int j = threadIdx.x; j < count; j += 128) {
        float scale, dot = 0;
        const size_t at = place_of(j, 0, &scale);
        const float *query = j < pinned ? q_pinned : q;
        for (int d = 0; d < dim; ++d) dot += query[d] * value_at(at + d, scale);
        weights[j] = dot * root;
        largest = fmaxf(largest, weights[j]);
    }
    largest = over_block<128>(largest, true, shared);
    for (int j = threadIdx.x; j < count; j += 128) sum += weights[j] = expf(weights[j] - largest);
    const float inverse = 1.0f / over_block<128>(sum, false, shared);
    for (int d = threadIdx.x; d < dim; d += 128) {
        float o = 0;
        for (int j = 0; j < count; ++j) {
            float scale;
            const size_t at = place_of(j, 1, &scale);
            o += weights[j] * value_at(at + d, scale);
        }
        args.out[size_t(row) * width + head * dim + d] = rounded(o * inverse, args.round);
    }
}

/// out = silu(gate) * up of x [rows][2 * hidden]. grid (hidden / 256, rows), 256 threads.
static __global__ void __launch_bounds__(256) simple_gate_kernel(const float *x, float *out, int hidden, bool round) {
    const int i = blockIdx.x * 256 + threadIdx.x;
    if (i >= hidden) return;
    const float *row = x + size_t(blockIdx.y) * 2 * hidden;
    const float gate = row[i], silu = rounded(gate / (1.0f + expf(-gate)), round);
    out[size_t(blockIdx.y) * hidden + i] = rounded(silu * row[hidden + i], round);
}

/// The depformer's input of one step: x += embedding of the token chosen last, or given. grid rows, 256 threads.
static __global__ void __launch_bounds__(256) simple_dep_begin_kernel(float *x, simple_matrix table, const int *chosen, int stride, const int *provided, int step, bool round) {
    const int given = provided[blockIdx.x * 17 + step], token = given != -2 ? given : chosen[blockIdx.x * stride];
    if (token == -1) return;
    const size_t from = size_t(min(max(token, 0), table.out - 1)) * table.in;
    for (int i = threadIdx.x; i < table.in; i += 256) {
        float *to = x + size_t(blockIdx.x) * table.in + i;
        *to = rounded(*to + stored_at(table.data, table.type, from + i), round);
    }
}

struct simple_dep_attention_args {
    const float *qkv;        // [rows][3 * heads * head_dim]
    float *keys, *values;    // of this layer: [rows][heads][steps][head_dim]
    float *out;
    int heads, head_dim, steps, step, first;  // keys first to step are seen
    bool round;
};

/// grid (heads, rows), 64 threads.
static __global__ void __launch_bounds__(64) simple_dep_attention_kernel(const simple_dep_attention_args args) {
    __shared__ float weights[16], total;
    const int head = blockIdx.x, row = blockIdx.y, dim = args.head_dim, width = args.heads * dim, t = threadIdx.x;
    const float *q = args.qkv + size_t(row) * 3 * width + head * dim;
    const size_t ring = (size_t(row) * args.heads + head) * args.steps * dim;
    for (int d = t; d < dim; d += 64) {
        args.keys[ring + args.step * dim + d] = q[width + d];
        args.values[ring + args.step * dim + d] = q[2 * width + d];
    }
    __syncthreads();
    if (t >= args.first && t <= args.step) {
        float dot = 0;
        for (int d = 0; d < dim; ++d) dot += q[d] * args.keys[ring + t * dim + d];
        weights[t] = dot / sqrtf(float(dim));
    }
    __syncthreads();
    if (t == 0) {
        float largest = -INFINITY, sum = 0;
        for (int j = args.first; j <= args.step; ++j) largest = fmaxf(largest, weights[j]);
        for (int j = args.first; j <= args.step; ++j) sum += weights[j] = expf(weights[j] - largest);
        total = sum;
    }
    __syncthreads();
    for (int d = t; d < dim; d += 64) {
        float o = 0;
        for (int j = args.first; j <= args.step; ++j) o += weights[j] * args.values[ring + j * dim + d];
        args.out[size_t(row) * width + head * dim + d] = rounded(o / total, args.round);
    }
}

}  // namespace duplex::cuda
