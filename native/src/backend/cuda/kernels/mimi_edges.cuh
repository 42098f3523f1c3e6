// The beginning and the end of a codec frame: contexts between slots and scratch, the input and output of each side, and the two
// convolutions with a single channel.
#pragma once

#include "backend/cuda/kernels/mimi_product.cuh"
#include "backend/cuda/kernels/mimi_shape.cuh"

namespace duplex::cuda {

struct mimi_signal {
    int channels, context, rows;  // rows without the context
    int at = 0, state = -1;       // offset in the scratch, with the context in front; offset in a slot's state
    int begin() const { return at + context * channels; }
};

constexpr int MAX_CONTEXTS = 24;

struct mimi_side_args {
    struct part {
        int at, state, floats, advance;  // context: floats at `at`; the next one starts `advance` further
    } parts[MAX_CONTEXTS];
    int count;
    float *scratch, *state;
    int stride, state_stride;
    const int *slots;
    int *positions;  // by batch row while the frame runs
    int *slot_positions;
    float2 *rotations;
    int half_head;
    // encoder
    const float *pcm;
    int pcm_at, samples, codebooks;
    unsigned long long *best;
    int *codes;
    // decoder
    const float *centroids;
    int sums_at, bins, dim;
    float *pcm_out;
    int pcm_out_at;
};

/// grid (blocks, batch): contexts from the slot to the scratch, positions and rotations, and the side's input.
static __global__ void __launch_bounds__(256) mimi_begin_kernel(const mimi_side_args args) {
    launch_dependents();
    wait_for_previous();
    int n = blockIdx.y, slot = args.slots[n], thread = blockIdx.x * 256 + threadIdx.x, threads = gridDim.x * 256;
    float *row = args.scratch + size_t(n) * args.stride;
    const float *state = args.state + size_t(slot) * args.state_stride;
    for (int p = 0; p < args.count; ++p)
        for (int i = thread; i < args.parts[p].floats; i += threads) row[args.parts[p].at + i] = state[args.parts[p].state + i];
    int position = args.slot_positions[slot];
    if (thread == 0) args.positions[n] = position;
    if (thread < 2 * args.half_head) {
        double angle = (position + thread / args.half_head) * exp2(-double(thread % args.half_head) / args.half_head * 13.287712379549449), s, c;
        sincos(angle, &s, &c);
        args.rotations[n * 2 * args.half_head + thread] = make_float2(float(c), float(s));
    }
    if (args.pcm) {
        for (int i = thread; i < args.samples; i += threads) row[args.pcm_at + i] = args.pcm[size_t(n) * args.samples + i];
        if (thread < args.codebooks) args.best[n * args.codebooks + thread] = ~0ull;
    } else {
        for (int d = thread; d < args.dim; d += threads) {
            const int *codes = args.codes + n * args.codebooks;
            float rest = 0;
            for (int q = 1; q < args.codebooks; ++q)
                if (codes[q] >= 0) rest += args.centroids[(size_t(q) * args.bins + codes[q]) * args.dim + d];
            row[args.sums_at + d] = args.centroids[size_t(codes[0]) * args.dim + d];
            row[args.sums_at + args.dim + d] = rest;
        }
    }
}

/// grid (blocks, batch): contexts back to the slot, the position, and the side's output.
static __global__ void __launch_bounds__(256) mimi_end_kernel(const mimi_side_args args) {
    launch_dependents();
    wait_for_previous();
    int n = blockIdx.y, slot = args.slots[n], thread = blockIdx.x * 256 + threadIdx.x, threads = gridDim.x * 256;
    const float *row = args.scratch + size_t(n) * args.stride;
    float *state = args.state + size_t(slot) * args.state_stride;
    for (int p = 0; p < args.count; ++p)
        for (int i = thread; i < args.parts[p].floats; i += threads) state[args.parts[p].state + i] = row[args.parts[p].at + args.parts[p].advance + i];
    if (thread == 0) args.slot_positions[slot] = args.positions[n] + mimi_shape::STEPS;
    if (args.pcm) {
        if (thread < args.codebooks) args.codes[n * args.codebooks + thread] = int(unsigned(args.best[n * args.codebooks + thread]));
    } else {
        for (int i = thread; i < args.samples; i += threads) args.pcm_out[size_t(n) * args.samples + i] = row[args.pcm_out_at + i];
    }
}

/// The first convolution: one input channel, k = 7. grid (blocks, batch), 256 threads; a thread keeps one channel's weights.
static __global__ void __launch_bounds__(256) mimi_first_conv_kernel(const float *weights, const float *bias, float *scratch, int stride, int in,
                                                                     int raw, int activated, int channels, int rows) {
    launch_dependents();
    int c = threadIdx.x % channels, per_block = 256 / channels;
    float w[7], b = bias[c];
#pragma unroll
    for (int j = 0; j < 7; ++j) w[j] = weights[c * 7 + j];
    wait_for_previous();
    float *row = scratch + size_t(blockIdx.y) * stride;
    for (int t = blockIdx.x * per_block + threadIdx.x / channels; t < rows; t += gridDim.x * per_block) {
        float y = b;
#pragma unroll
        for (int j = 0; j < 7; ++j) y += w[j] * row[in + t + j];
        row[raw + t * channels + c] = y;
        row[activated + t * channels + c] = elu(y);
    }
}

/// The last convolution: one output channel, k = 3 over `channels`. Eight lanes an output sample. grid (blocks, batch), 256 threads.
static __global__ void __launch_bounds__(256) mimi_last_conv_kernel(const float *weights, float bias, float *scratch, int stride, int in, int out,
                                                                    int channels, int rows) {
    launch_dependents();
    wait_for_previous();
    float *row = scratch + size_t(blockIdx.y) * stride;
    int lane = threadIdx.x % 8;
    for (int t = blockIdx.x * 32 + threadIdx.x / 8; t < rows; t += gridDim.x * 32) {
        float y = 0;
        for (int k = lane * 4; k < 3 * channels; k += 32) {
            float4 x = *reinterpret_cast<const float4 *>(row + in + t * channels + k), w = *reinterpret_cast<const float4 *>(weights + k);
            y += x.x * w.x + x.y * w.y + x.z * w.z + x.w * w.w;
        }
        for (int s = 4; s; s >>= 1) y += __shfl_xor_sync(~0u, y, s);
        if (lane == 0) row[out + t] = y + bias;
    }
}

}  // namespace duplex::cuda
