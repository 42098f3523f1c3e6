// The codec's attention: two new steps a frame, rings of `context` <= 256 keys per session, side and layer, float32.
// (Layer norms, GELU, layer scales and residuals are in the products around it.)
//
// Ring of one (slot, layer, head): keys [head_dim/4][context][4], so that a thread that owns a key reads 16 bytes beside its neighbour;
// values [context][head_dim]. Position p stands at slot p mod context. Both new keys are written before either query attends.
#pragma once

#include "backend/cuda/kernels/async_copy.cuh"
#include "backend/cuda/kernels/mimi_shape.cuh"

namespace duplex::cuda {

struct mimi_attention_args {
    float *scratch;          // [batch][stride]
    int stride, qkv, out;    // offsets of [2][3 * latent] and [2][latent]
    float *rings;            // of this layer: slot s at rings + s * slot_stride
    size_t slot_stride;
    const int *slots;           // by batch row
    const int *slot_positions;  // by slot: position of the first new step. Read early, so written by earlier frames only
    const float2 *rotations;       // [batch][2][head_dim/2] cos, sin
    int heads, context;
    bool old_ring;
};

/// grid (heads, batch), 256 threads: thread j first owns ring slot j, then a few dimensions of some values.
template <int HD>
__global__ void __launch_bounds__(256) mimi_attention_kernel(const mimi_attention_args args) {
    constexpr int LANES = HD / 4, GROUPS = 256 / LANES;  // a thread reads LANES keys and LANES values, 16 bytes at a time
    __shared__ float4 q[2][LANES];
    __shared__ __align__(16) float new_k[2][HD], new_v[2][HD];
    __shared__ float weights[2][256], reduced[2][8], output[8][2][HD];
    int tid = threadIdx.x, lane = tid % 32, warp = tid / 32, head = blockIdx.x, n = blockIdx.y, context = args.context;
    float *keys = args.rings + args.slots[n] * args.slot_stride + size_t(head) * 2 * context * HD, *values = keys + size_t(context) * HD;
    int first = args.slot_positions[args.slots[n]], newest = first + 1, dim4 = tid % LANES, group = tid / LANES;
    auto position_of = [&](int slot) { return newest - (newest - slot % context + context) % context; };  // negative: nothing there yet
    // What earlier frames wrote, before the previous kernel has finished.
    float4 k[LANES], v[LANES];
    int position = tid < context ? position_of(tid) : -1;
#pragma unroll
    for (int i = 0; i < LANES; ++i)
        k[i] = position >= 0 && position < first ? reinterpret_cast<const float4 *>(keys)[i * context + tid] : make_float4(0, 0, 0, 0);
#pragma unroll
    for (int i = 0; i < LANES; ++i) {
        int slot = group + i * GROUPS, at = slot < context ? position_of(slot) : -1;
        v[i] = at >= 0 && at < first ? reinterpret_cast<const float4 *>(values)[slot * LANES + dim4] : make_float4(0, 0, 0, 0);
    }
    launch_dependents();
    wait_for_previous();
    if (tid < 2 * HD / 2 * 2) {  // pairs of both steps' queries and keys
        int step = tid / HD, kind = tid / (HD / 2) % 2, i = tid % (HD / 2), width = args.heads * HD;
        const float *row = args.scratch + size_t(n) * args.stride + args.qkv + step * 3 * width + head * HD;
        float a = row[kind * width + 2 * i], b = row[kind * width + 2 * i + 1];
        float2 rotation = args.rotations[(n * 2 + step) * (HD / 2) + i];
        float x = a * rotation.x - b * rotation.y, y = a * rotation.y + b * rotation.x;
        float *to = kind ? new_k[step] : reinterpret_cast<float *>(q[step]);
        to[2 * i] = x, to[2 * i + 1] = y;
        if (kind == 0) new_v[step][2 * i] = row[2 * width + 2 * i], new_v[step][2 * i + 1] = row[2 * width + 2 * i + 1];
    }
    __syncthreads();
    for (int i = tid; i < 2 * HD; i += 256) {
        int step = i / HD, d = i % HD, slot = (first + step) % context;
        keys[(size_t(d / 4) * context + slot) * 4 + d % 4] = new_k[step][d];
        values[size_t(slot) * HD + d] = new_v[step][d];
    }
    int oldest = max(0, newest - context + 1 + (args.old_ring && newest + 1 >= context ? 1 : 0));
    float score[2], scale = rsqrtf(float(HD));
    if (position >= first) {
#pragma unroll
        for (int i = 0; i < LANES; ++i) k[i] = reinterpret_cast<const float4 *>(new_k[position - first])[i];
    }
#pragma unroll
    for (int s = 0; s < 2; ++s) {
        float sum = 0;
#pragma unroll
        for (int i = 0; i < LANES; ++i) sum += k[i].x * q[s][i].x + k[i].y * q[s][i].y + k[i].z * q[s][i].z + k[i].w * q[s][i].w;
        score[s] = position >= oldest && position <= first + s && position >= 0 ? sum * scale : -INFINITY;
        float largest = score[s];
        for (int o = 16; o; o >>= 1) largest = fmaxf(largest, __shfl_xor_sync(~0u, largest, o));
        if (lane == 0) reduced[s][warp] = largest;
    }
    __syncthreads();
#pragma unroll
    for (int s = 0; s < 2; ++s) {
        float largest = reduced[s][0];
#pragma unroll
        for (int w = 1; w < 8; ++w) largest = fmaxf(largest, reduced[s][w]);
        weights[s][tid] = score[s] = expf(score[s] - largest);
    }
    __syncthreads();
#pragma unroll
    for (int s = 0; s < 2; ++s) {
        float sum = score[s];
        for (int o = 16; o; o >>= 1) sum += __shfl_xor_sync(~0u, sum, o);
        if (lane == 0) reduced[s][warp] = sum;
    }
    float4 o[2] = {};
#pragma unroll
    for (int i = 0; i < LANES; ++i) {
        int slot = group + i * GROUPS, at = slot < context ? position_of(slot) : -1;
        if (at >= first) v[i] = reinterpret_cast<const float4 *>(new_v[at - first])[dim4];
#pragma unroll
        for (int s = 0; s < 2; ++s) {
            float weight = weights[s][slot];
            o[s].x += weight * v[i].x, o[s].y += weight * v[i].y, o[s].z += weight * v[i].z, o[s].w += weight * v[i].w;
        }
    }
#pragma unroll
    for (int s = 0; s < 2; ++s) {
#pragma unroll
        for (int d = LANES; d < 32; d <<= 1) {
            o[s].x += __shfl_xor_sync(~0u, o[s].x, d), o[s].y += __shfl_xor_sync(~0u, o[s].y, d);
            o[s].z += __shfl_xor_sync(~0u, o[s].z, d), o[s].w += __shfl_xor_sync(~0u, o[s].w, d);
        }
        if (lane < LANES) *reinterpret_cast<float4 *>(&output[warp][s][lane * 4]) = o[s];
    }
    __syncthreads();
    if (tid < 2 * HD) {
        int s = tid / HD, d = tid % HD;
        float sum = 0, total = 0;
#pragma unroll
        for (int w = 0; w < 8; ++w) sum += output[w][s][d], total += reduced[s][w];
        args.scratch[size_t(n) * args.stride + args.out + s * args.heads * HD + head * HD + d] = sum / total;
    }
}

inline void launch_mimi_attention(const mimi_attention_args &args, int head_dim, int batch, cudaStream_t stream) {
    auto kernel = head_dim == 64 ? mimi_attention_kernel<64> : mimi_attention_kernel<8>;
    if ((head_dim != 64 && head_dim != 8) || args.context > 256) throw Error(DUPLEX_INTERNAL, "codec attention: heads of 64 or 8 and at most 256 keys expected.");
    CUDA_OK(launch_early_split(cudaSharedmemCarveoutDefault, kernel, dim3(args.heads, batch), 256, 0, stream, args));
}

}  // namespace duplex::cuda
