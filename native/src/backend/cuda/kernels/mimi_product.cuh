// One kernel for every product of the codec: Y[n, m] = sum_k W[m, k] X[n, k]. Signals lie as [time][channel] with their left context
// in front, so a convolution reads k * channels consecutive floats from row t * stride on, and a transposed one (kernel twice the
// stride) is a convolution over two rows with stride * channels outputs. Column n = batch row * steps + t.
//
// Arithmetic: mma.sync tf32 in three passes (high x high, high x low, low x high), float32 sums: float32 accuracy, since the
// low halves carry what tf32 drops. One pass is there for comparison.
//
// Weights are packed in fragment order, 16 rows x 16 columns at a time (1 KB), and read from memory straight into registers; x goes
// through L1. A warp takes one 16-row tile and NT * 8 columns. WK warps, and SPLIT blocks, share the K of a tile and are summed in a
// fixed order. That division depends on the layer alone, so a row's bits do not depend on who else is in the batch.
#pragma once

#include "backend/cuda/kernels/async_copy.cuh"
#include "backend/cuda/device.cuh"

namespace duplex::cuda {

enum class mimi_epilogue {
    store,      // + bias, + residual, to `raw` and (through ELU) to `activated`
    gelu,       // layer norm folded in, GELU, to `raw`
    upsample,   // store, and both 25 Hz steps of the depth-wise transposed convolution
};

struct mimi_product {
    const float *weights;              // packed [rows/16][k16][32 lanes][8]
    int rows, cols, k16;               // real rows and columns; column blocks of 16
    int steps;                         // output rows a batch row
    int in, row_stride;                // offset of the first input row, floats between input rows of neighbouring outputs
    int raw = -1, activated = -1, residual = -1;  // offsets of outputs and of what is added; -1: none
    const float *bias = nullptr;
    const float *norm_sums = nullptr;  // layer norm folded in: sum over k of the (scaled) weights of each row
    mimi_epilogue epilogue = mimi_epilogue::store;
    const int *replicate = nullptr;    // positions; at position 0 the first output row is also written to the two before it
    const float *upsample = nullptr;   // [rows][4]
    int upsampled = -1, previous = -1; // where the two steps go; the last frame's row
    int wk = 1, split = 1;             // warps, and blocks, that share K
};

struct mimi_product_args {
    mimi_product p;
    float *scratch;      // [batch][stride]
    int stride, columns; // floats a batch row; batch * steps
    int wm;              // row tiles a block
    float *partials;
    unsigned *tickets;
};

__device__ __forceinline__ float elu(float x) { return x > 0 ? x : expm1f(x); }

/// What follows a finished sum of column n, row m (behind a folded layer norm).
__device__ __forceinline__ void finish_mimi_value(const mimi_product_args &args, int n, int m, float y) {
    const mimi_product &p = args.p;
    int batch_row = n / p.steps, step = n % p.steps;
    float *row = args.scratch + size_t(batch_row) * args.stride;
    if (p.bias) y += __ldg(p.bias + m);
    if (p.epilogue == mimi_epilogue::gelu) y = 0.5f * y * (1 + erff(y * 0.70710678f));
    int at = step * p.rows + m;
    if (p.residual >= 0) y += row[p.residual + at];
    if (p.raw >= 0) row[p.raw + at] = y;
    if (p.activated >= 0) row[p.activated + at] = elu(y);
    if (p.replicate && step == 0 && p.replicate[batch_row] == 0) row[p.raw + at - p.rows] = row[p.raw + at - 2 * p.rows] = y;
    if (p.epilogue == mimi_epilogue::upsample) {
        float before = row[p.previous + m];
        row[p.upsampled + m] = y * p.upsample[m * 4] + before * p.upsample[m * 4 + 2];
        row[p.upsampled + p.rows + m] = y * p.upsample[m * 4 + 1] + before * p.upsample[m * 4 + 3];
    }
}

/// x = high + low, high rounded to tf32; the tensor core cuts low to tf32 itself.
__device__ __forceinline__ void split_tf32(float x, uint32_t &high, uint32_t &low) {
    high = (__float_as_uint(x) + 0x1000u) & 0xFFFFE000u;
    low = __float_as_uint(x - __uint_as_float(high));
}

__device__ __forceinline__ void mma_tf32(float (&d)[4], const uint32_t (&a)[4], uint32_t b0, uint32_t b1) {
    asm volatile(
        "mma.sync.aligned.m16n8k8.row.col.f32.tf32.tf32.f32 {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, {%0,%1,%2,%3};"
        : "+f"(d[0]), "+f"(d[1]), "+f"(d[2]), "+f"(d[3])
        : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b0), "r"(b1));
}

