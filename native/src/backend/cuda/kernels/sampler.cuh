// Choosing a token as src/lm/sampler.h does on the CPU: temperature, exact top-k, then the exponential race argmax(p_i / e_i). The same logits
// give the same token: candidates are ranked by logit, then by lower token; rank r takes draw r of the generator counted by (position,
// stream, r) under the call's seed; scores are float64. (exp and log of the device and of the CPU's library may differ in the last of their
// 53 bits, which decides only where two scores lie that close.)
//
// One thread block, or the compute warps of one, per choice. Integer counts are the only atomics: they do not depend on order.
#pragma once

#include "backend/cuda/kernels/async_copy.cuh"
#include "backend/cuda/device.cuh"

namespace duplex::cuda {

/// How one row chooses. `position` is the one sampled for; temperature 0 or less: greedy; top_k 0: no cut.
struct row_sampling {
    unsigned long long seed;
    long long position;
    float text_temperature, audio_temperature;
    int text_top_k, audio_top_k;
    int allowed[2];  // text: only these two tokens; -1: any
};

__host__ __device__ inline uint4 philox(uint4 counter, unsigned long long key) {
    uint32_t key0 = uint32_t(key), key1 = uint32_t(key >> 32);
    for (int round = 0; round < 10; ++round) {
        uint64_t a = uint64_t(0xD2511F53u) * counter.x, b = uint64_t(0xCD9E8D57u) * counter.z;
        counter = {uint32_t(b >> 32) ^ counter.y ^ key0, uint32_t(b), uint32_t(a >> 32) ^ counter.w ^ key1, uint32_t(a)};
        key0 += 0x9E3779B9u, key1 += 0xBB67AE85u;
    }
    return counter;
}

/// The Exp(1) draw of `rank`.
__host__ __device__ inline double exponential_draw(unsigned long long seed, long long position, uint32_t stream, uint32_t rank) {
    uint4 block = philox({uint32_t(position), uint32_t((unsigned long long)position >> 32), stream, rank / 4}, seed);
    uint32_t bits = rank % 4 == 0 ? block.x : rank % 4 == 1 ? block.y : rank % 4 == 2 ? block.z : block.w;
    return -log((bits + 0.5) * 2.3283064365386962890625e-10);
}

#ifdef __CUDACC__

constexpr uint32_t IMPOSSIBLE_ORDER = 0x007FFFFFu;  // of -infinity; NaN counts as that

/// Larger for larger logits, then for lower tokens.
__device__ __forceinline__ unsigned long long candidate_key(float logit, int token) {
    if (!(logit > -INFINITY)) return (unsigned long long)IMPOSSIBLE_ORDER << 32 | ~uint32_t(token);
    uint32_t bits = __float_as_uint(logit);
    if (bits == 0x80000000u) bits = 0;  // -0 counts as 0
    return (unsigned long long)(bits ^ (uint32_t(int(bits) >> 31) | 0x80000000u)) << 32 | ~uint32_t(token);
}
__device__ __forceinline__ float candidate_logit(unsigned long long key) {
    uint32_t order = uint32_t(key >> 32);
    return __uint_as_float(order & 0x80000000u ? order & 0x7FFFFFFFu : ~order);
}
__device__ __forceinline__ int candidate_token(unsigned long long key) { return int(~uint32_t(key)); }

/// Shared memory of one choice, besides the candidates kept.
struct sampler_memory {
    int histogram[256];
    unsigned long long prefix, best[32];
    double score[32];
    uint32_t rank[32];
    int needed, found, done, token;
};

/// Chooses among `card` values of `load(i)`; every thread gets the token, -1 where no value is a number. `kept` has room for min(top_k, card)
/// candidates, in shared or global memory (unused where top_k is 0). THREADS threads call it, in whole warps; `sync` is their barrier.
template <int THREADS, class Load, class Sync>
__device__ int sample_row(Load load, int card, int top_k, float temperature, unsigned long long seed, long long position, uint32_t stream,
                          unsigned long long *kept, int tid, sampler_memory &memory, Sync sync) {
    constexpr int WARPS = THREADS / 32;
    const int lane = tid % 32, warp = tid / 32;
    unsigned long long largest = 0;
    for (int i = tid; i < card; i += THREADS) largest = max(largest, candidate_key(load(i), i));
    for (int s = 16; s; s >>= 1) largest = max(largest, __shfl_xor_sync(~0u, largest, s));
    sync();
    if (lane == 0) memory.best[warp] = largest;
    sync();
    for (int w = 0; w < WARPS; ++w) largest = max(largest, memory.best[w]);
    if (uint32_t(largest >> 32) == IMPOSSIBLE_ORDER) return -1;
    if (!(temperature > 0)) return candidate_token(largest);
    const double best_logit = candidate_logit(largest);

    double score = -1;
    uint32_t winner_rank = 0xFFFFFFFFu;
    int winner = -1;
    auto race = [&](float logit, int token, uint32_t rank) {
        const double gap = logit == float(best_logit) ? 0.0 : double(logit) - best_logit;
        const double mine = exp(gap / temperature) / exponential_draw(seed, position, stream, rank);
        if (mine > score || (mine == score && rank < winner_rank)) score = mine, winner_rank = rank, winner = token;
    };
    if (top_k <= 0) {
        for (int i = tid; i < card; i += THREADS) {
            const float logit = load(i);
            race(logit > -INFINITY ? logit : -INFINITY, i, uint32_t(i));
        }
        sync();  // everybody has read the best logits, whose places the winners take below
    } else {
        // The top_k-th largest key, eight bits at a time from the top: `prefix` are its bits so far.
        const int count = min(top_k, card);
        unsigned long long prefix = 0;
        int needed = count, shift = 56;
        for (;; shift -= 8) {
            for (int i = tid; i < 256; i += THREADS) memory.histogram[i] = 0;
            sync();
            for (int first = 0; first < card; first += THREADS) {
                const int i = first + tid;
                int digit = 256;
                if (i < card) {
                    const unsigned long long key = candidate_key(load(i), i);
                    if (shift == 56 || key >> (shift + 8) == prefix) digit = int(key >> shift) & 255;
                }
                const unsigned peers = __match_any_sync(~0u, digit);
                if (digit < 256 && lane == __ffs(int(peers)) - 1) atomicAdd(&memory.histogram[digit], __popc(peers));
            }
            sync();
            if (warp == 0) {  // lane l: digits 255 - 8l down to 248 - 8l
                int own = 0;
                for (int j = 0; j < 8; ++j) own += memory.histogram[255 - lane * 8 - j];
                int before = own;
                for (int s = 1; s < 32; s <<= 1) {
                    const int other = __shfl_up_sync(~0u, before, s);
                    if (lane >= s) before += other;
                }
                before -= own;
                if (before < needed && before + own >= needed) {
                    int digit = 255 - lane * 8;
                    while (before + memory.histogram[digit] < needed) before += memory.histogram[digit--];
                    memory.prefix = prefix << 8 | unsigned(digit);
                    memory.needed = needed - before;
                    memory.done = shift == 0 || memory.histogram[digit] == needed - before;
                    memory.found = 0;
                }
            }
            sync();
            prefix = memory.prefix, needed = memory.needed;
            if (memory.done) break;
        }
        for (int i = tid; i < card; i += THREADS) {
            const unsigned long long key = candidate_key(load(i), i);
            if (key >> shift >= prefix) kept[atomicAdd(&memory.found, 1)] = key;
        }
        sync();
        for (int i = tid; i < count; i += THREADS) {
            const unsigned long long key = kept[i];
            uint32_t rank = 0;
            for (int j = 0; j < count; ++j) rank += kept[j] > key;
            race(candidate_logit(key), candidate_token(key), rank);
        }
    }
    for (int s = 16; s; s >>= 1) {
        const double other = __shfl_xor_sync(~0u, score, s);
        const uint32_t other_rank = __shfl_xor_sync(~0u, winner_rank, s);
        const int other_token = __shfl_xor_sync(~0u, winner, s);
        if (other > score || (other == score && other_rank < winner_rank)) score = other, winner_rank = other_rank, winner = other_token;
    }
    if (lane == 0) memory.score[warp] = score, memory.rank[warp] = winner_rank, memory.best[warp] = unsigned(winner);
    sync();
    for (int w = 0; w < WARPS; ++w)
        if (memory.score[w] > score || (memory.score[w] == score && memory.rank[w] < winner_rank))
            score = memory.score[w], winner_rank = memory.rank[w], winner = int(unsigned(memory.best[w]));
    sync();  // the memory may be used again
    return winner;
}

/// The better of two tokens, or a draw between them (a forced line lets the model wait or begin a word). One thread.
__device__ inline int sample_between(const float *logits, const int (&allowed)[2], float temperature, unsigned long long seed, long long position) {
    unsigned long long first = candidate_key(logits[allowed[0]], allowed[0]), second = candidate_key(logits[allowed[1]], allowed[1]);
    if (second > first) {
        const unsigned long long swapped = first;
        first = second, second = swapped;
    }
    if (uint32_t(first >> 32) == IMPOSSIBLE_ORDER) return -1;
    if (!(temperature > 0)) return candidate_token(first);
    const double best = candidate_logit(first), other = candidate_logit(second);
    const double gap = other == best ? 0.0 : other - best;
    const double a = 1.0 / exponential_draw(seed, position, 0, 0), b = exp(gap / temperature) / exponential_draw(seed, position, 0, 1);
    return candidate_token(b > a ? second : first);
}

constexpr uint32_t TEXT_STREAM = 0;
constexpr int SHARED_CANDIDATES = 2048;

/// The text token of each row: grid rows, 1024 threads. `kept`: [rows][card], for cuts that shared memory does not hold.
static __global__ void __launch_bounds__(1024) sample_text_kernel(const float *logits, int card, int *tokens, const row_sampling *rows, unsigned long long *kept) {
    __shared__ sampler_memory memory;
    __shared__ unsigned long long candidates[SHARED_CANDIDATES];
    launch_dependents();
    wait_for_previous();
    const float *row = logits + size_t(blockIdx.x) * card;
    const row_sampling how = rows ? rows[blockIdx.x] : row_sampling{0, 0, 0, 0, 0, 0, {-1, -1}};
    if (how.allowed[0] >= 0) {
        if (threadIdx.x == 0) tokens[blockIdx.x] = sample_between(row, how.allowed, how.text_temperature, how.seed, how.position);
        return;
    }
    const int token = sample_row<1024>([&](int i) { return row[i]; }, card, how.text_top_k, how.text_temperature, how.seed, how.position, TEXT_STREAM,
                                       how.text_top_k <= SHARED_CANDIDATES || !kept ? candidates : kept + size_t(blockIdx.x) * card, threadIdx.x, memory,
                                       [] { __syncthreads(); });
    if (threadIdx.x == 0) tokens[blockIdx.x] = token;
}

/// The code of each row for one stream: grid rows, 256 threads. `kept`: [rows][card].
static __global__ void __launch_bounds__(256) sample_code_kernel(const float *logits, int card, int *tokens, int stride, const row_sampling *rows, uint32_t stream,
                                                                 unsigned long long *kept) {
    __shared__ sampler_memory memory;
    __shared__ unsigned long long candidates[SHARED_CANDIDATES];
    const float *row = logits + size_t(blockIdx.x) * card;
    const row_sampling how = rows[blockIdx.x];
    const int token = sample_row<256>([&](int i) { return row[i]; }, card, how.audio_top_k, how.audio_temperature, how.seed, how.position, stream,
                                      how.audio_top_k <= SHARED_CANDIDATES || !kept ? candidates : kept + size_t(blockIdx.x) * card, threadIdx.x, memory,
                                      [] { __syncthreads(); });
    if (threadIdx.x == 0) tokens[blockIdx.x * stride] = token;
}

#endif

}  // namespace duplex::cuda
