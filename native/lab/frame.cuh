// A whole frame of many calls in one CUDA graph: samples from pinned memory -> codec encode -> LM step with a real sampler -> codec
// decode -> samples, codes and text tokens in pinned memory. Random weights.
//
// The schedule: position p reads text_p, A_p[0], A_{p-1}[1..7], U_p[0], U_{p-1}[1..7] and yields text_{p+1}, A_{p+1}[0], A_p[1..7]; the
// agent's frame p = A_p[0] from the last step with A_p[1..7] from this one.
#pragma once

#include "lm_step.cuh"
#include "backend/cuda/kernels/mimi_codec.cuh"
#include "mimi_shape.h"

namespace lab {

/// What a call carries from one position to the next (besides keys and codec state).
struct frame_carry {
    int text, first, rest[7], user[8];
};

/// The 17 tokens of every row. One warp a row.
static __global__ void frame_tokens_kernel(const frame_carry *carry, const unsigned long long *best, int *tokens, int batch) {
    launch_dependents();
    wait_for_previous();
    int n = blockIdx.x, r = threadIdx.x;
    if (n >= batch || r >= ROWS_IN) return;
    const frame_carry &c = carry[n];
    tokens[n * ROWS_IN + r] = r == 0 ? c.text : r == 1 ? c.first : r <= 8 ? c.rest[r - 2] : r == 9 ? int(unsigned(best[n * 8])) : c.user[r - 9];
}

/// After the step: the codes to decode, what the next frame needs, the next position.
static __global__ void frame_carry_kernel(frame_carry *carry, const unsigned long long *best, const int *text, const int *codes, int *codes_in, int *positions,
                                          row_sampling *sampling, int advance) {
    launch_dependents();
    wait_for_previous();
    int n = blockIdx.x, q = threadIdx.x;
    frame_carry &c = carry[n];
    if (q < 8) {
        int code = codes[n * 8 + q];
        codes_in[n * 8 + q] = q ? code : c.first;
        c.user[q] = int(unsigned(best[n * 8 + q]));
        if (q) c.rest[q - 1] = code;
    }
    __syncwarp();
    if (q == 0) c.first = codes[n * 8], c.text = text[n], positions[n] += advance, sampling[n].position += advance;
}

struct frame_engine {
    lm_weights &weights;
    lm_state lm;
    mimi_codec codec;
    int batch, advance = 1;
    device_array<frame_carry> carry;
    device_array<row_sampling> sampling;
    float *pcm_in = nullptr, *pcm_out = nullptr;  // pinned
    int *text_out = nullptr, *codes_out = nullptr;
    cudaStream_t stream;
    cudaGraphExec_t graph = nullptr;

    frame_engine(lm_weights &w, const mimi_tensors &tensors, const std::vector<int> &positions, bool int8_kv)
        : weights(w), lm(positions, int(w.layers.size()), int8_kv), codec(mimi_shape{}, tensors, int(positions.size()), int(positions.size())),
          batch(int(positions.size())), carry(batch), sampling(batch) {
        std::vector<frame_carry> start(batch);
        std::vector<row_sampling> how(batch);
        for (int n = 0; n < batch; ++n) {
            start[n] = {3, 100 + n, {1, 2, 3, 4, 5, 6, 7}, {8, 9, 10, 11, 12, 13, 14, 15}};
            how[n] = {(17ull << 32) + unsigned(n) * 2654435761u + 1u, positions[n] + 1, 0.7f, 0.8f, 25, 250, {-1, -1}};
        }
        carry.upload(start), sampling.upload(how);
        lm.sampling = sampling.data;
        LAB_CUDA(cudaMallocHost(&pcm_in, codec.pcm_in.count * 4));
        LAB_CUDA(cudaMallocHost(&pcm_out, codec.pcm_out.count * 4));
        LAB_CUDA(cudaMallocHost(&text_out, size_t(batch) * 4));
        LAB_CUDA(cudaMallocHost(&codes_out, size_t(batch) * 8 * 4));
        LAB_CUDA(cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking));
    }
    ~frame_engine() {
        cudaFreeHost(pcm_in), cudaFreeHost(pcm_out), cudaFreeHost(text_out), cudaFreeHost(codes_out);
        if (graph) cudaGraphExecDestroy(graph);
        cudaStreamDestroy(stream);
    }
    void launch(cudaStream_t s) {
        LAB_CUDA(cudaMemcpyAsync(codec.pcm_in.data, pcm_in, codec.pcm_in.count * 4, cudaMemcpyHostToDevice, s));
        codec.encode(batch, s);
        LAB_CUDA(launch_early(frame_tokens_kernel, batch, 32, 0, s, carry.data, codec.best.data, lm.tokens.data, batch));
        launch_lm_step(weights, lm, s, best_parts(weights.text_head.view.kind, batch));
        frame_carry_kernel<<<batch, 32, 0, s>>>(carry.data, codec.best.data, lm.text_tokens.data, lm.codes.data, codec.codes_in.data, lm.positions_d.data, sampling.data, advance);
        codec.decode(batch, s);
        LAB_CUDA(cudaMemcpyAsync(pcm_out, codec.pcm_out.data, codec.pcm_out.count * 4, cudaMemcpyDeviceToHost, s));
        LAB_CUDA(cudaMemcpyAsync(text_out, lm.text_tokens.data, size_t(batch) * 4, cudaMemcpyDeviceToHost, s));
        LAB_CUDA(cudaMemcpyAsync(codes_out, codec.codes_in.data, size_t(batch) * 32, cudaMemcpyDeviceToHost, s));
    }
    void capture() {
        cudaGraph_t captured;
        LAB_CUDA(cudaDeviceSynchronize());
        LAB_CUDA(cudaStreamBeginCapture(stream, cudaStreamCaptureModeThreadLocal));
        launch(stream);
        LAB_CUDA(cudaStreamEndCapture(stream, &captured));
        LAB_CUDA(cudaGraphInstantiate(&graph, captured, 0));
        LAB_CUDA(cudaGraphDestroy(captured));
    }
    /// One frame, host to host.
    void run() {
        LAB_CUDA(cudaGraphLaunch(graph, stream));
        LAB_CUDA(cudaStreamSynchronize(stream));
    }
};

}  // namespace lab