/// 16 columns: a = 8 weights of this lane, b[j] = 4 values of this lane's column of tile j.
template <int NT, int PASSES>
__device__ __forceinline__ void multiply_tf32(float (&acc)[NT][4], const float4 (&a)[2], const float4 (&b)[NT]) {
    const float values[8] = {a[0].x, a[0].y, a[0].z, a[0].w, a[1].x, a[1].y, a[1].z, a[1].w};
    uint32_t high[2][4], low[2][4];
#pragma unroll
    for (int i = 0; i < 8; ++i) split_tf32(values[i], high[i / 4][i % 4], low[i / 4][i % 4]);
    constexpr int GROUP = NT < 4 ? NT : 4;  // independent chains side by side
#pragma unroll
    for (int first = 0; first < NT; first += GROUP) {
        uint32_t bh[GROUP][4], bl[GROUP][4];
#pragma unroll
        for (int j = 0; j < GROUP; ++j) {
            const float4 &x = b[first + j];
            split_tf32(x.x, bh[j][0], bl[j][0]), split_tf32(x.y, bh[j][1], bl[j][1]);
            split_tf32(x.z, bh[j][2], bl[j][2]), split_tf32(x.w, bh[j][3], bl[j][3]);
        }
#pragma unroll
        for (int s = 0; s < 2; ++s) {
            if (PASSES == 3) {
#pragma unroll
                for (int j = 0; j < GROUP; ++j) mma_tf32(acc[first + j], low[s], bh[j][2 * s], bh[j][2 * s + 1]);
#pragma unroll
                for (int j = 0; j < GROUP; ++j) mma_tf32(acc[first + j], high[s], bl[j][2 * s], bl[j][2 * s + 1]);
            }
#pragma unroll
            for (int j = 0; j < GROUP; ++j) mma_tf32(acc[first + j], high[s], bh[j][2 * s], bh[j][2 * s + 1]);
        }
    }
}

