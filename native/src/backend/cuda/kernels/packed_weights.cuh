// Weights and activations in the order the tensor cores read them, so that no kernel shuffles at run time.
//
// Weights [rows, cols] are cut into units of 128 rows x 64 columns. A unit is contiguous (16 KB bf16, 8 KB int8) and holds,
// for two groups of 64 rows, the A fragments of m16n8k16 / m64nNk16: every lane reads its fragment with 16-byte loads.
// Units of one 128-row block follow each other along K.
//
// Activations [batch, cols] are kept as [cols/8][batch_padded][8] bf16: eight columns of all batch rows side by side. That is
// the K-major core-matrix layout of wgmma and conflict-free for the B fragments of mma.sync.
//
// int8: one float32 scale per row (row absmax / 127), weights rounded to nearest. Bytes 0 and 2 of a word are one
// fragment register, bytes 1 and 3 the next, so that two logic operations and one subtraction give two bf16.
#pragma once

#include "backend/cuda/device.cuh"

namespace duplex::cuda {

enum class weight_kind { bf16, int8 };

constexpr int UNIT_ROWS = 128, UNIT_COLS = 64;

/// A packed matrix on the device. `scales` is null for bf16. rows % 128 == 0, cols % 128 == 0.
struct packed_matrix {
    const void *data = nullptr;
    const float *scales = nullptr;
    int rows = 0, cols = 0;
    weight_kind kind = weight_kind::bf16;
    size_t bytes() const {
        size_t weights = size_t(rows) * cols;
        return kind == weight_kind::bf16 ? weights * 2 : weights + size_t(rows) * 4;
    }
};

/// Which source row stands at a packed row. `gate_rows` > 0 interleaves gate and up rows in groups of eight, so that the two
/// halves of a SwiGLU pair meet in one thread's accumulators.
__host__ __device__ inline int source_row(int packed_row, int gate_rows) {
    if (gate_rows == 0) return packed_row;
    int tile = packed_row / 16, r = packed_row % 16;
    return r < 8 ? tile * 8 + r : gate_rows + tile * 8 + (r - 8);
}

/// Row and column inside a unit of element `e` (0..7) of lane `lane` in fragment (group, k_step, warp).
__host__ __device__ inline void fragment_position(int group, int k_step, int warp, int lane, int e, int *row, int *col) {
    int reg = e / 2, half = e % 2, g = lane / 4, t = lane % 4;
    *row = group * 64 + warp * 16 + g + 8 * (reg & 1);
    *col = k_step * 16 + 2 * t + 8 * (reg >> 1) + half;
}

/// source [rows, cols] bf16 row-major -> packed bf16.
static __global__ void pack_bf16_kernel(const bf16 *source, bf16 *packed, int rows, int cols, int gate_rows) {
    size_t total = size_t(rows) * cols;
    for (size_t i = size_t(blockIdx.x) * blockDim.x + threadIdx.x; i < total; i += size_t(gridDim.x) * blockDim.x) {
        int e = i % 8, lane = (i / 8) % 32, warp = (i / 256) % 4, k_step = (i / 1024) % 4, group = (i / 4096) % 2;
        size_t unit = i / 8192;
        int block = unit / (cols / UNIT_COLS), k_unit = unit % (cols / UNIT_COLS), row, col;
        fragment_position(group, k_step, warp, lane, e, &row, &col);
        packed[i] = source[size_t(source_row(block * UNIT_ROWS + row, gate_rows)) * cols + k_unit * UNIT_COLS + col];
    }
}

/// Row scales for int8: one block per packed row.
static __global__ void row_scale_kernel(const bf16 *source, float *scales, int cols, int gate_rows) {
    const bf16 *row = source + size_t(source_row(blockIdx.x, gate_rows)) * cols;
    float largest = 0;
    for (int c = threadIdx.x; c < cols; c += blockDim.x) largest = fmaxf(largest, fabsf(float(row[c])));
    for (int s = 16; s; s >>= 1) largest = fmaxf(largest, __shfl_xor_sync(~0u, largest, s));
    __shared__ float warp_largest[32];
    if (threadIdx.x % 32 == 0) warp_largest[threadIdx.x / 32] = largest;
    __syncthreads();
    if (threadIdx.x == 0) {
        for (int w = 1; w < blockDim.x / 32; ++w) largest = fmaxf(largest, warp_largest[w]);
        scales[blockIdx.x] = fmaxf(largest, 1e-20f) / 127.0f;
    }
}

/// Where byte `b` (0..15) of a lane's 16 int8 weights comes from: k-step parity and element in the fragment.
__host__ __device__ inline void int8_byte_position(int b, int *k_parity, int *e) {
    int word = b / 4, byte = b % 4;
    *k_parity = word / 2;
    int reg = (word % 2) * 2 + (byte & 1);
    *e = reg * 2 + (byte >> 1);
}

/// Which source element stands at packed int8 element `i`, and in which packed row.
__device__ inline size_t int8_source(size_t i, int cols, int gate_rows, int *packed_row) {
    int b = i % 16, lane = (i / 16) % 32, warp = (i / 512) % 4, k_pair = (i / 2048) % 2, group = (i / 4096) % 2;
    size_t unit = i / 8192;
    int block = unit / (cols / UNIT_COLS), k_unit = unit % (cols / UNIT_COLS), k_parity, e, row, col;
    int8_byte_position(b, &k_parity, &e);
    fragment_position(group, k_pair * 2 + k_parity, warp, lane, e, &row, &col);
    *packed_row = block * UNIT_ROWS + row;
    return size_t(source_row(*packed_row, gate_rows)) * cols + k_unit * UNIT_COLS + col;
}

static __global__ void pack_int8_kernel(const bf16 *source, const float *scales, int8_t *packed, int rows, int cols,
                                 int gate_rows) {
    size_t total = size_t(rows) * cols;
    for (size_t i = size_t(blockIdx.x) * blockDim.x + threadIdx.x; i < total; i += size_t(gridDim.x) * blockDim.x) {
        int packed_row;
        float value = float(source[int8_source(i, cols, gate_rows, &packed_row)]);
        float q = rintf(value / scales[packed_row]);
        packed[i] = int8_t(fminf(fmaxf(q, -127.0f), 127.0f));
    }
}

/// Integers that the checkpoint holds already: moved, not rounded again.
static __global__ void pack_stored_int8_kernel(const int8_t *source, int8_t *packed, int rows, int cols, int gate_rows) {
    size_t total = size_t(rows) * cols;
    for (size_t i = size_t(blockIdx.x) * blockDim.x + threadIdx.x; i < total; i += size_t(gridDim.x) * blockDim.x) {
        int packed_row;
        packed[i] = source[int8_source(i, cols, gate_rows, &packed_row)];
    }
}

/// Owns a packed matrix.
struct packed_storage {
    device_array<uint8_t> data;
    device_array<float> scales;
    packed_matrix view;

