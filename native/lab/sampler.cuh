// Choosing a token: temperature, exact top-k, and a draw by the exponential race: the kept entry with the largest
// logit / temperature - log(e), e exponential. Philox 4x32-10 gives the noise, counted by (entry, position, stream) under the session's seed:
// a call draws the same tokens wherever it sits in the batch, and again when it is replayed.
// Logits must be bf16 values (in float32), as the heads give them: the cut is found by bisection over their 16 bits.
#pragma once

#include "async_copy.cuh"
#include "harness.cuh"

namespace lab {

/// top_k 0: greedy. `seeds` and `positions` by batch row.
struct sampler_settings {
    const uint2 *seeds = nullptr;
    const int *positions = nullptr;
    float text_temperature = 0.7f, audio_temperature = 0.8f;
    int text_top_k = 0, audio_top_k = 0;
};

__host__ __device__ inline uint4 philox(uint4 counter, uint2 key) {
    for (int round = 0; round < 10; ++round) {
        uint64_t a = uint64_t(0xD2511F53u) * counter.x, b = uint64_t(0xCD9E8D57u) * counter.z;
        counter = {uint32_t(b >> 32) ^ counter.y ^ key.x, uint32_t(b), uint32_t(a >> 32) ^ counter.w ^ key.y, uint32_t(a)};
        key.x += 0x9E3779B9u, key.y += 0xBB67AE85u;
    }
    return counter;
}

/// -log(e) for an exponential e. 23 bits: never 0 or 1.
__host__ __device__ inline float race_noise(uint32_t bits) {
    float u = (float(bits >> 9) + 0.5f) * 1.1920929e-7f;
    return -logf(-logf(u));
}

/// The 16 bits of a bf16 value, in the order of the values.
__host__ __device__ inline unsigned order_of_bf16(float v) {
    union {
        float f;
        uint32_t u;
    } raw{v};
    unsigned bits = raw.u >> 16;
    return bits & 0x8000u ? ~bits & 0xFFFFu : bits | 0x8000u;
}

#ifdef __CUDACC__

/// Shared memory of one choice.
struct sampler_memory {
    int counts[2][32];
    unsigned long long best[32];
};

__device__ __forceinline__ float bf16_of_order(unsigned order) {
    return __uint_as_float((order & 0x8000u ? order & 0x7FFFu : ~order & 0xFFFFu) << 16);
}

/// Chooses among THREADS * PER values, given as their orders; the one of `order[j]` stands at index `index_of(j)`, four by four on
/// neighbouring indexes that start at a multiple of four. Values equal to the cut are kept in thread order. Every thread gets the
/// token. `sync` is a barrier of the threads.
template <int THREADS, int PER, class Index, class Sync>
__device__ int sample_block(const unsigned (&order)[PER], Index index_of, int top_k, float temperature, uint2 seed, uint32_t position, uint32_t stream,
                            int tid, sampler_memory &memory, Sync sync) {
    constexpr int WARPS = THREADS / 32;
    int lane = tid % 32, warp = tid / 32, turn = 0;
    auto block_sum = [&](int c) {
        c = __reduce_add_sync(~0u, c);
        if (lane == 0) memory.counts[turn][warp] = c;
        sync();
        c = __reduce_add_sync(~0u, lane < WARPS ? memory.counts[turn][lane] : 0);
        turn ^= 1;  // the next sum may begin before every thread has read this one
        return c;
    };
    auto count_from = [&](unsigned bound) {
        int c = 0;
#pragma unroll
        for (int j = 0; j < PER; ++j) c += order[j] >= bound;
        return block_sum(c);
    };
    unsigned low = 0, high = 0x10000;  // count(order >= low) >= top_k > count(order >= high)
    if (top_k * 8 <= THREADS) {
        // A short list: the top_k-th of the threads' largest is a bound from below, and close.
        unsigned largest = 0;
#pragma unroll
        for (int j = 0; j < PER; ++j) largest = max(largest, order[j]);
        while (high - low > 1) {
            unsigned middle = (low + high) / 2;
            (block_sum(largest >= middle) >= top_k ? low : high) = middle;
        }
        for (unsigned step = 1;; step *= 2) {
            high = min(low + step, 0x10000u);
            if (high == 0x10000u || count_from(high) < top_k) break;
            low = high;
        }
    }
    while (high - low > 1) {
        unsigned middle = (low + high) / 2;
        (count_from(middle) >= top_k ? low : high) = middle;
    }
    int above = 0, equal = 0;
#pragma unroll
    for (int j = 0; j < PER; ++j) above += order[j] > low, equal += order[j] == low;
    int room = top_k - block_sum(above);  // so many of the equal ones are kept
    int before = equal;                   // equal ones of earlier threads
    for (int s = 1; s < 32; s <<= 1) {
        int other = __shfl_up_sync(~0u, before, s);
        if (lane >= s) before += other;
    }
    if (lane == 31) memory.counts[turn][warp] = before;
    before -= equal;
    sync();
    before += __reduce_add_sync(~0u, lane < warp ? memory.counts[turn][lane] : 0);
    float best = -INFINITY;
    int index = 0x7FFFFFFF;
#pragma unroll
    for (int j = 0; j < PER; j += 4) {
        bool any = false;
#pragma unroll
        for (int i = 0; i < 4; ++i) any |= order[j + i] >= low;
        if (!any) continue;
        uint4 noise = philox(make_uint4(unsigned(index_of(j)) / 4, position, stream, 0), seed);
        const uint32_t bits[4] = {noise.x, noise.y, noise.z, noise.w};
#pragma unroll
        for (int i = 0; i < 4; ++i) {
            bool kept = order[j + i] > low || (order[j + i] == low && before++ < room);
            float score = bf16_of_order(order[j + i]) / temperature + race_noise(bits[i]);
            if (kept && score > best) best = score, index = index_of(j + i);
        }
    }
    uint32_t raw = __float_as_uint(best);
    unsigned long long key = (unsigned long long)(raw & 0x80000000u ? ~raw : raw | 0x80000000u) << 32 | (0xFFFFFFFFu - unsigned(index));
    for (int s = 16; s; s >>= 1) key = max(key, __shfl_xor_sync(~0u, key, s));
    if (lane == 0) memory.best[warp] = key;
    sync();
    key = lane < WARPS ? memory.best[lane] : 0;
    for (int s = 16; s; s >>= 1) key = max(key, __shfl_xor_sync(~0u, key, s));
    return int(0xFFFFFFFFu - unsigned(key));
}

constexpr uint32_t TEXT_STREAM = 0;

/// The text token of each batch row from 32000 logits: grid batch, 1024 threads.
static __global__ void __launch_bounds__(1024) sample_text_kernel(const float *logits, int card, int *tokens, const sampler_settings settings) {
    __shared__ sampler_memory memory;
    launch_dependents();
    wait_for_previous();
    const float *row = logits + size_t(blockIdx.x) * card;
    auto index_of = [](int j) { return j / 4 * 4096 + int(threadIdx.x) * 4 + j % 4; };
    unsigned order[32];
#pragma unroll
    for (int j = 0; j < 32; j += 4) {
        bool inside = index_of(j) < card;
        float4 v = inside ? *reinterpret_cast<const float4 *>(row + index_of(j)) : float4{};
        order[j] = inside ? order_of_bf16(v.x) : 0, order[j + 1] = inside ? order_of_bf16(v.y) : 0;
        order[j + 2] = inside ? order_of_bf16(v.z) : 0, order[j + 3] = inside ? order_of_bf16(v.w) : 0;
    }
    int token = sample_block<1024, 32>(order, index_of, settings.text_top_k, settings.text_temperature, settings.seeds[blockIdx.x],
                                       settings.positions[blockIdx.x], TEXT_STREAM, threadIdx.x, memory, [] { __syncthreads(); });
    if (threadIdx.x == 0) tokens[blockIdx.x] = token;
}

/// The same for 2048 logits, 256 threads, as a kernel of its own.
static __global__ void __launch_bounds__(256) sample_code_kernel(const float *logits, int *tokens, const sampler_settings settings, uint32_t stream) {
    __shared__ sampler_memory memory;
    unsigned order[8];
#pragma unroll
    for (int j = 0; j < 8; ++j) order[j] = order_of_bf16(logits[size_t(blockIdx.x) * 2048 + threadIdx.x * 8 + j]);
    int token = sample_block<256, 8>(order, [](int j) { return int(threadIdx.x) * 8 + j; }, settings.audio_top_k, settings.audio_temperature,
                                     settings.seeds[blockIdx.x], settings.positions[blockIdx.x], stream, threadIdx.x, memory, [] { __syncthreads(); });
    if (threadIdx.x == 0) tokens[blockIdx.x] = token;
}

#endif

}  // namespace lab
