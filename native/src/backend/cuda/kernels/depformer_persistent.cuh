// The depformer as one persistent kernel: one thread block per multiprocessor, a grid barrier between dependent stages.
//
// Weights do not depend on data, so one warp of every block streams the block's tiles for the whole frame through a ring of shared
// memory, never waiting for a barrier; the eight other warps multiply. Tile t of a matrix (8 rows) belongs to block t mod grid.
// Products are mma.sync with the batch as M = 16 and the tile as N = 8; each warp takes an eighth of K, the eight sums meet in
// shared memory in a fixed order.
//
// RMSNorm is split: whoever writes the residual x also writes bf16(x * alpha) in fragment order and the tile's share of the sum
// of squares; the reader multiplies its sums by 1/rms. (The reference rounds once, after all three factors.)
//
// Stages of a step: begin | qkv | [attention] | out_proj | gate_up | down | head. With at most two batch rows every block attends for
// itself and the attention stage and its barrier fall away.
#pragma once

#include "backend/cuda/kernels/depformer_shape.cuh"
#include "backend/cuda/kernels/sampler.cuh"
#include "backend/cuda/kernels/skinny_matmul.cuh"

namespace duplex::cuda {

constexpr int RING_SLOT_BYTES = 16384, OWN_ATTENTION_BATCH = 2, MAX_TILES = 6;
/// Stages in shared memory: what one multiprocessor holds beside the sums.
template <int MT>
constexpr int RING_SLOTS_COUNT = MT == 1 ? 12 : 9;

struct persistent_args {
    depformer_frame frame;
    const bf16 *tiles, *alphas, *text_table, *code_tables;
    bf16 *scaled;     // x * alpha, fragment order [64][MT][32][8]
    bf16 *attended;   // fragment order
    bf16 *hidden;     // fragment order [176][MT][32][8]
    float *squares;   // [32][128]: sum of squares of eight dimensions
    unsigned *barrier;  // [2], zero between launches
    const row_sampling *sampling;  // [batch]; null: greedy
    const int *provided;           // [batch][provided_stride]: stream k + 1 at k + 1, given instead of sampled; PROVIDED_NONE: not given; null: none are
    int provided_stride;
};

constexpr int PROVIDED_NONE = -2;

/// Element offset of (column k, batch row n) in A-fragment order.
template <int MT>
__device__ __forceinline__ size_t fragment_offset(int k, int n) {
    int r = k % 16, lane = n % 8 * 4 + r % 8 / 2, reg = r / 8 * 2 + n % 16 / 8;
    return ((size_t(k / 16) * MT + n / 16) * 32 + lane) * 8 + reg * 2 + r % 2;
}

template <int MT>
struct persistent_smem {
    uint8_t ring[RING_SLOTS_COUNT<MT>][RING_SLOT_BYTES];
    float sums[8][MAX_TILES][MT * 4][32];  // [warp][tile][accumulator][lane]
    bf16 own_attended[OWN_ATTENTION_BATCH][DEP_DIM];
    float inverse_rms[MT * 16];
    float best_value[8];
    int best_index[8];
    sampler_memory sampler;
    uint64_t full[RING_SLOTS_COUNT<MT>], empty[RING_SLOTS_COUNT<MT>];
};
static_assert(sizeof(persistent_smem<1>) <= 232448 && sizeof(persistent_smem<2>) <= 232448);

#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ >= 900

__device__ __forceinline__ void sync_compute_warps() { asm volatile("bar.sync 1, 256;" ::: "memory"); }

/// Waits until the compute warps of every block are here. `target` = blocks x barriers so far.
__device__ __forceinline__ void grid_barrier(unsigned *counter, unsigned target, int tid) {
    sync_compute_warps();
    if (tid == 0) {
        asm volatile("red.release.gpu.global.add.u32 [%0], 1;" ::"l"(counter) : "memory");
        unsigned seen;
        do {
            asm volatile("ld.acquire.gpu.global.u32 %0, [%1];" : "=r"(seen) : "l"(counter) : "memory");
        } while (seen < target);
    }
    sync_compute_warps();
}

/// The copying warp: every tile of the frame, in the order the compute warps use them.
template <int MT>
__device__ void stream_tiles(persistent_smem<MT> &smem, const bf16 *tiles) {
    uint64_t policy = evict_first_policy();
    int sequence = 0;
    auto stream_matrix = [&](int step, int layer, int matrix) {
        int cols = dep_cols(matrix);
        for (int tile = blockIdx.x; tile < dep_rows(matrix) / 8; tile += gridDim.x) {
            const bf16 *from = tiles + dep_offset(step, layer, matrix) + size_t(tile) * 8 * cols;
            for (int k = 0; k < cols; k += 1024, ++sequence) {
                int slot = sequence % RING_SLOTS_COUNT<MT>;
                uint32_t bytes = min(1024, cols - k) * 16;
                if (sequence >= RING_SLOTS_COUNT<MT>) barrier_wait(&smem.empty[slot], (sequence / RING_SLOTS_COUNT<MT> - 1) & 1);
                barrier_expect(&smem.full[slot], bytes);
                bulk_copy_once(smem.ring[slot], from + size_t(k) * 8, bytes, &smem.full[slot], policy);
            }
        }
    };
    for (int step = 0; step < DEP_STEPS; ++step) {
        for (int layer = 0; layer < DEP_LAYERS; ++layer)
            for (int matrix = 0; matrix < 4; ++matrix) stream_matrix(step, layer, matrix);
        stream_matrix(step, 0, DEP_HEAD);
    }
}

/// Fragments of up to eight k-steps from `a` in fragment order; rows at or past `batch` are zero.
template <int MT>
__device__ __forceinline__ void load_fragments(uint4 (&out)[8][MT], const bf16 *a, int k16, int count, int batch, int lane) {
#pragma unroll
    for (int i = 0; i < 8; ++i)
#pragma unroll
        for (int mt = 0; mt < MT; ++mt)
            out[i][mt] = i < count && mt * 16 + lane / 4 < batch
                             ? load_fresh(reinterpret_cast<const uint4 *>(a + ((size_t(k16 + i) * MT + mt) * 32 + lane) * 8))
                             : uint4{};
}

/// One chunk (up to 1024 columns of one tile) from the ring into the accumulators.
template <int MT>
__device__ __forceinline__ void multiply_chunk(persistent_smem<MT> &smem, int &sequence, const uint4 (&a)[8][MT], int k32_per_warp,
                                               int warp, int lane, float (&acc)[MT][4]) {
    int slot = sequence % RING_SLOTS_COUNT<MT>;
    barrier_wait(&smem.full[slot], (sequence / RING_SLOTS_COUNT<MT>) & 1);
    const uint4 *tile = reinterpret_cast<const uint4 *>(smem.ring[slot]) + warp * k32_per_warp * 32 + lane;
    float odd_acc[MT][4] = {};  // a second chain: the tensor core's latency is what a short product waits for
#pragma unroll
    for (int i = 0; i < 4; ++i) {
        if (i >= k32_per_warp) break;
        uint4 b = tile[i * 32];
#pragma unroll
        for (int mt = 0; mt < MT; ++mt) {
            uint32_t even[4] = {a[2 * i][mt].x, a[2 * i][mt].y, a[2 * i][mt].z, a[2 * i][mt].w};
            uint32_t odd[4] = {a[2 * i + 1][mt].x, a[2 * i + 1][mt].y, a[2 * i + 1][mt].z, a[2 * i + 1][mt].w};
            mma_m16n8k16(acc[mt], even, b.x, b.y);
            mma_m16n8k16(odd_acc[mt], odd, b.z, b.w);
        }
    }
#pragma unroll
    for (int mt = 0; mt < MT; ++mt)
#pragma unroll
        for (int r = 0; r < 4; ++r) acc[mt][r] += odd_acc[mt][r];
    __syncwarp();
    if (lane == 0) barrier_arrive(&smem.empty[slot]);
    ++sequence;
}

/// Puts a tile's accumulators where finish_tiles finds them.
template <int MT>
__device__ __forceinline__ void keep_sums(persistent_smem<MT> &smem, const float (&acc)[MT][4], int tile, int warp, int lane) {
#pragma unroll
    for (int mt = 0; mt < MT; ++mt)
#pragma unroll
        for (int r = 0; r < 4; ++r) smem.sums[warp][tile][mt * 4 + r][lane] = acc[mt][r];
}

/// Sum over warps for (tile of this block, batch row n, row r of the tile).
template <int MT>
__device__ __forceinline__ float total(const persistent_smem<MT> &smem, int tile, int n, int r) {
    float sum = 0;
#pragma unroll
    for (int w = 0; w < 8; ++w) sum += smem.sums[w][tile][n / 16 * 4 + n % 16 / 8 * 2 + r % 2][n % 8 * 4 + r / 2];
    return sum;
}

#endif

#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ >= 900

/// A code from 2048 logits by the 256 compute threads. Stream `step`: 1 to 8. The candidates lie where the sums of the last product were.
template <int MT>
__device__ __forceinline__ int dep_sample(const float *logits, const row_sampling &how, int step, int tid, persistent_smem<MT> &smem) {
    static_assert(sizeof(smem.sums) >= CARD * sizeof(unsigned long long));
    return sample_row<256>([&](int i) { return load_fresh(logits + i); }, CARD, how.audio_top_k, how.audio_temperature, how.seed, how.position, uint32_t(step),
                           reinterpret_cast<unsigned long long *>(&smem.sums[0][0][0][0]), tid, smem.sampler, [] { sync_compute_warps(); });
}

#endif

/// `count` grid barriers and nothing else: what the dependency chain costs by itself.
static __global__ void __launch_bounds__(288, 1) barrier_only_kernel(unsigned *barrier, int count) {
#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ >= 900
    if (threadIdx.x >= 256) return;
    for (int i = 1; i <= count; ++i) grid_barrier(barrier, unsigned(i) * gridDim.x, threadIdx.x);
    if (threadIdx.x == 0 && take_ticket(barrier + 1) == gridDim.x - 1) barrier[0] = barrier[1] = 0;
#endif
}

template <int MT>
__global__ void __launch_bounds__(288, 1) depformer_persistent_kernel(const persistent_args args) {
#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ >= 900
    extern __shared__ __align__(1024) uint8_t raw_smem[];
    auto &smem = *reinterpret_cast<persistent_smem<MT> *>(raw_smem);
    const depformer_frame &frame = args.frame;
    int tid = threadIdx.x, lane = tid % 32, warp = tid / 32, block = blockIdx.x, grid = gridDim.x, batch = frame.batch;
    if (tid == 0) {
        for (int s = 0; s < RING_SLOTS_COUNT<MT>; ++s) barrier_init(&smem.full[s], 1), barrier_init(&smem.empty[s], 8);
        barrier_init_fence();
    }
    __syncthreads();
    if (warp == 8) {
        if (lane == 0) stream_tiles<MT>(smem, args.tiles);
        return;
    }
    wait_for_previous();
    int sequence = 0;
    unsigned barriers = 0;
    auto barrier = [&] { grid_barrier(args.barrier, ++barriers * grid, tid); };
    // The residual element this thread keeps for the frame: row tid/8, dimension 8*block + tid%8.
    int own_n = tid / 8, own_k = block * 8 + tid % 8;
    bool owns = block < DEP_DIM / 8 && own_n < batch;
    float residual = 0;
    // The norm's factor for every batch row, from the 128 partial sums.
    auto load_inverse_rms = [&] {
        for (int n = warp; n < batch; n += 8) {
            float sum = 0;
#pragma unroll
            for (int i = 0; i < 4; ++i) sum += load_fresh(args.squares + n * 128 + i * 32 + lane);
            for (int s = 16; s; s >>= 1) sum += __shfl_xor_sync(~0u, sum, s);
            if (lane == 0) smem.inverse_rms[n] = rsqrtf(1e-8f + sum / DEP_DIM);
        }
    };
    // A product with K = 1024 over this block's tiles of `matrix`; `finish(tile_of_block, global_tile, n, r, sum)` per output.
    // `with_norm` also loads the norm's factors, behind the fragments.
    auto product = [&](const bf16 *a, bool own_attention, int matrix, bool with_norm) {
        int tiles = (dep_rows(matrix) / 8 - block + grid - 1) / grid;
        uint4 fragments[8][MT];
        if (own_attention) {
#pragma unroll
            for (int i = 0; i < 8; ++i) {
                int k = (warp * 8 + i) * 16 + lane % 4 * 2;
#pragma unroll
                for (int mt = 0; mt < MT; ++mt) fragments[i][mt] = uint4{};
                if (lane / 4 < batch) {
                    fragments[i][0].x = *reinterpret_cast<const uint32_t *>(&smem.own_attended[lane / 4][k]);
                    fragments[i][0].z = *reinterpret_cast<const uint32_t *>(&smem.own_attended[lane / 4][k + 8]);
                }
            }
        } else {
            load_fragments<MT>(fragments, a, warp * 8, 8, batch, lane);
        }
        if (with_norm) load_inverse_rms();
        for (int tile = 0; tile < tiles; ++tile) {
            float acc[MT][4] = {};
            multiply_chunk<MT>(smem, sequence, fragments, 4, warp, lane, acc);
            keep_sums<MT>(smem, acc, tile, warp, lane);
        }
        sync_compute_warps();
        return tiles;
    };
    // x += sums of this block's one tile. Eight adjacent threads hold the eight dimensions of one row.
    auto add_to_residual = [&](float alpha) {
        float square = 0;
        if (owns) {
            bf16 x = bf16(residual + float(bf16(total<MT>(smem, 0, own_n, own_k % 8))));
            residual = float(x);
            square = residual * residual;
            args.scaled[fragment_offset<MT>(own_k, own_n)] = bf16(residual * alpha);
        }
        for (int s = 4; s; s >>= 1) square += __shfl_xor_sync(~0u, square, s);
        if (owns && own_k % 8 == 0) args.squares[own_n * 128 + block] = square;
    };
    auto own_alpha = [&](const bf16 *alpha) { return owns ? float(__ldg(alpha + own_k)) : 0.0f; };
    for (int step = 0; step <= DEP_STEPS; ++step) {
        // begin: choose the previous code, build the input row. Block n serves batch row n.
        for (int n = block; n < batch; n += grid) {
            int token;
            if (step == 0) {
                token = frame.text_tokens[n];
            } else {
                const float *logits = frame.logits + (size_t(step - 1) * batch + n) * CARD;
                token = args.sampling ? dep_sample<MT>(logits, args.sampling[n], step, tid, smem) : dep_argmax(logits, tid, smem.best_value, smem.best_index);
                if (tid == 0) frame.codes[n * DEP_STEPS + step - 1] = token;
            }
            if (args.provided && step < DEP_STEPS) {
                int given = args.provided[n * args.provided_stride + step];
                if (given != PROVIDED_NONE) token = given;
            }
            if (step < DEP_STEPS && tid < 128) {
                const bf16 *embedding = dep_embedding(args.text_table, args.code_tables, step, token);
                const bf16 *input = frame.inputs + size_t(n) * DEP_STEPS * DEP_DIM + step * DEP_DIM;
                uint4 raw_a = *reinterpret_cast<const uint4 *>(input + tid * 8), raw_b = token == -1 ? uint4{} : *reinterpret_cast<const uint4 *>(embedding + tid * 8);
                uint4 raw_alpha = *reinterpret_cast<const uint4 *>(args.alphas + tid * 8), packed;
                float a[8], b[8], alpha[8], square = 0;
                unpack<false>(raw_a, a), unpack<false>(raw_b, b), unpack<false>(raw_alpha, alpha);
#pragma unroll
                for (int i = 0; i < 8; ++i) {
                    bf16 x = bf16(a[i] + b[i]);
                    reinterpret_cast<bf16 *>(&packed)[i] = x;
                    args.scaled[fragment_offset<MT>(tid * 8 + i, n)] = bf16(float(x) * alpha[i]);
                    square += float(x) * float(x);
                }
                *reinterpret_cast<uint4 *>(frame.x + size_t(n) * DEP_DIM + tid * 8) = packed;
                args.squares[n * 128 + tid] = square;
            }
        }
        if (step == DEP_STEPS) break;
        barrier();
        if (owns) residual = bf16_low(load_fresh(reinterpret_cast<const unsigned short *>(frame.x) + size_t(own_n) * DEP_DIM + own_k));
        for (int layer = 0; layer < DEP_LAYERS; ++layer) {
            const bf16 *alpha = args.alphas + size_t(layer) * 2 * DEP_DIM;
            // The scales the residual is written with: for norm2, and for the next layer's norm1 (the head has none).
            float alpha2 = own_alpha(alpha + DEP_DIM), next_alpha = layer + 1 < DEP_LAYERS ? own_alpha(alpha + 2 * DEP_DIM) : 1.0f;
            // qkv
            int tiles = product(args.scaled, false, DEP_QKV, true);
            for (int i = tid; i < tiles * batch * 8; i += 256) {
                int r = i % 8, n = i / 8 % batch, tile = i / 8 / batch;
                frame.qkv[dep_qkv_offset(layer, step, n, batch) + (block + tile * grid) * 8 + r] =
                    bf16(total<MT>(smem, tile, n, r) * smem.inverse_rms[n]);
            }
            barrier();
            // attention, out_proj
            bool own = batch <= OWN_ATTENTION_BATCH;
            auto keep_attended = [&](int item, const float (&o)[8]) {
                int n = item / DEP_HEADS, k = item % DEP_HEADS * DEP_HEAD_DIM + lane * 8;
                if (lane >= 8) return;
#pragma unroll
                for (int d = 0; d < 8; ++d) (own ? smem.own_attended[n][k + d] : args.attended[fragment_offset<MT>(k + d, n)]) = bf16(o[d]);
            };
            int items = batch * DEP_HEADS, stride = own ? 8 : 8 * grid;
            for (int item = own ? warp : warp * grid + block; item < items; item += 2 * stride) {
                int second = item + stride;  // two in flight
                auto rows = dep_load_rows(frame, layer, step, item / DEP_HEADS, item % DEP_HEADS, lane);
                auto second_rows = dep_load_rows(frame, layer, step, min(second, items - 1) / DEP_HEADS, min(second, items - 1) % DEP_HEADS, lane);
                float o[8];
                dep_attend(rows, step, lane, o);
                keep_attended(item, o);
                dep_attend(second_rows, step, lane, o);
                if (second < items) keep_attended(second, o);
            }
            if (own)
                sync_compute_warps();
            else
                barrier();
            product(args.attended, own, DEP_OUT, false);
            add_to_residual(alpha2);
            barrier();
            // gate_up with SwiGLU
            tiles = product(args.scaled, false, DEP_GATE_UP, true);
            for (int i = tid; i < tiles * batch * 4; i += 256) {
                int pair = i % 4, n = i / 4 % batch, tile = i / 4 / batch;
                float scale = smem.inverse_rms[n];
                float gate = float(bf16(total<MT>(smem, tile, n, 2 * pair) * scale)), up = float(bf16(total<MT>(smem, tile, n, 2 * pair + 1) * scale));
                args.hidden[fragment_offset<MT>((block + tile * grid) * 4 + pair, n)] = bf16(float(bf16(silu(gate))) * up);
            }
            barrier();
            // down: K = 2816 in chunks of 1024, 1024, 768
            if (block < DEP_DIM / 8) {
                float acc[MT][4] = {};
                for (int chunk = 0; chunk < 3; ++chunk) {
                    int k16 = chunk < 2 ? 8 : 6;
                    uint4 fragments[8][MT];
                    load_fragments<MT>(fragments, args.hidden, chunk * 64 + warp * k16, k16, batch, lane);
                    multiply_chunk<MT>(smem, sequence, fragments, k16 / 2, warp, lane, acc);
                }
                keep_sums<MT>(smem, acc, 0, warp, lane);
            }
            sync_compute_warps();
            add_to_residual(next_alpha);
            barrier();
        }
        // head: no norm before it
        int tiles = product(args.scaled, false, DEP_HEAD, false);
        for (int i = tid; i < tiles * batch * 8; i += 256) {
            int r = i % 8, n = i / 8 % batch, tile = i / 8 / batch;
            frame.logits[(size_t(step) * batch + n) * CARD + (block + tile * grid) * 8 + r] = float(bf16(total<MT>(smem, tile, n, r)));
        }
        barrier();
    }
    if (tid == 0 && take_ticket(args.barrier + 1) == unsigned(grid - 1)) args.barrier[0] = args.barrier[1] = 0;
#endif
}

/// Scratch and launch of the persistent version. batch <= 32.
struct depformer_persistent {
    device_array<bf16> scaled, attended, hidden;
    device_array<float> squares;
    device_array<unsigned> barrier;
    depformer_persistent() : scaled(64 * 2 * 256), attended(64 * 2 * 256), hidden(176 * 2 * 256), squares(32 * 128), barrier(2) {
        barrier.set_bytes(0);
        scaled.set_bytes(0), attended.set_bytes(0), hidden.set_bytes(0);
    }
    template <int MT>
    void run_shape(persistent_args &args, cudaStream_t stream) {
        size_t smem = sizeof(persistent_smem<MT>);
        CUDA_OK(cudaFuncSetAttribute(depformer_persistent_kernel<MT>, cudaFuncAttributeMaxDynamicSharedMemorySize, int(smem)));
        void *params[] = {&args};
        CUDA_OK(cudaLaunchCooperativeKernel(reinterpret_cast<void *>(depformer_persistent_kernel<MT>), dim3(sm_count()), dim3(288), params, smem, stream));
    }
    void run(const depformer_view &w, const depformer_frame &frame, cudaStream_t stream, const row_sampling *sampling = nullptr,
             const int *provided = nullptr, int provided_stride = 0) {
        if (2 * DEP_HIDDEN / 8 > MAX_TILES * sm_count() || frame.batch > 32) {
            throw Error(DUPLEX_UNSUPPORTED, "The fast depformer expects at least " + std::to_string(2 * DEP_HIDDEN / 8 / MAX_TILES + 1) +
                                                " multiprocessors and at most 32 rows, found " + std::to_string(sm_count()) + " and " + std::to_string(frame.batch) + ".");
        }
        persistent_args args{frame, w.tiles, w.alphas, w.text_table, w.code_tables, scaled.data, attended.data, hidden.data, squares.data, barrier.data,
                             sampling, provided, provided_stride};
        frame.batch <= 16 ? run_shape<1>(args, stream) : run_shape<2>(args, stream);
    }
};

}  // namespace duplex::cuda
