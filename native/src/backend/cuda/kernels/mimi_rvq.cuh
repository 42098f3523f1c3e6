// The codec's quantiser. One launch a level: block x takes 16 centroids and every column (call), subtracts the last level's centroid while it
// reads the residual, and offers its best (distance, index) by a 64-bit minimum, which does not depend on order. The semantic codebook
// and the first acoustic one share the first launch.
#pragma once

#include "backend/cuda/kernels/mimi_product.cuh"

namespace duplex::cuda {

struct mimi_rvq_args {
    const float *centroids;      // [codebooks][bins][dim] row-major
    const float *packed;         // [codebooks][bins/16][dim/16][256]
    const float *norms;          // [codebooks][bins] |c|^2
    float *scratch;              // residual at offset `residual`: [2 * dim] projected semantic, acoustic; `spare`: [dim] the other buffer
    int stride, residual, spare, bins, dim, codebooks, batch, level;
    unsigned long long *best;    // [batch][codebooks], all ones at the frame's start
};

__device__ __forceinline__ unsigned long long distance_key(float distance, int index) {
    uint32_t bits = __float_as_uint(distance);
    bits = bits & 0x80000000u ? ~bits : bits | 0x80000000u;
    return (unsigned long long)bits << 32 | unsigned(index);
}

/// grid (bins/16, column tiles / NT, 2 at level 0), 256 threads: eight warps share the dimensions.
template <int NT>
__global__ void __launch_bounds__(256) mimi_rvq_kernel(const mimi_rvq_args args) {
    __shared__ float sums[8][NT * 4][32];
    int lane = threadIdx.x % 32, warp = threadIdx.x / 32, g = lane / 4, t = lane % 4, k16 = (args.dim + 15) / 16;
    int codebook = args.level == 0 ? blockIdx.z : args.level + 1, first_column = blockIdx.y * NT * 8;
    const float4 *w = reinterpret_cast<const float4 *>(args.packed) + ((size_t(codebook) * gridDim.x + blockIdx.x) * k16 * 32 + lane) * 2;
    int begin = k16 * warp / 8, end = k16 * (warp + 1) / 8;
    float4 a[2][2];
#pragma unroll
    for (int u = 0; u < 2; ++u)
        if (begin + u < end) a[u][0] = __ldg(w + size_t(begin + u) * 64), a[u][1] = __ldg(w + size_t(begin + u) * 64 + 1);
    launch_dependents();
    wait_for_previous();
    float acc[NT][4] = {};
    for (int i = begin; i < end; i += 2) {
#pragma unroll
        for (int u = 0; u < 2; ++u) {
            if (i + u >= end) break;
            float4 b[NT];
#pragma unroll
            for (int j = 0; j < NT; ++j) {
                int n = min(first_column + j * 8 + g, args.batch - 1), k = (i + u) * 16 + t * 4;
                float *row = args.scratch + size_t(n) * args.stride;
                // Level 0 reads the projections; level q its predecessor's residual, in turn from one buffer and the other.
                const float *from = row + (args.level <= 1 ? args.residual + (codebook ? args.dim : 0) : args.level % 2 ? args.residual : args.spare);
                b[j] = *reinterpret_cast<const float4 *>(from + k);
                if (args.level > 0) {
                    unsigned last = unsigned(args.best[n * args.codebooks + codebook - 1]);
                    float4 c = __ldg(reinterpret_cast<const float4 *>(args.centroids + (size_t(codebook - 1) * args.bins + last) * args.dim + k));
                    b[j].x -= c.x, b[j].y -= c.y, b[j].z -= c.z, b[j].w -= c.w;
                    if (blockIdx.x == 0 && first_column + j * 8 + g < args.batch)
                        *reinterpret_cast<float4 *>(row + (args.level % 2 ? args.spare : args.residual) + k) = b[j];
                }
            }
            multiply_tf32<NT, 3>(acc, a[u], b);
            int next = i + u + 2;
            if (next < end) a[u][0] = __ldg(w + size_t(next) * 64), a[u][1] = __ldg(w + size_t(next) * 64 + 1);
        }
    }
#pragma unroll
    for (int r = 0; r < NT * 4; ++r) sums[warp][r][lane] = acc[r / 4][r % 4];
    __syncthreads();
    for (int r = warp; r < NT * 4; r += 8) {
        float dot = 0;
#pragma unroll
        for (int k = 0; k < 8; ++k) dot += sums[k][r][lane];
        int m = blockIdx.x * 16 + g + r % 4 / 2 * 8, n = first_column + r / 4 * 8 + t * 2 + r % 2;
        unsigned long long key = distance_key(args.norms[codebook * args.bins + m] - 2 * dot, m);
        for (int s = 4; s < 32; s <<= 1) key = min(key, __shfl_xor_sync(~0u, key, s));
        if (g == 0 && n < args.batch) atomicMin(args.best + n * args.codebooks + codebook, key);
    }
}

inline void launch_mimi_rvq(mimi_rvq_args args, cudaStream_t stream) {
    for (args.level = 0; args.level < args.codebooks - 1; ++args.level) {
        unsigned tiles = unsigned(args.bins / 16), z = args.level == 0 ? 2 : 1;
        auto run = [&](auto columns) {
            constexpr int NT = decltype(columns)::value;
            CUDA_OK(launch_early_split(cudaSharedmemCarveoutDefault, mimi_rvq_kernel<NT>, dim3(tiles, unsigned(args.batch + NT * 8 - 1) / (NT * 8), z), 256, 0, stream, args));
        };
        if (args.batch <= 8)
            run(std::integral_constant<int, 1>());
        else if (args.batch <= 16)
            run(std::integral_constant<int, 2>());
        else
            run(std::integral_constant<int, 4>());
    }
}

}  // namespace duplex::cuda
