// The codec for any sizes: the same plan of signals and products, by kernels without tensor cores that read one float at a time. Slow, and right:
// what small checkpoints run on. Sums in float32 in an order that depends on the sizes alone.
#pragma once

#include "backend/cuda/kernels/mimi_edges.cuh"
#include "backend/cuda/kernels/mimi_rvq.cuh"
#include "backend/cuda/kernels/mimi_transformer.cuh"

namespace duplex::cuda {

/// grid (columns, rows / 8), 256 threads: a warp per output value. Weights row-major [rows][cols].
static __global__ void __launch_bounds__(256) mimi_simple_product_kernel(const mimi_product_args args) {
    const mimi_product &p = args.p;
    int lane = threadIdx.x % 32, n = blockIdx.x, m = blockIdx.y * 8 + threadIdx.x / 32;
    if (m >= p.rows) return;
    const float *x = args.scratch + size_t(n / p.steps) * args.stride + p.in + n % p.steps * p.row_stride, *w = p.weights + size_t(m) * p.cols;
    float y = 0, sum = 0, square = 0;
    for (int k = lane; k < p.cols; k += 32) y += w[k] * x[k], sum += x[k], square += x[k] * x[k];
    for (int s = 16; s; s >>= 1) {
        y += __shfl_xor_sync(~0u, y, s);
        sum += __shfl_xor_sync(~0u, sum, s);
        square += __shfl_xor_sync(~0u, square, s);
    }
    if (p.norm_sums) {
        float mean = sum / p.cols, variance = fmaxf(square / p.cols - mean * mean, 0.0f);
        y = (y - mean * p.norm_sums[m]) * rsqrtf(variance + 1e-5f);
    }
    if (lane == 0) finish_mimi_value(args, n, m, y);
}

/// grid batch, 256 threads: all levels of one row. Shared memory: 2 * dim floats.
static __global__ void __launch_bounds__(256) mimi_simple_rvq_kernel(const mimi_rvq_args args) {
    extern __shared__ float residual[];
    __shared__ unsigned long long warp_best[8];
    int tid = threadIdx.x, n = blockIdx.x;
    const float *from = args.scratch + size_t(n) * args.stride + args.residual;
    for (int d = tid; d < 2 * args.dim; d += 256) residual[d] = from[d];
    __syncthreads();
    for (int q = 0; q < args.codebooks; ++q) {
        float *x = residual + (q ? args.dim : 0);
        const float *centroids = args.centroids + size_t(q) * args.bins * args.dim;
        unsigned long long best = ~0ull;
        for (int bin = tid; bin < args.bins; bin += 256) {
            float dot = 0;
            for (int d = 0; d < args.dim; ++d) dot += x[d] * centroids[size_t(bin) * args.dim + d];
            best = min(best, distance_key(args.norms[q * args.bins + bin] - 2 * dot, bin));
        }
        for (int s = 16; s; s >>= 1) best = min(best, __shfl_xor_sync(~0u, best, s));
        if (tid % 32 == 0) warp_best[tid / 32] = best;
        __syncthreads();
        for (int w = 0; w < 8; ++w) best = min(best, warp_best[w]);
        if (tid == 0) args.best[n * args.codebooks + q] = best;
        if (q > 0)
            for (int d = tid; d < args.dim; d += 256) x[d] -= centroids[size_t(unsigned(best)) * args.dim + d];
        __syncthreads();
    }
}

/// grid (heads, batch), 128 threads. Rings here: keys, then values, each [context][head_dim]. Shared memory: (head_dim + context) floats.
static __global__ void __launch_bounds__(128) mimi_simple_attention_kernel(const mimi_attention_args args, int head_dim) {
    extern __shared__ float shared[];
    __shared__ float reduced[4];
    float *q = shared, *weights = shared + head_dim;
    int tid = threadIdx.x, head = blockIdx.x, n = blockIdx.y, context = args.context, width = args.heads * head_dim;
    float *keys = args.rings + args.slots[n] * args.slot_stride + size_t(head) * 2 * context * head_dim, *values = keys + size_t(context) * head_dim;
    const float *qkv = args.scratch + size_t(n) * args.stride + args.qkv + head * head_dim;
    int first = args.slot_positions[args.slots[n]], newest = first + 1;
    auto rotated = [&](const float *row, int step, int d) {
        float2 rotation = args.rotations[(n * 2 + step) * (head_dim / 2) + d / 2];
        float a = row[d / 2 * 2], b = row[d / 2 * 2 + 1];
        return d % 2 ? a * rotation.y + b * rotation.x : a * rotation.x - b * rotation.y;
    };
    for (int i = tid; i < 2 * head_dim; i += 128) {
        int step = i / head_dim, d = i % head_dim, slot = (first + step) % context;
        const float *row = qkv + step * 3 * width;
        keys[slot * head_dim + d] = rotated(row + width, step, d);
        values[slot * head_dim + d] = row[2 * width + d];
    }
    int oldest = max(0, newest - context + 1 + (args.old_ring && newest + 1 >= context ? 1 : 0));
    auto over_block = [&](float v, bool largest) {
        for (int s = 16; s; s >>= 1) {
            float other = __shfl_xor_sync(~0u, v, s);
            v = largest ? fmaxf(v, other) : v + other;
        }
        __syncthreads();
        if (tid % 32 == 0) reduced[tid / 32] = v;
        __syncthreads();
        return largest ? fmaxf(fmaxf(reduced[0], reduced[1]), fmaxf(reduced[2], reduced[3])) : (reduced[0] + reduced[1]) + (reduced[2] + reduced[3]);
    };
    for (int step = 0; step < 2; ++step) {
        __syncthreads();
        for (int d = tid; d < head_dim; d += 128) q[d] = rotated(qkv + step * 3 * width, step, d);
        __syncthreads();
        int count = first + step - oldest + 1;
        float largest = -INFINITY, sum = 0, scale = rsqrtf(float(head_dim));
        for (int k = tid; k < count; k += 128) {
            const float *key = keys + (oldest + k) % context * head_dim;
            float dot = 0;
            for (int d = 0; d < head_dim; ++d) dot += q[d] * key[d];
            weights[k] = dot * scale;
            largest = fmaxf(largest, weights[k]);
        }
        largest = over_block(largest, true);
        for (int k = tid; k < count; k += 128) sum += weights[k] = expf(weights[k] - largest);
        sum = over_block(sum, false);
        for (int d = tid; d < head_dim; d += 128) {
            float o = 0;
            for (int k = 0; k < count; ++k) o += weights[k] * values[(oldest + k) % context * head_dim + d];
            args.scratch[size_t(n) * args.stride + args.out + step * width + head * head_dim + d] = o / sum;
        }
    }
}

/// The last convolution: one output channel, k = 3. A thread per sample. grid (blocks, batch), 256 threads.
static __global__ void __launch_bounds__(256) mimi_simple_last_conv_kernel(const float *weights, float bias, float *scratch, int stride, int in, int out, int channels,
                                                                           int rows) {
    float *row = scratch + size_t(blockIdx.y) * stride;
    for (int t = blockIdx.x * 256 + threadIdx.x; t < rows; t += gridDim.x * 256) {
        float y = 0;
        for (int k = 0; k < 3 * channels; ++k) y += row[in + t * channels + k] * weights[k];
        row[out + t] = y + bias;
    }
}

}  // namespace duplex::cuda
