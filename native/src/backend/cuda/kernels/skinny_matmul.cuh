// Skinny matrix product: Y[n, m] = sum_k W[m, k] X[n, k], batch n <= 96, every weight read once. Weights and activations
// packed as in packed_weights.cuh. Two main loops share one work split and one epilogue:
//   matmul_mma    mma.sync, fragments straight from global memory to registers (sm_80 and later)
//   matmul_wgmma  bulk copies into a ring of shared-memory stages, wgmma with A from registers (sm_90a)
//
// Work split: the units (128 rows x STAGE_COLS) are numbered block by block; each of the `grid` blocks takes an equal contiguous
// range. A row block shared by several thread blocks is summed by the last one to arrive, in block order: the result never
// depends on timing. The split does not depend on the batch, so neither does the rounding of any batch row.
#pragma once

#include "backend/cuda/kernels/async_copy.cuh"
#include "backend/cuda/kernels/packed_weights.cuh"
#include "backend/cuda/kernels/wgmma.cuh"

namespace duplex::cuda {

constexpr int MAX_BATCH = 96;

enum class epilogue_kind {
    store_bf16,    // out_bf16[n * ld + m]
    store_f32,     // out_f32[n * ld + m], rounded to bf16 first (the reference's logits)
    add_residual,  // out_bf16[n * ld + m] += y, both rounded to bf16; with `scaled` also what the next RMSNorm needs
    swiglu_pack,   // packed activations of silu(gate) * up; rows packed with gate_rows
};

struct matmul_args {
    packed_matrix weights;
    const bf16 *activations;  // [cols/8][batch_padded][8]
    int batch;
    epilogue_kind epilogue;
    void *out;
    int out_ld;           // row stride of out, elements
    float *partials;      // [grid][2][N/2][256] float32; grid is at most two blocks per multiprocessor
    unsigned *tickets;    // [rows/128], zero between launches
    // wgmma only: stages of weights asked into L2, beyond those in shared memory, before the previous kernel has finished;
    // -1 takes what measured best: 4 for bf16, 0 for int8.
    int prefetch_stages = -1;
    // RMSNorm without a kernel of its own. Who writes the residual x also writes bf16(x * alpha), packed, and each row block's sum of
    // squares; the next product multiplies its sums by 1/rms. (The reference rounds once, after all three factors.)
    const bf16 *next_alpha = nullptr;
    bf16 *scaled = nullptr;             // packed [rows/8][batch_padded][8]
    float *squares = nullptr;           // [batch][NORM_PARTS]
    const float *input_squares = nullptr;  // of the activations; null: they are normed already
};

constexpr int NORM_PARTS = 32;  // 4096 / UNIT_ROWS

/// Shared memory of the epilogue.
template <int N>
struct epilogue_memory {
    float inverse_rms[N], squares[8][N];
    int last;
};

__device__ __forceinline__ void sync_256() { asm volatile("bar.sync 1, 256;" ::: "memory"); }

/// The activations' 1/rms for every batch row, by 256 threads (1 without a norm).
template <int N>
__device__ __forceinline__ void load_inverse_rms(const matmul_args &args, epilogue_memory<N> &memory, int tid) {
    for (int n = tid / 32; n < N; n += 8) {
        float inverse = 1.0f;
        if (args.input_squares && n < args.batch) {
            float sum = load_fresh(args.input_squares + n * NORM_PARTS + tid % 32);
            for (int s = 16; s; s >>= 1) sum += __shfl_xor_sync(~0u, sum, s);
            inverse = rsqrtf(1e-8f + sum / (NORM_PARTS * UNIT_ROWS));
        }
        if (tid % 32 == 0) memory.inverse_rms[n] = inverse;
    }
    sync_256();
}

inline size_t partial_count(int batch_padded) { return size_t(sm_count()) * 2 * 2 * (batch_padded / 2) * 256; }

__device__ __forceinline__ float silu(float x) { return x / (1.0f + __expf(-x)); }

/// Writes one finished row block. Thread `tid` of 256 holds rows g and g+8 of its warp's 16, N columns (wgmma.cuh).
template <int N>
__device__ __forceinline__ void write_block(const matmul_args &args, const float (&acc)[N / 2], int block, int tid, epilogue_memory<N> &memory) {
    int lane = tid % 32, g = lane / 4, t = lane % 4;
    int tile_row = block * UNIT_ROWS + tid / 32 * 16;
    float scale0 = 1.0f, scale1 = 1.0f;
    if (args.weights.scales) {
        scale0 = args.weights.scales[tile_row + g];
        scale1 = args.weights.scales[tile_row + g + 8];
    }
    if (args.epilogue == epilogue_kind::swiglu_pack) {
        bf16 *out = static_cast<bf16 *>(args.out);
        int k = tile_row / 2 + g;
#pragma unroll
        for (int j = 0; j < N / 8; ++j)
#pragma unroll
            for (int i = 0; i < 2; ++i) {
                int n = j * 8 + t * 2 + i;
                float inverse = memory.inverse_rms[n];
                float gate = float(bf16(acc[j * 4 + i] * (scale0 * inverse))), up = float(bf16(acc[j * 4 + 2 + i] * (scale1 * inverse)));
                if (n < args.batch) out[activation_offset(k, n, N)] = bf16(float(bf16(silu(gate))) * up);
            }
        return;
    }
    // Element i of this thread: row m, batch row n. Residuals are read in groups, ahead of the writes that the
    // compiler must assume to alias them.
    auto place = [&](int i, int *n) {
        *n = i / 4 * 8 + t * 2 + i % 2;
        return size_t(*n) * args.out_ld + tile_row + g + (i / 2) % 2 * 8;
    };
    constexpr int GROUP = N / 2 < 16 ? N / 2 : 16;
    bool add = args.epilogue == epilogue_kind::add_residual, norms = add && args.scaled;
    float alpha[2] = {}, square[N / 4];  // columns j * 8 + t * 2 and the next one, for every j
    if (norms) alpha[0] = float(args.next_alpha[tile_row + g]), alpha[1] = float(args.next_alpha[tile_row + g + 8]);
#pragma unroll
    for (int i = 0; i < N / 4; ++i) square[i] = 0;
#pragma unroll
    for (int first = 0; first < N / 2; first += GROUP) {
        unsigned short residual[GROUP];
#pragma unroll
        for (int i = 0; i < GROUP; ++i) {
            int n;
            size_t at = place(first + i, &n);
            residual[i] = add && n < args.batch ? load_fresh(static_cast<const unsigned short *>(args.out) + at) : 0;
        }
#pragma unroll
        for (int i = 0; i < GROUP; ++i) {
            int n;
            size_t at = place(first + i, &n);
            if (n >= args.batch) continue;
            bf16 value = bf16(acc[first + i] * ((i / 2 % 2 ? scale1 : scale0) * memory.inverse_rms[n]));
            if (args.epilogue == epilogue_kind::store_f32) {
                static_cast<float *>(args.out)[at] = float(value);
                continue;
            }
            if (add) value = bf16(bf16_low(residual[i]) + float(value));
            static_cast<bf16 *>(args.out)[at] = value;
            if (norms) {
                int at_column = (first + i) / 4 * 2 + i % 2, row = i / 2 % 2;
                args.scaled[activation_offset(tile_row + g + row * 8, n, N)] = bf16(float(value) * alpha[row]);
                square[at_column] += float(value) * float(value);
            }
        }
    }
    if (!norms) return;
#pragma unroll
    for (int i = 0; i < N / 4; ++i) {
        for (int s = 4; s < 32; s <<= 1) square[i] += __shfl_xor_sync(~0u, square[i], s);
        if (g == 0) memory.squares[tid / 32][i / 2 * 8 + t * 2 + i % 2] = square[i];
    }
    sync_256();
    if (tid < args.batch) {
        float sum = 0;
#pragma unroll
        for (int w = 0; w < 8; ++w) sum += memory.squares[w][tid];
        args.squares[tid * NORM_PARTS + block] = sum;
    }
    sync_256();
}

/// The contiguous range of work of thread block `block`. 32-bit on purpose (blocks x stages stays under 2^23): a 64-bit division
/// here costs more than the sums it finds.
__device__ __forceinline__ int range_begin(unsigned block, unsigned total) { return int(block * total / gridDim.x); }
__device__ __forceinline__ int range_owner(unsigned unit, unsigned total) { return int(((unit + 1) * gridDim.x - 1) / total); }

/// Ends a row block: directly when this thread block had all of it, else through the partial sums. 256 threads call it.
template <int N>
__device__ __forceinline__ void finish_block(const matmul_args &args, const float (&acc)[N / 2], int row_block,
                                             int stages_per_block, int total, int tid, epilogue_memory<N> &memory) {
    int first = row_block * stages_per_block, last = first + stages_per_block - 1;
    int owner0 = range_owner(first, total), owner1 = range_owner(last, total);
    if (owner0 == owner1) {
        write_block<N>(args, acc, row_block, tid, memory);
        return;
    }
    // A thread block keeps two partial sums: slot 1 for a row block it only begins, slot 0 for any other. Only the first owner
    // can be one that begins before this row block.
    constexpr size_t SLOT = size_t(N / 2) * 256;
    int first_slot = range_begin(owner0, total) < first ? 1 : 0;
    auto slot_of = [&](int owner) { return args.partials + (size_t(owner) * 2 + (owner == owner0 ? first_slot : 0)) * SLOT + tid; };
    float *mine = slot_of(blockIdx.x);
#pragma unroll
    for (int i = 0; i < N / 2; ++i) __stcg(mine + i * 256, acc[i]);
    sync_256();
    if (tid == 0) {
        memory.last = take_ticket(args.tickets + row_block) == unsigned(owner1 - owner0);
        if (memory.last) args.tickets[row_block] = 0;
    }
    sync_256();
    if (!memory.last) return;
    // Several owners' sums in flight at a time; added in owner order. Past the last owner the last one is read again and not added.
    constexpr int AHEAD = N <= 8 ? 4 : N <= 16 ? 2 : 1;
    float sum[N / 2];
#pragma unroll
    for (int i = 0; i < N / 2; ++i) sum[i] = 0;
#pragma unroll 1
    for (int owner = owner0; owner <= owner1; owner += AHEAD) {
        float theirs[AHEAD][N / 2];
#pragma unroll
        for (int u = 0; u < AHEAD; ++u) {
            const float *from = slot_of(min(owner + u, owner1));
#pragma unroll
            for (int i = 0; i < N / 2; ++i) theirs[u][i] = load_fresh(from + i * 256);
        }
#pragma unroll
        for (int u = 0; u < AHEAD; ++u)
#pragma unroll
            for (int i = 0; i < N / 2; ++i)
                if (u == 0 || owner + u <= owner1) sum[i] += theirs[u][i];
    }
    write_block<N>(args, sum, row_block, tid, memory);
}

// ---- mma.sync -----------------------------------------------------------------------------------------------

__device__ __forceinline__ void mma_m16n8k16(float *d, const uint32_t (&a)[4], uint32_t b0, uint32_t b1) {
    asm volatile(
        "mma.sync.aligned.m16n8k16.row.col.f32.bf16.bf16.f32 {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, {%0,%1,%2,%3};"
        : "+f"(d[0]), "+f"(d[1]), "+f"(d[2]), "+f"(d[3])
        : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b0), "r"(b1));
}