/// grid (row tiles / wm, column tiles / (NT * wn), split), 256 threads = WK x wm x wn warps.
template <int NT, int WK, bool NORM, int PASSES>
__global__ void __launch_bounds__(256) mimi_product_kernel(const mimi_product_args args) {
    constexpr int AHEAD = NT <= 2 ? 4 : NT == 4 ? 2 : 1;  // column blocks in flight
    __shared__ float sums[WK > 1 ? 8 : 1][NT * 4][32];
    __shared__ float norms[NORM ? 8 : 1][NT * 8][2];
    __shared__ bool is_last;
    const mimi_product &p = args.p;
    int lane = threadIdx.x % 32, warp = threadIdx.x / 32, g = lane / 4, t = lane % 4;
    int wk = warp % WK, wm = warp / WK % args.wm, wn = warp / WK / args.wm, groups_n = 8 / WK / args.wm;
    int tile = blockIdx.x * args.wm + wm, first_column = (blockIdx.y * groups_n + wn) * NT * 8;
    bool idle = tile * 16 >= p.rows || first_column >= args.columns;  // whole warps; with WK = 8 there are none
    int part = blockIdx.z * WK + wk, parts = gridDim.z * WK;
    int begin = p.k16 * part / parts, end = idle ? begin : p.k16 * (part + 1) / parts;
    const float4 *w = reinterpret_cast<const float4 *>(p.weights) + (size_t(idle ? 0 : tile) * p.k16 * 32 + lane) * 2;
    float4 a[AHEAD][2];
#pragma unroll
    for (int u = 0; u < AHEAD; ++u)
        if (begin + u < end) a[u][0] = __ldg(w + size_t(begin + u) * 64), a[u][1] = __ldg(w + size_t(begin + u) * 64 + 1);
    launch_dependents();
    wait_for_previous();
    int from[NT];  // this lane's columns
#pragma unroll
    for (int j = 0; j < NT; ++j) {
        int n = min(first_column + j * 8 + g, args.columns - 1);
        from[j] = n / p.steps * args.stride + p.in + n % p.steps * p.row_stride + t * 4;
    }
    auto load_x = [&](int i, float4 (&out)[NT]) {
        bool inside = i * 16 + t * 4 < p.cols;  // small models: the last block may be partly filled
#pragma unroll
        for (int j = 0; j < NT; ++j)
            out[j] = inside ? *reinterpret_cast<const float4 *>(args.scratch + from[j] + i * 16) : make_float4(0, 0, 0, 0);
    };
    float4 b[AHEAD][NT];
#pragma unroll
    for (int u = 0; u < AHEAD; ++u)
        if (begin + u < end) load_x(begin + u, b[u]);
    float acc[NT][4], sum[NT], square[NT];
#pragma unroll
    for (int j = 0; j < NT; ++j) {
        sum[j] = square[j] = 0;
#pragma unroll
        for (int r = 0; r < 4; ++r) acc[j][r] = 0;
    }
    for (int i = begin; i < end; i += AHEAD) {
#pragma unroll
        for (int u = 0; u < AHEAD; ++u) {
            if (i + u >= end) break;
            if constexpr (NORM) {
#pragma unroll
                for (int j = 0; j < NT; ++j) {
                    const float4 &x = b[u][j];
                    sum[j] += (x.x + x.y) + (x.z + x.w);
                    square[j] += (x.x * x.x + x.y * x.y) + (x.z * x.z + x.w * x.w);
                }
            }
            multiply_tf32<NT, PASSES>(acc, a[u], b[u]);
            int next = i + u + AHEAD;
            if (next < end) {
                a[u][0] = __ldg(w + size_t(next) * 64), a[u][1] = __ldg(w + size_t(next) * 64 + 1);
                load_x(next, b[u]);
            }
        }
    }
    if constexpr (NORM) {
#pragma unroll
        for (int j = 0; j < NT; ++j) {
            for (int s = 1; s < 4; s <<= 1) sum[j] += __shfl_xor_sync(~0u, sum[j], s), square[j] += __shfl_xor_sync(~0u, square[j], s);
            if (t == 0) norms[warp][j * 8 + g][0] = sum[j], norms[warp][j * 8 + g][1] = square[j];
        }
    }
    // Value r of lane l: row l/4 + 8 * (r%4/2), column r/4*8 + l%4*2 + r%2. After the sums, warp wk of a group keeps the values
    // r = wk, wk + WK, ...
    constexpr int MINE = WK > 1 ? (NT * 4 + WK - 1) / WK : NT * 4;
    float mine[MINE];
    if constexpr (WK > 1) {
#pragma unroll
        for (int r = 0; r < NT * 4; ++r) sums[warp][r][lane] = acc[r / 4][r % 4];
    }
    if constexpr (WK > 1 || NORM) __syncthreads();
#pragma unroll
    for (int v = 0; v < MINE; ++v) {
        int r = v * WK + wk;
        if constexpr (WK > 1) {
            mine[v] = 0;
            if (r < NT * 4)
#pragma unroll
                for (int k = 0; k < WK; ++k) mine[v] += sums[warp - wk + k][r][lane];
        } else {
            mine[v] = acc[v / 4][v % 4];
        }
    }
    if (gridDim.z > 1) {
        int block = blockIdx.x * gridDim.y + blockIdx.y;
        float *partial = args.partials + size_t(block) * gridDim.z * MINE * 256 + threadIdx.x;
#pragma unroll
        for (int v = 0; v < MINE; ++v) __stcg(partial + (size_t(blockIdx.z) * MINE + v) * 256, mine[v]);
        __syncthreads();
        if (threadIdx.x == 0) {
            is_last = take_ticket(args.tickets + block) == gridDim.z - 1;
            if (is_last) args.tickets[block] = 0;
        }
        __syncthreads();
        if (!is_last) return;
#pragma unroll
        for (int v = 0; v < MINE; ++v) {
            mine[v] = 0;
            for (int z = 0; z < int(gridDim.z); ++z) mine[v] += load_fresh(partial + (size_t(z) * MINE + v) * 256);
        }
    }
    if (idle) return;
#pragma unroll
    for (int v = 0; v < MINE; ++v) {
        int r = v * WK + wk, column = r / 4 * 8 + t * 2 + r % 2, n = first_column + column, m = tile * 16 + g + r % 4 / 2 * 8;
        if (r >= NT * 4 || n >= args.columns || m >= p.rows) continue;
        float y = mine[v];
        if constexpr (NORM) {
            float s1 = 0, s2 = 0;
#pragma unroll
            for (int k = 0; k < WK; ++k) s1 += norms[warp - wk + k][column][0], s2 += norms[warp - wk + k][column][1];
            float mean = s1 / p.cols, variance = fmaxf(s2 / p.cols - mean * mean, 0.0f);
            y = (y - mean * p.norm_sums[m]) * rsqrtf(variance + 1e-5f);
        }
        finish_mimi_value(args, n, m, y);
    }
}

// ---- packing and launching ----------------------------------------------------------------------------------