    /// source: [rows, cols] bf16 row-major on the device; gate_rows as in source_row.
    void pack(const bf16 *source, int rows, int cols, weight_kind kind, int gate_rows = 0) {
        data.resize(size_t(rows) * cols * (kind == weight_kind::bf16 ? 2 : 1));
        view = {data.data, nullptr, rows, cols, kind};
        if (kind == weight_kind::bf16) {
            pack_bf16_kernel<<<1056, 256>>>(source, reinterpret_cast<bf16 *>(data.data), rows, cols, gate_rows);
        } else {
            scales.resize(rows);
            view.scales = scales.data;
            row_scale_kernel<<<rows, 256>>>(source, scales.data, cols, gate_rows);
            pack_int8_kernel<<<1056, 256>>>(source, scales.data, reinterpret_cast<int8_t *>(data.data), rows, cols,
                                            gate_rows);
        }
        CUDA_OK(cudaGetLastError());
    }

    /// source: [rows, cols] int8 row-major on the device; row_scales: [rows] on the host, in the source's order.
    void pack_stored(const int8_t *source, const std::vector<float> &row_scales, int cols, int gate_rows = 0) {
        int rows = int(row_scales.size());
        std::vector<float> ordered(row_scales.size());
        for (int row = 0; row < rows; ++row) ordered[size_t(row)] = row_scales[size_t(source_row(row, gate_rows))];
        data.resize(size_t(rows) * cols), scales.resize(ordered.size());
        CUDA_OK(cudaMemcpy(scales.data, ordered.data(), ordered.size() * sizeof(float), cudaMemcpyHostToDevice));
        view = {data.data, scales.data, rows, cols, weight_kind::int8};
        pack_stored_int8_kernel<<<1056, 256>>>(source, reinterpret_cast<int8_t *>(data.data), rows, cols, gate_rows);
        CUDA_OK(cudaGetLastError());
    }
};

/// The two bf16 of a register.
__device__ __forceinline__ float bf16_low(uint32_t pair) { return __uint_as_float(pair << 16); }
__device__ __forceinline__ float bf16_high(uint32_t pair) { return __uint_as_float(pair & 0xFFFF0000u); }

/// Two int8 pairs of a word as bf16 registers: `first` = bytes 0 and 2, `second` = bytes 1 and 3. Exact: with u the low
/// seven bits and s the sign bit, (128 + u) - (128 or 256) = u - 128 s.
__device__ __forceinline__ void int8_to_bf16(uint32_t word, uint32_t *first, uint32_t *second) {
    auto convert = [](uint32_t w) {
        uint32_t low = (w & 0x007F007Fu) | 0x43004300u, offset = (w & 0x00800080u) | 0x43004300u, out;
        __nv_bfloat162 difference =
            __hsub2(*reinterpret_cast<__nv_bfloat162 *>(&low), *reinterpret_cast<__nv_bfloat162 *>(&offset));
        out = *reinterpret_cast<uint32_t *>(&difference);
        return out;
    };
    *first = convert(word);
    *second = convert(word >> 8);
}

/// Element offset of (batch row n, column k) in packed activations.
__host__ __device__ inline size_t activation_offset(int k, int n, int batch_padded) {
    return (size_t(k / 8) * batch_padded + n) * 8 + k % 8;
}

/// source [batch, cols] bf16 row-major -> packed [cols/8][batch_padded][8]; padding rows become zero.
static __global__ void pack_activations_kernel(const bf16 *source, bf16 *packed, int batch, int cols, int batch_padded) {
    int total = cols * batch_padded;
    for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < total; i += gridDim.x * blockDim.x) {
        int n = (i / 8) % batch_padded, k = i / 8 / batch_padded * 8 + i % 8;
        packed[i] = n < batch ? source[size_t(n) * cols + k] : bf16(0.0f);
    }
}

/// The padded batch a kernel is compiled for: 8, 16, 32, 64 or 96.
inline int pad_batch(int batch) { return batch <= 8 ? 8 : batch <= 16 ? 16 : batch <= 32 ? 32 : batch <= 64 ? 64 : 96; }

}  // namespace duplex::cuda
