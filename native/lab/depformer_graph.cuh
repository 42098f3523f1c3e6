// The depformer as a chain of small kernels (meant for one CUDA graph): per step 1 + 6 x 7 + 1 launches.
#pragma once

#include "depformer_weights.cuh"
#include "backend/cuda/kernels/skinny_matmul.cuh"

namespace lab {

/// z = input + embedding of the previous choice. 256 threads per batch row; also makes that choice (step > 0).
/// With step = 8 it only chooses.
static __global__ void __launch_bounds__(256) dep_begin_kernel(depformer_frame frame, const bf16 *text_table, const bf16 *code_tables, int step) {
    __shared__ float shared_value[8];
    __shared__ int shared_index[8];
    launch_dependents();
    wait_for_previous();
    int n = blockIdx.x, tid = threadIdx.x, token;
    if (step == 0) {
        token = frame.text_tokens[n];
    } else {
        token = dep_argmax(frame.logits + (size_t(step - 1) * frame.batch + n) * CARD, tid, shared_value, shared_index);
        if (tid == 0) frame.codes[n * DEP_STEPS + step - 1] = token;
    }
    if (step == DEP_STEPS) return;
    const bf16 *embedding = dep_embedding(text_table, code_tables, step, token);
    const bf16 *input = frame.inputs + size_t(n) * DEP_STEPS * DEP_DIM + step * DEP_DIM;
    for (int d = tid; d < DEP_DIM; d += 256) frame.x[size_t(n) * DEP_DIM + d] = bf16(float(input[d]) + float(embedding[d]));
}

/// grid (2, batch), 256 threads: a warp per head; writes packed activations.
static __global__ void __launch_bounds__(256) dep_attention_kernel(depformer_frame frame, int layer, int step, bf16 *out, int batch_padded) {
    launch_dependents();
    wait_for_previous();
    int n = blockIdx.y, head = blockIdx.x * 8 + threadIdx.x / 32, lane = threadIdx.x % 32;
    float o[8];
    dep_attend(dep_load_rows(frame, layer, step, n, head, lane), step, lane, o);
    if (lane >= 8) return;
    uint4 packed;
    bf16 *values = reinterpret_cast<bf16 *>(&packed);
#pragma unroll
    for (int d = 0; d < 8; ++d) values[d] = bf16(o[d]);
    *reinterpret_cast<uint4 *>(out + activation_offset(head * DEP_HEAD_DIM + lane * 8, n, batch_padded)) = packed;
}

/// Scratch of the graph version.
struct depformer_graph {
    depformer_weights &weights;
    matmul_path path;
    bool early;
    device_array<bf16> normed, attended, hidden, plain;
    device_array<float> partials;
    device_array<unsigned> tickets;
    depformer_graph(depformer_weights &w, matmul_path p, bool use_early)
        : weights(w), path(p), early(use_early), normed(size_t(DEP_DIM) * MAX_BATCH), attended(size_t(DEP_DIM) * MAX_BATCH),
          hidden(size_t(DEP_HIDDEN) * MAX_BATCH), plain(size_t(DEP_DIM) * MAX_BATCH), partials(partial_count(MAX_BATCH)), tickets(256) {
        tickets.set_bytes(0);
    }

    template <class... Params, class... Args>
    void launch(void (*kernel)(Params...), dim3 grid, dim3 block, cudaStream_t stream, Args... args) {
        if (early)
            LAB_CUDA(launch_early(kernel, grid, block, 0, stream, args...));
        else
            kernel<<<grid, block, 0, stream>>>(Params(args)...);
        LAB_CUDA(cudaGetLastError());
    }

    void run(const depformer_frame &frame, cudaStream_t stream) {
        int padded = pad_batch(frame.batch);
        auto product = [&](int step, int layer, int matrix, const bf16 *in, epilogue_kind epilogue, void *out, int ld) {
            launch_matmul({weights.matrix_storage(step, layer, matrix).view, in, frame.batch, epilogue, out, ld, partials.data, tickets.data},
                          path, stream, early);
        };
        for (int step = 0; step < DEP_STEPS; ++step) {
            launch(dep_begin_kernel, frame.batch, 256, stream, frame, weights.text_table.data, weights.code_tables.data, step);
            for (int layer = 0; layer < DEP_LAYERS; ++layer) {
                const bf16 *alpha = weights.alphas.data + size_t(layer) * 2 * DEP_DIM;
                launch_rms_norm<DEP_DIM>({frame.x, alpha, normed.data, padded}, frame.batch, stream, early);
                product(step, layer, DEP_QKV, normed.data, epilogue_kind::store_bf16,
                        frame.qkv + dep_qkv_offset(layer, step, 0, frame.batch), 3 * DEP_DIM);
                launch(dep_attention_kernel, dim3(2, frame.batch), 256, stream, frame, layer, step, attended.data, padded);
                product(step, layer, DEP_OUT, attended.data, epilogue_kind::add_residual, frame.x, DEP_DIM);
                launch_rms_norm<DEP_DIM>({frame.x, alpha + DEP_DIM, normed.data, padded}, frame.batch, stream, early);
                product(step, layer, DEP_GATE_UP, normed.data, epilogue_kind::swiglu_pack, hidden.data, 0);
                product(step, layer, DEP_DOWN, hidden.data, epilogue_kind::add_residual, frame.x, DEP_DIM);
            }
            pack(frame, padded, stream);
            product(step, 0, DEP_HEAD, plain.data, epilogue_kind::store_f32, frame.logits + size_t(step) * frame.batch * CARD, CARD);
        }
        launch(dep_begin_kernel, frame.batch, 256, stream, frame, weights.text_table.data, weights.code_tables.data, DEP_STEPS);
    }

    void pack(const depformer_frame &frame, int padded, cudaStream_t stream);
};

/// The head reads x without a norm: only the layout changes. One block of 128 threads per batch row.
static __global__ void __launch_bounds__(128) dep_pack_kernel(const bf16 *x, bf16 *out, int batch_padded) {
    launch_dependents();
    wait_for_previous();
    int k = threadIdx.x * 8;
    *reinterpret_cast<uint4 *>(out + activation_offset(k, blockIdx.x, batch_padded)) =
        *reinterpret_cast<const uint4 *>(x + size_t(blockIdx.x) * DEP_DIM + k);
}

inline void depformer_graph::pack(const depformer_frame &frame, int padded, cudaStream_t stream) {
    launch(dep_pack_kernel, frame.batch, 128, stream, frame.x, plain.data, padded);
}

}  // namespace lab