/// Columns of one stage: 64 for bf16, 128 for int8 (16 KB of weights either way).
template <bool INT8>
constexpr int STAGE_COLS = INT8 ? 128 : 64;

/// 256 threads: warp w owns 16 rows of the 128. Loads the next stage's fragments while it multiplies this one's.
template <int N, bool INT8>
__global__ void __launch_bounds__(256) matmul_mma(const matmul_args args) {
    constexpr int STAGE = STAGE_COLS<INT8>, LOADS = 4;
    __shared__ epilogue_memory<N> memory;
    int tid = threadIdx.x, lane = tid % 32, warp = tid / 32;
    int stages_per_block = args.weights.cols / STAGE, total = args.weights.rows / UNIT_ROWS * stages_per_block;
    int begin = range_begin(blockIdx.x, total), end = range_begin(blockIdx.x + 1, total);
    launch_dependents();
    // A stage is 16 KB: bf16 one unit [group][4 k-steps][4 warps][32][16 B]; int8 two units [group][2 k-pairs][4 warps][32][16 B].
    auto load = [&](int stage, uint4 (&raw)[LOADS]) {
        const uint4 *base = static_cast<const uint4 *>(args.weights.data) + size_t(stage) * 1024 + lane + warp % 4 * 32;
#pragma unroll
        for (int i = 0; i < LOADS; ++i) {
            int at = INT8 ? i / 2 * 512 + warp / 4 * 256 + i % 2 * 128 : warp / 4 * 512 + i * 128;
            raw[i] = load_once(base + at);
        }
    };
    uint4 raw[LOADS];
    if (begin < end) load(begin, raw);
    wait_for_previous();
    load_inverse_rms<N>(args, memory, tid);
    float acc[N / 2];
#pragma unroll
    for (int i = 0; i < N / 2; ++i) acc[i] = 0;
    for (int stage = begin; stage < end; ++stage) {
        uint4 next[LOADS] = {};
        if (stage + 1 < end) load(stage + 1, next);
        int row_block = stage / stages_per_block, k_stage = stage % stages_per_block;
        const bf16 *x = args.activations + activation_offset(k_stage * STAGE, lane / 4, N) + lane % 4 * 2;
        auto multiply = [&](const uint32_t (&a)[4], int k_step) {
#pragma unroll
            for (int j = 0; j < N / 8; ++j) {
                const bf16 *b = x + (size_t(k_step) * 2 * N + j * 8) * 8;
                uint32_t b0 = 0, b1 = 0;
                if (N > 8 || lane / 4 < args.batch) {
                    b0 = *reinterpret_cast<const uint32_t *>(b);
                    b1 = *reinterpret_cast<const uint32_t *>(b + N * 8);
                }
                mma_m16n8k16(acc + j * 4, a, b0, b1);
            }
        };
#pragma unroll
        for (int i = 0; i < LOADS; ++i) {
            if constexpr (INT8) {
                uint32_t even[4], odd[4];
                int8_to_bf16(raw[i].x, &even[0], &even[1]);
                int8_to_bf16(raw[i].y, &even[2], &even[3]);
                int8_to_bf16(raw[i].z, &odd[0], &odd[1]);
                int8_to_bf16(raw[i].w, &odd[2], &odd[3]);
                multiply(even, i * 2);
                multiply(odd, i * 2 + 1);
            } else {
                uint32_t a[4] = {raw[i].x, raw[i].y, raw[i].z, raw[i].w};
                multiply(a, i);
            }
        }
#pragma unroll
        for (int i = 0; i < LOADS; ++i) raw[i] = next[i];
        if (stage + 1 == end || k_stage + 1 == stages_per_block) {
            finish_block<N>(args, acc, row_block, stages_per_block, total, tid, memory);
#pragma unroll
            for (int i = 0; i < N / 2; ++i) acc[i] = 0;
        }
    }
}

