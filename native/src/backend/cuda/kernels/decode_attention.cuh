// Decode attention over a paged KV ring: one query per session, 32 heads x 128, at most 3000 visible keys.
//
// Pages: 64 positions of every layer. Within a page: [layer][key|value][head][64][128]; one (layer, kind, head) tile is
// contiguous, 16 KB in bf16, 8 KB in int8. int8 adds one float16 scale per position, head and kind: [layer][kind][head][64];
// a byte u means (u - 128) * scale, so that a byte becomes the float 1 + u/32768 with one byte permutation.
// Ring: plan/kv_ring.h says where a position stands and what a query sees; up to 48 pages a session. A page table gives each session its
// page numbers; pages not reached yet may hold anything. Pinned keys meet a query rotated elsewhere: the warps of their pages go over them
// first with that query, so that the other warps' work is the same with and without them.
//
// One thread block takes 256 slots (four pages) of one (session, head); each of its four warps one page, and loads its first
// keys and values before the previous kernel has finished. The block that owns the slot of the current position rotates and
// stores the new key and value (RoPE: interleaved pairs, float32,
// rounded to bf16). The last block of a (session, head) merges the partial results in slot order, so the result never
// depends on timing, nor on who else is in the batch.
#pragma once

#include "backend/cuda/kernels/async_copy.cuh"
#include "backend/cuda/kernels/packed_weights.cuh"
#include "backend/cuda/plan/kv_ring.h"

