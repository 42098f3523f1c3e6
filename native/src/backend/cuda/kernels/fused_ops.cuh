// The small operations between the products. Each works on whole batch rows; rounding follows the reference: float32 inside,
// one rounding to bf16 per operation.
#pragma once

#include "backend/cuda/kernels/decode_attention.cuh"

namespace duplex::cuda {

constexpr int ROWS_IN = 17;  // text, 8 agent codes, 8 user codes

/// Sum of `value` over the block's THREADS threads, given to all of them.
template <int THREADS>
__device__ __forceinline__ float block_sum(float value) {
    __shared__ float warp_sum[THREADS / 32];
    for (int s = 16; s; s >>= 1) value += __shfl_xor_sync(~0u, value, s);
    if (THREADS == 32) return value;
    if (threadIdx.x % 32 == 0) warp_sum[threadIdx.x / 32] = value;
    __syncthreads();
    float total = 0;
#pragma unroll
    for (int w = 0; w < THREADS / 32; ++w) total += warp_sum[w];
    return total;
}

struct norm_args {
    const bf16 *x;      // [batch][dim] residual stream
    const bf16 *alpha;  // [dim]
    bf16 *out;          // packed activations [dim/8][batch_padded][8]
    int batch_padded;
};

/// Threads of the norm: few enough that a block fits beside two products of neighbouring launches.
template <int DIM>
constexpr int NORM_THREADS = DIM / 8 < 256 ? DIM / 8 : 256;

/// RMSNorm (eps 1e-8 inside the mean), straight into packed activations. One block per batch row.
template <int DIM>
__global__ void __launch_bounds__(NORM_THREADS<DIM>) rms_norm_kernel(const norm_args args) {
    constexpr int THREADS = NORM_THREADS<DIM>, PARTS = DIM / 8 / THREADS;
    launch_dependents();
    int n = blockIdx.x;
    uint4 raw_alpha[PARTS], raw[PARTS];
#pragma unroll
    for (int p = 0; p < PARTS; ++p) raw_alpha[p] = reinterpret_cast<const uint4 *>(args.alpha)[p * THREADS + threadIdx.x];
    wait_for_previous();
    float sum = 0;
#pragma unroll
    for (int p = 0; p < PARTS; ++p) raw[p] = reinterpret_cast<const uint4 *>(args.x + size_t(n) * DIM)[p * THREADS + threadIdx.x];
#pragma unroll
    for (int p = 0; p < PARTS; ++p) {
        float x[8];
        unpack<false>(raw[p], x);
#pragma unroll
        for (int i = 0; i < 8; ++i) sum += x[i] * x[i];
    }
    float scale = rsqrtf(1e-8f + block_sum<THREADS>(sum) / DIM);
#pragma unroll
    for (int p = 0; p < PARTS; ++p) {
        float x[8], alpha[8];
        unpack<false>(raw[p], x);
        unpack<false>(raw_alpha[p], alpha);
        uint4 packed;
        bf16 *out = reinterpret_cast<bf16 *>(&packed);
#pragma unroll
        for (int i = 0; i < 8; ++i) out[i] = bf16(x[i] * (alpha[i] * scale));
        *reinterpret_cast<uint4 *>(args.out + activation_offset((p * THREADS + threadIdx.x) * 8, n, args.batch_padded)) = packed;
    }
}

template <int DIM>
void launch_rms_norm(const norm_args &args, int batch, cudaStream_t stream, bool early = true) {
    if (early)
        CUDA_OK(launch_early(rms_norm_kernel<DIM>, batch, NORM_THREADS<DIM>, 0, stream, args));
    else
        rms_norm_kernel<DIM><<<batch, NORM_THREADS<DIM>, 0, stream>>>(args);
    CUDA_OK(cudaGetLastError());
}

/// The start of the split RMSNorm (skinny_matmul.cuh), where no product wrote x: bf16(x * alpha), packed, and the sums of squares of 128
/// dimensions. grid batch, 256 threads x 16 dimensions.
static __global__ void __launch_bounds__(256) scale_kernel(const norm_args args, float *squares) {
    launch_dependents();
    wait_for_previous();
    int n = blockIdx.x, k = threadIdx.x * 16;
    float sum = 0;
#pragma unroll
    for (int p = 0; p < 16; p += 8) {
        uint4 raw = *reinterpret_cast<const uint4 *>(args.x + size_t(n) * 4096 + k + p), raw_alpha = *reinterpret_cast<const uint4 *>(args.alpha + k + p), packed;
        float x[8], alpha[8];
        unpack<false>(raw, x);
        unpack<false>(raw_alpha, alpha);
#pragma unroll
        for (int i = 0; i < 8; ++i) reinterpret_cast<bf16 *>(&packed)[i] = bf16(x[i] * alpha[i]), sum += x[i] * x[i];
        *reinterpret_cast<uint4 *>(args.out + activation_offset(k + p, n, args.batch_padded)) = packed;
    }
    for (int s = 4; s; s >>= 1) sum += __shfl_xor_sync(~0u, sum, s);
    if (threadIdx.x % 8 == 0) squares[n * 32 + threadIdx.x / 8] = sum;
}

/// Some columns of packed activations, packed for fewer. grid (blocks, columns), 256 threads.
static __global__ void repack_kernel(const bf16 *from, int from_padded, int first, bf16 *to, int to_padded, int cols) {
    launch_dependents();
    wait_for_previous();
    for (int i = blockIdx.x * 256 + threadIdx.x; i < cols / 8; i += gridDim.x * 256)
        reinterpret_cast<uint4 *>(to)[size_t(i) * to_padded + blockIdx.y] = reinterpret_cast<const uint4 *>(from)[size_t(i) * from_padded + first + blockIdx.y];
}

struct embedding_args {
    const int *tokens;       // [batch][17]: text, agent 0..7, user 0..7; -1 adds nothing
    const bf16 *text_table;  // [32001][4096]
    const bf16 *code_tables; // [16][2049][4096]
    bf16 *x;                 // [batch][4096]
};

/// Sum of 17 rows in the reference's order: the sixteen code rows, then the text row, rounding to bf16 after each addition.
/// grid (4, batch), 128 threads: all 17 loads of a thread are in flight together.
static __global__ void __launch_bounds__(128) embedding_kernel(const embedding_args args) {
    launch_dependents();
    wait_for_previous();
    int n = blockIdx.y, k = (blockIdx.x * 128 + threadIdx.x) * 8;
    uint4 raw[ROWS_IN];
#pragma unroll
    for (int r = 0; r < ROWS_IN; ++r) {
        int row = r < 16 ? r + 1 : 0, token = args.tokens[n * ROWS_IN + row];
        const bf16 *table = row == 0 ? args.text_table : args.code_tables + size_t(row - 1) * 2049 * MODEL_DIM;
        raw[r] = token == -1 ? uint4{} : *reinterpret_cast<const uint4 *>(table + size_t(max(token, 0)) * MODEL_DIM + k);
    }
    bf16 sum[8];
#pragma unroll
    for (int r = 0; r < ROWS_IN; ++r) {
        const bf16 *v = reinterpret_cast<const bf16 *>(&raw[r]);
#pragma unroll
        for (int i = 0; i < 8; ++i) sum[i] = r ? bf16(float(sum[i]) + float(v[i])) : v[i];
    }
    *reinterpret_cast<uint4 *>(args.x + size_t(n) * MODEL_DIM + k) = *reinterpret_cast<uint4 *>(sum);
}

inline void launch_embedding(const embedding_args &args, int batch, cudaStream_t stream, bool early = true) {
    if (early)
        CUDA_OK(launch_early(embedding_kernel, dim3(4, batch), 128, 0, stream, args));
    else
        embedding_kernel<<<dim3(4, batch), 128, 0, stream>>>(args);
    CUDA_OK(cudaGetLastError());
}

/// RoPE and append of one layer's new keys and values as an operation of its own (the attention kernel can do it itself).
/// grid (32, batch), 64 threads: warp 0 the key, warp 1 the value.
template <bool INT8>
__global__ void append_kernel(const attention_args args) {
    launch_dependents();
    wait_for_previous();
    append_row<INT8>(args, blockIdx.y, blockIdx.x, threadIdx.x / 32, threadIdx.x % 32);
}

inline void launch_append(const attention_args &args, cudaStream_t stream, bool early = true) {
    auto kernel = args.pool.int8 ? append_kernel<true> : append_kernel<false>;
    if (early)
        CUDA_OK(launch_early(kernel, dim3(HEADS, args.batch), 64, 0, stream, args));
    else
        kernel<<<dim3(HEADS, args.batch), 64, 0, stream>>>(args);
    CUDA_OK(cudaGetLastError());
}

struct swiglu_args {
    const bf16 *gate_up;  // [batch][2 * hidden]: gate, then up
    bf16 *out;            // packed activations [hidden/8][batch_padded][8]
    int hidden, batch_padded;
};

/// SwiGLU as an operation of its own (the product's epilogue can do it instead). grid (hidden/1024 rounded up, batch), 128 threads.
static __global__ void __launch_bounds__(128) swiglu_kernel(const swiglu_args args) {
    launch_dependents();
    wait_for_previous();
    int n = blockIdx.y, k = (blockIdx.x * 128 + threadIdx.x) * 8;
    if (k >= args.hidden) return;
    const bf16 *row = args.gate_up + size_t(n) * 2 * args.hidden + k;
    uint4 raw_gate = *reinterpret_cast<const uint4 *>(row), raw_up = *reinterpret_cast<const uint4 *>(row + args.hidden), packed;
    float gate[8], up[8];
    unpack<false>(raw_gate, gate);
    unpack<false>(raw_up, up);
    bf16 *out = reinterpret_cast<bf16 *>(&packed);
#pragma unroll
    for (int i = 0; i < 8; ++i) out[i] = bf16(float(bf16(gate[i] / (1.0f + __expf(-gate[i])))) * up[i]);
    *reinterpret_cast<uint4 *>(args.out + activation_offset(k, n, args.batch_padded)) = packed;
}

inline void launch_swiglu(const swiglu_args &args, int batch, cudaStream_t stream, bool early = true) {
    dim3 grid((args.hidden + 1023) / 1024, batch);
    if (early)
        CUDA_OK(launch_early(swiglu_kernel, grid, 128, 0, stream, args));
    else
        swiglu_kernel<<<grid, 128, 0, stream>>>(args);
    CUDA_OK(cudaGetLastError());
}

}  // namespace duplex::cuda