// ---- wgmma --------------------------------------------------------------------------------------------------

constexpr int STAGE_WEIGHT_BYTES = 16384;

/// Keeps the compiler from moving writes of these registers across a wgmma fence.
template <class T, int COUNT>
__device__ __forceinline__ void pin_registers(T (&values)[COUNT]) {
#pragma unroll
    for (int i = 0; i < COUNT; ++i) {
        if constexpr (std::is_same_v<T, float>)
            asm volatile("" : "+f"(values[i])::"memory");
        else
            asm volatile("" : "+r"(values[i])::"memory");
    }
}

template <int N, bool INT8>
struct wgmma_shape {
    static constexpr int STAGE = STAGE_COLS<INT8>, K_STEPS = STAGE / 16, ACTIVATION_BYTES = STAGE * N * 2,
                         STAGE_BYTES = STAGE_WEIGHT_BYTES + ACTIVATION_BYTES;
    // Under half of an SM's shared memory: the next kernel fits beside this one and fills its stages early.
    static constexpr int STAGES = 114688 / STAGE_BYTES < 6 ? 114688 / STAGE_BYTES : 6;
    static constexpr int SMEM_BYTES = STAGES * STAGE_BYTES + 128 + int(sizeof(epilogue_memory<N>));
};

/// Small batches have few registers per thread and little work per stage: a ninth warp copies. From batch 32 up that warp would
/// unbalance the four schedulers, and two products of neighbouring launches would no longer fit one multiprocessor's registers.
template <int N>
constexpr bool HAS_COPY_WARP = N <= 16;
template <int N>
constexpr int WGMMA_THREADS = HAS_COPY_WARP<N> ? 288 : 256;