namespace duplex::cuda {

constexpr int HEADS = 32, HEAD_DIM = 128, MODEL_DIM = 4096;
constexpr int PAGE_SLOTS = kPageSlots, MOST_RING_PAGES = 48;
constexpr int CHUNK_PAGES = 4, CHUNKS = (MOST_RING_PAGES + CHUNK_PAGES - 1) / CHUNK_PAGES;
constexpr int TILE_ELEMENTS = PAGE_SLOTS * HEAD_DIM;

/// A pool of pages. `values`: bf16 or int8; `scales`: float16, int8 only.
struct kv_pool {
    void *values = nullptr;
    __half *scales = nullptr;
    int layers = 0;
    bool int8 = false;
};

__host__ __device__ inline size_t tile_index(int page, int layer, int kind, int head, int layers) {
    return ((size_t(page) * layers + layer) * 2 + kind) * HEADS + head;
}

struct attention_args {
    const bf16 *qkv;          // [batch][12288]: q, k, v, head-major, before RoPE
    const int *positions;     // [batch] position of the query, counted from 0
    const int *page_tables;   // [batch][rings.pages]
    const float2 *rotations;  // [batch][64] cos, sin of position * 10000^(-2i/128)
    kv_pool pool;
    int layer, batch, batch_padded;
    bf16 *out;          // packed activations [4096/8][batch_padded][8]
    float *partials;    // [batch][32][12][132]: o[128], m, l
    unsigned *tickets;  // [batch][32], zero between launches
    // The new rows are in the pages already (append_kernel): rows of one session may then stand in one batch, each seeing the ones before it.
    bool appended = false;
    // Asked into L2 while the last sums are made and the memory would idle: the next product's weights, for each of its
    // `prefetch_blocks` thread blocks the first `prefetch_stages` stages (16 KB) of its range.
    const uint8_t *prefetch = nullptr;
    int total_stages = 0, prefetch_blocks = 0, prefetch_stages = 0;
    RingShape rings{47, 3000};  // PersonaPlex 7B's
    const int *pinned = nullptr;                 // [batch] positions that stay; null: none
    const float2 *pinned_rotations = nullptr;    // [batch][64] of KvRing::pinned_query_position
};

__device__ __forceinline__ KvRing ring_of(const attention_args &args, int session) {
    return args.rings.pinning(args.pinned ? args.pinned[session] : 0);
}

constexpr int PARTIAL_STRIDE = 132;
constexpr float MASKED_SCORE = -1e30f;



/// Sixteen bytes as 8 bf16 values, or as 16 floats 1 + u/32768 of the bytes u.
template <bool INT8>
__device__ __forceinline__ void unpack(const uint4 &raw, float *out) {
    const uint32_t words[4] = {raw.x, raw.y, raw.z, raw.w};
#pragma unroll
    for (int w = 0; w < 4; ++w) {
        if constexpr (INT8) {
#pragma unroll
            for (int b = 0; b < 4; ++b)
                out[w * 4 + b] = __uint_as_float(__byte_perm(words[w], 0x3F800000u, 0x7604u | unsigned(b) << 4));
        } else {
            out[w * 2] = bf16_low(words[w]);
            out[w * 2 + 1] = bf16_high(words[w]);
        }
    }
}
constexpr float BYTE_UNIT = 32768.0f, BYTE_ZERO = 1.0f + 128.0f / 32768.0f;  // (u - 128) = BYTE_UNIT * (f - BYTE_ZERO)

/// Rotates the pair (r, j) and rounds to bf16.
__device__ __forceinline__ void rotate_pair(float &r, float &j, float2 rotation) {
    float a = r * rotation.x - j * rotation.y, b = r * rotation.y + j * rotation.x;
    r = float(bf16(a));
    j = float(bf16(b));
}

/// One warp stores one row of 128 (four values a lane) at a slot of a tile, quantised when the pool is int8, and keeps a copy
/// in shared memory when asked to.
template <bool INT8>
__device__ __forceinline__ void store_row(const kv_pool &pool, size_t tile, int slot, int lane, const float (&v)[4],
                                          uint8_t *row_copy, float *scale_copy) {
    if constexpr (INT8) {
        float largest = fmaxf(fmaxf(fabsf(v[0]), fabsf(v[1])), fmaxf(fabsf(v[2]), fabsf(v[3])));
        for (int s = 16; s; s >>= 1) largest = fmaxf(largest, __shfl_xor_sync(~0u, largest, s));
        __half scale = __float2half_ru(fmaxf(largest, 1e-4f) / 127.0f);
        uint32_t word = 0;
#pragma unroll
        for (int i = 0; i < 4; ++i) word |= uint32_t(int(rintf(v[i] / __half2float(scale))) + 128) << (8 * i);
        static_cast<uint32_t *>(pool.values)[(tile * TILE_ELEMENTS + slot * HEAD_DIM) / 4 + lane] = word;
        if (lane == 0) pool.scales[tile * PAGE_SLOTS + slot] = scale;
        if (row_copy) reinterpret_cast<uint32_t *>(row_copy)[lane] = word;
        if (row_copy && lane == 0) *scale_copy = __half2float(scale);
    } else {
        bf16 rounded[4] = {bf16(v[0]), bf16(v[1]), bf16(v[2]), bf16(v[3])};
        static_cast<uint2 *>(pool.values)[(tile * TILE_ELEMENTS + slot * HEAD_DIM) / 4 + lane] =
            *reinterpret_cast<uint2 *>(rounded);
        if (row_copy) reinterpret_cast<uint2 *>(row_copy)[lane] = *reinterpret_cast<uint2 *>(rounded);
    }
}

/// One warp rotates (kind 0) and stores the new key or value of (session, head).
template <bool INT8>
__device__ __forceinline__ void append_row(const attention_args &args, int session, int head, int kind, int lane,
                                           uint8_t *row_copy = nullptr, float *scale_copy = nullptr) {
    int slot = ring_of(args, session).slot_of(args.positions[session]);
    int page = args.page_tables[session * args.rings.pages + slot / PAGE_SLOTS];
    const bf16 *row = args.qkv + size_t(session) * 3 * MODEL_DIM + (kind + 1) * MODEL_DIM + head * HEAD_DIM + lane * 4;
    float v[4] = {float(row[0]), float(row[1]), float(row[2]), float(row[3])};
    if (kind == 0) {
        rotate_pair(v[0], v[1], args.rotations[session * 64 + lane * 2]);
        rotate_pair(v[2], v[3], args.rotations[session * 64 + lane * 2 + 1]);
    }
    store_row<INT8>(args.pool, tile_index(page, args.layer, kind, head, args.pool.layers), slot % PAGE_SLOTS, lane, v,
                    row_copy, scale_copy);
}

/// Merges the chunks of one (session, head): thread d of 128 owns dimension d.
__device__ __forceinline__ void merge_chunks(const attention_args &args, int session, int head, int chunks, int d) {
    const float *partial = args.partials + size_t(session * HEADS + head) * CHUNKS * PARTIAL_STRIDE;
    float m = MASKED_SCORE;
    for (int c = 0; c < chunks; ++c) m = fmaxf(m, load_fresh(partial + c * PARTIAL_STRIDE + 128));
    float o = 0, l = 0;
    for (int c = 0; c < chunks; ++c) {
        float weight = exp2f(load_fresh(partial + c * PARTIAL_STRIDE + 128) - m);
        l += weight * load_fresh(partial + c * PARTIAL_STRIDE + 129);
        o += weight * load_fresh(partial + c * PARTIAL_STRIDE + d);
    }
    args.out[activation_offset(head * HEAD_DIM + d, session, args.batch_padded)] = bf16(o / l);
}

__device__ __forceinline__ int chunk_count(const attention_args &args, int position) {
    int slots = min(position + 1, args.rings.pages * PAGE_SLOTS);
    return (slots + PAGE_SLOTS * CHUNK_PAGES - 1) / (PAGE_SLOTS * CHUNK_PAGES);
}

/// A thread block's work as one warp sees it.
struct attention_item {
    int session, head, chunk, position, new_slot, first_slot;
    int newest, turn;     // position of the page's slots up to new_slot: newest + slot; of the later ones: less `turn`
    int first, last;      // keys that this round over the page takes
    int pinned_last;      // keys up to here are met by the other query; -1: none in this page
    int first_visible;
    int slots = 0;  // slots of this warp's page that hold a key; 0 = nothing to do
    size_t tile;    // of the keys; the values' is HEADS further
};

__device__ __forceinline__ attention_item describe_item(const attention_args &args, int warp) {
    attention_item item;
    item.session = blockIdx.z, item.head = blockIdx.y, item.chunk = blockIdx.x;
    const KvRing ring = ring_of(args, item.session);
    int page_slot = item.chunk * CHUNK_PAGES + warp;
    int page = page_slot < args.rings.pages ? args.page_tables[item.session * args.rings.pages + page_slot] : 0;
    item.position = args.positions[item.session];
    item.new_slot = ring.slot_of(item.position);
    item.first_slot = page_slot * PAGE_SLOTS;
    item.slots = page_slot < args.rings.pages ? min(item.position + 1 - item.first_slot, PAGE_SLOTS) : 0;
    item.tile = tile_index(page, args.layer, 0, item.head, args.pool.layers);
    const bool keeps = item.first_slot < ring.kept();  // a page of pinned positions holds the same ones for ever
    item.newest = keeps ? 0 : item.position - item.new_slot;
    item.turn = keeps ? 0 : ring.turning();
    item.first_visible = ring.first_visible(item.position);
    item.pinned_last = keeps && item.first_slot < ring.pinned ? min(ring.pinned, item.first_slot + PAGE_SLOTS) - 1 : -1;
    // A page that turns holds nothing older than the kept pages: without that bound a slot not written yet would pass for a kept position.
    item.first = item.pinned_last >= 0 ? 0 : max(item.first_visible, ring.kept());
    item.last = item.pinned_last >= 0 ? min(item.pinned_last, item.position) : item.position;
    return item;
}

/// Whether slot `at` of the warp's page holds a key of this round.
__device__ __forceinline__ bool is_visible(const attention_item &item, int at) {
    int slot = item.first_slot + at;
    int key_position = item.newest + slot - (slot <= item.new_slot ? 0 : item.turn);
    return key_position >= item.first && key_position <= item.last && at < PAGE_SLOTS;
}

/// grid (12, 32, batch), 128 threads. MERGE: the last block merges; otherwise merge_kernel does. LOADS key loads and as many value loads are
/// in flight per lane; BLOCKS thread blocks per multiprocessor.
template <bool INT8, bool MERGE, int LOADS, int BLOCKS>
__global__ void __launch_bounds__(128, BLOCKS) attention_kernel(const attention_args args) {
    constexpr int DIMS = INT8 ? 16 : 8, LANES = HEAD_DIM / DIMS, GROUPS = 32 / LANES;
    constexpr int KEYS = GROUPS * LOADS;  // keys per warp and round
    constexpr int ROW_BYTES = HEAD_DIM * (INT8 ? 1 : 2);
    __shared__ float group_o[4 * GROUPS][HEAD_DIM], group_m[4 * GROUPS], group_l[4 * GROUPS];
    __shared__ __align__(16) uint8_t new_row[2][ROW_BYTES];
    __shared__ float new_scale[2];
    __shared__ bool is_last;
    int warp = threadIdx.x / 32, lane = threadIdx.x % 32, group = lane / LANES, member = lane % LANES;
    launch_dependents();
    // One round: LOADS rows per group of lanes, and (int8) the scales of the round's keys, one per lane.
    auto load = [&](const attention_item &item, int kind, int first, uint4 (&raw)[LOADS], float &scale) {
        size_t tile = item.tile + kind * HEADS;
        const uint8_t *base = static_cast<const uint8_t *>(args.pool.values) + tile * PAGE_SLOTS * ROW_BYTES + member * 16;
#pragma unroll
        for (int i = 0; i < LOADS; ++i) {
            int at = first + i * GROUPS + group;
            raw[i] = is_visible(item, at) && (args.appended || item.first_slot + at != item.new_slot) ? load_once(base + at * ROW_BYTES) : uint4{};
        }
        if constexpr (INT8)
            scale = is_visible(item, first + lane % KEYS) ? __half2float(args.pool.scales[tile * PAGE_SLOTS + first + lane % KEYS]) : 0;
    };
    uint4 key[LOADS], value[LOADS];
    float key_scale = 0, value_scale = 0;
    attention_item item = describe_item(args, warp);
    if (args.appended) wait_for_previous();
    if (item.slots > 0) load(item, 0, 0, key, key_scale), load(item, 1, 0, value, value_scale);
    wait_for_previous();
    if (item.chunk >= chunk_count(args, item.position)) return;
    // q, rotated, times scale and log2(e).
    float q[DIMS], q_bias = 0;
    auto load_query = [&](const float2 *rotations) {
        const bf16 *row = args.qkv + size_t(item.session) * 3 * MODEL_DIM + item.head * HEAD_DIM + member * DIMS;
        const float2 *rotation = rotations + item.session * 64 + member * DIMS / 2;
#pragma unroll
        for (int i = 0; i < DIMS; i += 8) {
            uint4 raw = *reinterpret_cast<const uint4 *>(row + i);
            unpack<false>(raw, q + i);
        }
#pragma unroll
        for (int i = 0; i < DIMS; i += 2) {
            rotate_pair(q[i], q[i + 1], rotation[i / 2]);
            q[i] *= 0.08838834764f * 1.44269504f, q[i + 1] *= 0.08838834764f * 1.44269504f;
        }
        if constexpr (INT8) {
            q_bias = 0;
#pragma unroll
            for (int i = 0; i < DIMS; ++i) q_bias += q[i];
#pragma unroll
            for (int s = LANES / 2; s; s >>= 1) q_bias += __shfl_xor_sync(~0u, q_bias, s);
            q_bias *= BYTE_ZERO;
        }
    };
    load_query(item.pinned_last >= 0 ? args.pinned_rotations : args.rotations);
    if (!args.appended && item.new_slot / (PAGE_SLOTS * CHUNK_PAGES) == item.chunk) {
        if (warp < 2) append_row<INT8>(args, item.session, item.head, warp, lane, new_row[warp], new_scale + warp);
        __syncthreads();
    }
    float m = MASKED_SCORE, l = 0, weight_sum = 0, o[DIMS];
#pragma unroll
    for (int i = 0; i < DIMS; ++i) o[i] = 0;
    for (int round = item.pinned_last >= 0 ? 0 : 1; round < 2; ++round) {
    if (round == 1 && item.pinned_last >= 0) {  // the same page's keys behind the pinned ones
        item.first = max(item.pinned_last + 1, item.first_visible), item.last = item.position;
        if (item.first > min(item.last, item.first_slot + PAGE_SLOTS - 1)) break;
        load_query(args.rotations);
        load(item, 0, 0, key, key_scale), load(item, 1, 0, value, value_scale);
    }
    for (int first = 0; first < item.slots; first += KEYS) {
        bool more = first + KEYS < item.slots;
        int new_at = args.appended ? -1 : item.new_slot - item.first_slot - first - group;  // i * GROUPS when this group's load i is the new row
        float score[LOADS], largest = m;
#pragma unroll
        for (int i = 0; i < LOADS; ++i) {
            if (new_at == i * GROUPS) key[i] = *reinterpret_cast<const uint4 *>(new_row[0] + member * 16);
            float k[DIMS], sum = 0;
            unpack<INT8>(key[i], k);
#pragma unroll
            for (int d = 0; d < DIMS; ++d) sum += q[d] * k[d];
#pragma unroll
            for (int s = LANES / 2; s; s >>= 1) sum += __shfl_xor_sync(~0u, sum, s);
            if constexpr (INT8) {
                float scale = __shfl_sync(~0u, key_scale, (i * GROUPS + group) % 32);
                sum = (sum - q_bias) * (BYTE_UNIT * (new_at == i * GROUPS ? new_scale[0] : scale));
            }
            score[i] = is_visible(item, first + i * GROUPS + group) ? sum : MASKED_SCORE;
            largest = fmaxf(largest, score[i]);
        }
        if (more) load(item, 0, first + KEYS, key, key_scale);
        float correction = exp2f(m - largest);
        m = largest;
        l *= correction, weight_sum *= correction;
#pragma unroll
        for (int d = 0; d < DIMS; ++d) o[d] *= correction;
#pragma unroll
        for (int i = 0; i < LOADS; ++i) {
            if (new_at == i * GROUPS) value[i] = *reinterpret_cast<const uint4 *>(new_row[1] + member * 16);
            float p = score[i] > MASKED_SCORE ? exp2f(score[i] - m) : 0.0f, v[DIMS];
            l += p;
            if constexpr (INT8) {
                float scale = __shfl_sync(~0u, value_scale, (i * GROUPS + group) % 32);
                p *= new_at == i * GROUPS ? new_scale[1] : scale;
                weight_sum += p;
            }
            unpack<INT8>(value[i], v);
#pragma unroll
            for (int d = 0; d < DIMS; ++d) o[d] += p * v[d];
        }
        if (more) load(item, 1, first + KEYS, value, value_scale);
    }
    }
#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ >= 900
    if (args.prefetch && threadIdx.x == 0) {
        int blocks = gridDim.x * gridDim.y * gridDim.z, block = blockIdx.x + gridDim.x * (blockIdx.y + gridDim.y * blockIdx.z);
        for (int i = block; i < args.prefetch_blocks * args.prefetch_stages; i += blocks) {
            unsigned owner = i / args.prefetch_stages, total = args.total_stages;
            int stage = int(owner * total / args.prefetch_blocks) + i % args.prefetch_stages;
            if (stage < int((owner + 1) * total / args.prefetch_blocks)) prefetch_to_l2(args.prefetch + size_t(stage) * 16384, 16384);
        }
    }
#endif
    if constexpr (INT8) {
#pragma unroll
        for (int d = 0; d < DIMS; ++d) o[d] = (o[d] - BYTE_ZERO * weight_sum) * BYTE_UNIT;
    }
    int row = warp * GROUPS + group;
#pragma unroll
    for (int d = 0; d < DIMS; d += 4)
        *reinterpret_cast<float4 *>(&group_o[row][member * DIMS + d]) = make_float4(o[d], o[d + 1], o[d + 2], o[d + 3]);
    if (member == 0) group_m[row] = m, group_l[row] = l;
    __syncthreads();
    {
        float best = MASKED_SCORE, sum_l = 0, sum_o = 0;
#pragma unroll
        for (int r = 0; r < 4 * GROUPS; ++r) best = fmaxf(best, group_m[r]);
#pragma unroll
        for (int r = 0; r < 4 * GROUPS; ++r) {
            float weight = exp2f(group_m[r] - best);
            sum_l += weight * group_l[r];
            sum_o += weight * group_o[r][threadIdx.x];
        }
        float *partial = args.partials + (size_t(item.session * HEADS + item.head) * CHUNKS + item.chunk) * PARTIAL_STRIDE;
        __stcg(partial + threadIdx.x, sum_o);
        if (threadIdx.x == 0) __stcg(partial + 128, best), __stcg(partial + 129, sum_l);
    }
    if constexpr (MERGE) {
        __syncthreads();
        int chunks = chunk_count(args, item.position);
        if (threadIdx.x == 0) {
            unsigned *ticket = args.tickets + item.session * HEADS + item.head;
            is_last = take_ticket(ticket) == unsigned(chunks - 1);
            if (is_last) *ticket = 0;
        }
        __syncthreads();
        if (is_last) merge_chunks(args, item.session, item.head, chunks, threadIdx.x);
    }
}

/// grid (32, batch), 128 threads: the separate merge.
static __global__ void merge_kernel(const attention_args args) {
    launch_dependents();
    wait_for_previous();
    merge_chunks(args, blockIdx.y, blockIdx.x, chunk_count(args, args.positions[blockIdx.y]), threadIdx.x);
}

/// cos and sin for every session, once per step. grid batch, 64 threads.
static __global__ void rotation_kernel(const int *positions, float2 *rotations) {
    launch_dependents();
    wait_for_previous();
    double angle = positions[blockIdx.x] * exp2(-double(threadIdx.x) / 64.0 * 13.287712379549449), s, c;
    sincos(angle, &s, &c);
    rotations[blockIdx.x * 64 + threadIdx.x] = make_float2(float(c), float(s));
}

/// The versions measured; `merge_inside_*` differ in loads in flight.
enum class attention_version { two_kernels, merge_inside_8, merge_inside_4 };

template <bool INT8>
auto attention_kernel_for(attention_version version) {
    switch (version) {
        case attention_version::two_kernels: return attention_kernel<INT8, false, 8, INT8 ? 3 : 4>;
        case attention_version::merge_inside_8: return attention_kernel<INT8, true, 8, INT8 ? 3 : 4>;
        default: return attention_kernel<INT8, true, 4, INT8 ? 4 : 5>;
    }
}

/// One layer's attention. `early` = programmatic dependent launch. `split`: of L1 and shared memory. The loads in flight live in L1, so the
/// driver's choice by default and not the largest shared memory, which the products ask for.
inline void launch_attention(const attention_args &args, cudaStream_t stream, attention_version version, bool early = true,
                             int split = cudaSharedmemCarveoutDefault) {
    auto kernel = args.pool.int8 ? attention_kernel_for<true>(version) : attention_kernel_for<false>(version);
    dim3 grid(CHUNKS, HEADS, args.batch);
    if (early) {
        CUDA_OK(launch_early_split(split, kernel, grid, 128, 0, stream, args));
    } else {
        cudaFuncSetAttribute(kernel, cudaFuncAttributePreferredSharedMemoryCarveout, split);
        kernel<<<grid, 128, 0, stream>>>(args);
    }
    if (version == attention_version::two_kernels) {
        if (early)
            CUDA_OK(launch_early(merge_kernel, dim3(HEADS, args.batch), 128, 0, stream, args));
        else
            merge_kernel<<<dim3(HEADS, args.batch), 128, 0, stream>>>(args);
    }
    CUDA_OK(cudaGetLastError());
}

}  // namespace duplex::cuda