/// [rows, cols] -> fragment order, padded with zeros to blocks of 16 x 16. Element e of a lane: row g + 8 * (e % 2), column
/// 4 * t + e / 2: a lane's four columns are neighbours, so that x is read 16 bytes at a time.
inline std::vector<float> pack_mimi_weights(const std::vector<float> &w, int rows, int cols) {
    int tiles = (rows + 15) / 16, k16 = (cols + 15) / 16;
    std::vector<float> packed(size_t(tiles) * k16 * 256, 0.0f);
    for (int r = 0; r < rows; ++r)
        for (int c = 0; c < cols; ++c) {
            int lane = r % 8 * 4 + c % 16 / 4, e = c % 4 * 2 + r % 16 / 8;
            packed[((size_t(r / 16) * k16 + c / 16) * 32 + lane) * 8 + e] = w[size_t(r) * cols + c];
        }
    return packed;
}

/// How a layer's K is shared, from its shape alone.
inline void divide_mimi_product(mimi_product &p) {
    int tiles = (p.rows + 15) / 16, column_tiles = (p.steps + 7) / 8;  // of one batch row
    p.wk = p.steps < 480 ? 8 : p.k16 >= 24 ? 4 : 1;
    p.split = 1;
    while (!p.norm_sums && p.steps < 64 && p.split < 4 && p.k16 / (p.wk * p.split * 2) >= 4 && tiles * column_tiles * p.wk * p.split * 2 <= 2112) p.split *= 2;
}

/// Columns of tiles a warp takes: as many as leave about a thousand warps.
inline int mimi_column_tiles(const mimi_product &p, int columns) {
    int tiles = (p.rows + 15) / 16;
    for (int nt = 8; nt > 1; nt /= 2)
        if (columns > nt * 4 && tiles * ((columns + nt * 8 - 1) / (nt * 8)) * p.wk * p.split >= 1000) return nt;
    return 1;
}

struct mimi_workspace {
    device_array<float> partials;
    device_array<unsigned> tickets;
    size_t needed = 0, needed_tickets = 0;
};

template <int NT, int WK, bool NORM>
void launch_mimi_shape(const mimi_product_args &args, dim3 grid, int passes, cudaStream_t stream) {
    if (passes == 3)
        CUDA_OK(launch_early_split(cudaSharedmemCarveoutDefault, mimi_product_kernel<NT, WK, NORM, 3>, grid, 256, 0, stream, args));
    else
        CUDA_OK(launch_early_split(cudaSharedmemCarveoutDefault, mimi_product_kernel<NT, WK, NORM, 1>, grid, 256, 0, stream, args));
}

/// Runs one product for `batch` rows of the scratch. With `measure` set it only notes the workspace that it will need.
inline void launch_mimi_product(const mimi_product &p, float *scratch, int stride, int batch, mimi_workspace &workspace, int passes,
                                cudaStream_t stream, bool measure = false) {
    mimi_product_args args{p, scratch, stride, batch * p.steps, 1, workspace.partials.data, workspace.tickets.data};
    int tiles = (p.rows + 15) / 16, nt = mimi_column_tiles(p, args.columns), free_warps = 8 / p.wk;
    while (args.wm < free_warps && args.wm < tiles) args.wm *= 2;
    int columns_per_block = nt * 8 * (free_warps / args.wm);
    dim3 grid((tiles + args.wm - 1) / args.wm, (args.columns + columns_per_block - 1) / columns_per_block, p.split);
    if (measure) {
        size_t mine = p.wk > 1 ? (nt * 4 + p.wk - 1) / p.wk : nt * 4;
        if (p.split > 1) workspace.needed = std::max(workspace.needed, size_t(grid.x) * grid.y * grid.z * mine * 256);
        workspace.needed_tickets = std::max(workspace.needed_tickets, size_t(grid.x) * grid.y);
        return;
    }
    auto with_k = [&](auto columns, auto k) {
        constexpr int NT = decltype(columns)::value, WK = decltype(k)::value;
        if constexpr (WK == 8) {
            if (p.norm_sums) return launch_mimi_shape<NT, WK, true>(args, grid, passes, stream);
        }
        launch_mimi_shape<NT, WK, false>(args, grid, passes, stream);
    };
    auto with_columns = [&](auto columns) {
        if (p.wk == 8) return with_k(columns, std::integral_constant<int, 8>());
        if (p.wk == 4) return with_k(columns, std::integral_constant<int, 4>());
        with_k(columns, std::integral_constant<int, 1>());
    };
    switch (nt) {
        case 8: return with_columns(std::integral_constant<int, 8>());
        case 4: return with_columns(std::integral_constant<int, 4>());
        case 2: return with_columns(std::integral_constant<int, 2>());
        default: return with_columns(std::integral_constant<int, 1>());
    }
}

}  // namespace duplex::cuda