/// Warps 0..3 and 4..7 multiply 64 rows each. Without a copy warp thread 0 copies as well: after stage i it refills the slot of
/// stage i - 1, which every warp has left by then.
template <int N, bool INT8>
__global__ void __launch_bounds__(WGMMA_THREADS<N>, N < 96 ? 2 : 1) matmul_wgmma(const matmul_args args) {
#if defined(__CUDA_ARCH_FEAT_SM90_ALL)
    using shape = wgmma_shape<N, INT8>;
    extern __shared__ __align__(1024) uint8_t smem[];
    uint64_t *full = reinterpret_cast<uint64_t *>(smem + shape::STAGES * shape::STAGE_BYTES), *empty = full + shape::STAGES;
    auto &memory = *reinterpret_cast<epilogue_memory<N> *>(empty + shape::STAGES);
    int tid = threadIdx.x, lane = tid % 32, warp = __shfl_sync(~0u, tid / 32, 0);  // uniform, and the compiler knows
    int stages_per_block = args.weights.cols / shape::STAGE, total = args.weights.rows / UNIT_ROWS * stages_per_block;
    int begin = range_begin(blockIdx.x, total), count = range_begin(blockIdx.x + 1, total) - begin;
    auto copy_weights = [&](int i) {
        int slot = i % shape::STAGES;
        barrier_expect(full + slot, shape::STAGE_BYTES);
        bulk_copy_once(smem + slot * shape::STAGE_BYTES,
                       static_cast<const uint8_t *>(args.weights.data) + size_t(begin + i) * STAGE_WEIGHT_BYTES, STAGE_WEIGHT_BYTES,
                       full + slot, evict_first_policy());
    };
    auto copy_activations = [&](int i) {
        int slot = i % shape::STAGES, k_stage = (begin + i) % stages_per_block;
        bulk_copy(smem + slot * shape::STAGE_BYTES + STAGE_WEIGHT_BYTES, args.activations + size_t(k_stage) * shape::STAGE * N,
                  shape::ACTIVATION_BYTES, full + slot);
    };
    auto refill_slot = [&](int i) {
        barrier_wait(empty + i % shape::STAGES, (i / shape::STAGES - 1) & 1);
        copy_weights(i);
        copy_activations(i);
    };
    int ahead = min(count, shape::STAGES);
    bool copies = tid == (HAS_COPY_WARP<N> ? 256 : 0);
    if (copies) {
        for (int s = 0; s < shape::STAGES; ++s) {
            barrier_init(full + s, 1);
            barrier_init(empty + s, 8);
        }
        barrier_init_fence();
        for (int i = 0; i < ahead; ++i) copy_weights(i);  // does not depend on the previous kernel
        int prefetch = args.prefetch_stages >= 0 ? args.prefetch_stages : INT8 ? 0 : 4;
        for (int i = ahead; i < min(count, ahead + prefetch); ++i)
            prefetch_to_l2(static_cast<const uint8_t *>(args.weights.data) + size_t(begin + i) * STAGE_WEIGHT_BYTES, STAGE_WEIGHT_BYTES);
    }
    __syncthreads();
    launch_dependents();
    wait_for_previous();
    if (copies)
        for (int i = 0; i < ahead; ++i) copy_activations(i);
    if (HAS_COPY_WARP<N> && warp == 8) {
        if (copies)
            for (int i = ahead; i < count; ++i) refill_slot(i);
        return;
    }
    load_inverse_rms<N>(args, memory, tid);
    for (int i = 0; i < count;) {
        int row_block = (begin + i) / stages_per_block, block_end = min(count, (row_block + 1) * stages_per_block - begin);
        float acc[N / 2];
#pragma unroll
        for (int r = 0; r < N / 2; ++r) acc[r] = 0;
        for (; i < block_end; ++i) {
            int slot = i % shape::STAGES;
            const uint8_t *at = smem + slot * shape::STAGE_BYTES;
            barrier_wait(full + slot, (i / shape::STAGES) & 1);
            const uint4 *fragments = reinterpret_cast<const uint4 *>(at) + warp % 4 * 32 + lane;
            uint32_t a[shape::K_STEPS][4];
#pragma unroll
            for (int l = 0; l < 4; ++l) {
                uint4 raw = fragments[INT8 ? l / 2 * 512 + warp / 4 * 256 + l % 2 * 128 : warp / 4 * 512 + l * 128];
                if constexpr (INT8) {
                    int8_to_bf16(raw.x, &a[l * 2][0], &a[l * 2][1]);
                    int8_to_bf16(raw.y, &a[l * 2][2], &a[l * 2][3]);
                    int8_to_bf16(raw.z, &a[l * 2 + 1][0], &a[l * 2 + 1][1]);
                    int8_to_bf16(raw.w, &a[l * 2 + 1][2], &a[l * 2 + 1][3]);
                } else {
                    a[l][0] = raw.x, a[l][1] = raw.y, a[l][2] = raw.z, a[l][3] = raw.w;
                }
            }
            uint32_t x = smem_address(at + STAGE_WEIGHT_BYTES);
            pin_registers(acc);
#pragma unroll
            for (int k = 0; k < shape::K_STEPS; ++k) pin_registers(a[k]);
            wgmma_fence();
#pragma unroll
            for (int k = 0; k < shape::K_STEPS; ++k)
                wgmma<N>(acc, a[k], wgmma_descriptor(x + k * 2 * N * 16, N * 16, 128));
            wgmma_commit();
            wgmma_wait<0>();
            pin_registers(acc);
            if (lane == 0) barrier_arrive(empty + slot);
            int refill = i - 1 + shape::STAGES;
            if (!HAS_COPY_WARP<N> && copies && i > 0 && refill < count) refill_slot(refill);
            __syncwarp();
        }
        finish_block<N>(args, acc, row_block, stages_per_block, total, tid, memory);
    }
#endif
}

// ---- launching ----------------------------------------------------------------------------------------------

enum class matmul_path { mma, wgmma };

template <int N, bool INT8>
void launch_matmul_shape(const matmul_args &args, matmul_path path, cudaStream_t stream, bool early) {
    if (path == matmul_path::wgmma) {
        static bool ready = false;
        constexpr int smem = wgmma_shape<N, INT8>::SMEM_BYTES;
        if (!ready)
            CUDA_OK(cudaFuncSetAttribute(matmul_wgmma<N, INT8>, cudaFuncAttributeMaxDynamicSharedMemorySize, smem));
        ready = true;
        if (early)
            CUDA_OK(launch_early(matmul_wgmma<N, INT8>, sm_count(), WGMMA_THREADS<N>, smem, stream, args));
        else
            matmul_wgmma<N, INT8><<<sm_count(), WGMMA_THREADS<N>, smem, stream>>>(args);
    } else {
        if (early)
            CUDA_OK(launch_early(matmul_mma<N, INT8>, sm_count() * 2, 256, 0, stream, args));
        else
            matmul_mma<N, INT8><<<sm_count() * 2, 256, 0, stream>>>(args);
    }
    CUDA_OK(cudaGetLastError());
}

/// Runs one product. `early` = programmatic dependent launch.
inline void launch_matmul(const matmul_args &args, matmul_path path, cudaStream_t stream, bool early = true) {
    bool int8 = args.weights.kind == weight_kind::int8;
    auto run = [&](auto n) {
        constexpr int N = decltype(n)::value;
        int8 ? launch_matmul_shape<N, true>(args, path, stream, early)
             : launch_matmul_shape<N, false>(args, path, stream, early);
    };
    switch (pad_batch(args.batch)) {
        case 8: return run(std::integral_constant<int, 8>());
        case 16: return run(std::integral_constant<int, 16>());
        case 32: return run(std::integral_constant<int, 32>());
        case 64: return run(std::integral_constant<int, 64>());
        default: return run(std::integral_constant<int, 96>());
    }
}

}  // namespace duplex::cuda
