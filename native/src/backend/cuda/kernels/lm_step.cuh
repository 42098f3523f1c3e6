// One full-size step of the language model: 17 embeddings, the temporal layers, text head, sampler, depformer. Everything is launched on one
// stream, to be captured into one CUDA graph.
#pragma once

#include "backend/cuda/kernels/depformer_persistent.cuh"

namespace duplex::cuda {

constexpr int HIDDEN = 11264, TEXT_CARD = 32000, DEP_INPUT_ROWS = DEP_STEPS * DEP_DIM;

/// Weights of the temporal layers, the heads and the depformer.
struct step_weights {
    struct layer {
        packed_storage in_proj, out_proj, gate_up, down;
    };
    std::vector<layer> layers;
    packed_storage text_head, dep_inputs;
    device_array<bf16> alphas, out_alpha;  // [layers][2][4096], [4096]
    device_array<bf16> text_table, code_tables;  // [32001][4096], [16][2049][4096]
    depformer_view depformer{};
    /// Bytes of weights one step must read (embedding rows not counted).
    double bytes() const {
        double total = double(text_head.view.bytes()) + dep_inputs.view.bytes() + double(DEP_STEPS) * DEP_STEP_ELEMENTS * 2;
        for (const layer &l : layers) total += double(l.in_proj.view.bytes()) + l.out_proj.view.bytes() + l.gate_up.view.bytes() + l.down.view.bytes();
        return total;
    }
};

/// What a step reads beside the weights. A row is a call, or (with `appended`) a position of one: then new keys are appended before anybody attends.
struct step_rows {
    const int *positions, *tables;            // [batch], [batch][rings.pages]
    const int *pinned = nullptr, *pinned_positions = nullptr;  // [batch]; null: no row pins any
    const int *tokens;                        // [batch][17]; null: x is there already
    const int *provided = nullptr;            // [batch][17], of the next position; null: nothing is
    const row_sampling *sampling = nullptr;   // [batch]; null: greedy
    kv_pool pool;
    RingShape rings;
    int batch;
    bool appended = false;
    int head_first = 0, head_rows;            // rows that go on to the heads and the depformer
};

/// What a step writes, for up to `most` rows. Rows beyond the batch hold what they held.
struct step_buffers {
    device_array<float2> rotations, pinned_rotations;
    device_array<bf16> x, normed, qkv, attended, hidden, final_normed, dep_inputs, dep_x, dep_qkv;
    device_array<float> partials, attention_partials, text_logits, dep_logits, squares;
    device_array<unsigned> tickets, attention_tickets;
    device_array<int> text_tokens, codes;          // [most], [most][8]
    device_array<unsigned long long> candidates;   // [most][text_card], for very wide cuts
    depformer_persistent depformer;
    explicit step_buffers(int most) {
        const size_t rows = size_t(most), padded = size_t(pad_batch(most));
        rotations.resize(rows * 64), pinned_rotations.resize(rows * 64);
        x.resize(rows * MODEL_DIM), qkv.resize(rows * 3 * MODEL_DIM);
        normed.resize(padded * MODEL_DIM), attended.resize(padded * MODEL_DIM), final_normed.resize(padded * MODEL_DIM);
        hidden.resize(padded * HIDDEN), dep_inputs.resize(rows * DEP_INPUT_ROWS);
        normed.set_bytes(0), attended.set_bytes(0), final_normed.set_bytes(0), hidden.set_bytes(0);
        dep_x.resize(32 * DEP_DIM), dep_qkv.resize(size_t(48) * 32 * 3 * DEP_DIM), dep_logits.resize(size_t(DEP_STEPS) * std::max<size_t>(rows, 32) * CARD);
        partials.resize(partial_count(int(padded))), attention_partials.resize(rows * HEADS * CHUNKS * PARTIAL_STRIDE);
        text_logits.resize(rows * TEXT_CARD), squares.resize(rows * NORM_PARTS);
        tickets.resize(256), attention_tickets.resize(rows * HEADS);
        tickets.set_bytes(0), attention_tickets.set_bytes(0);
        text_tokens.resize(rows), codes.resize(rows * DEP_STEPS), candidates.resize(rows * TEXT_CARD);
        CUDA_OK(cudaDeviceSynchronize());
    }
};

/// Greedy choice over `card` logits, 1024 threads per batch row, lowest index wins a tie.
static __global__ void __launch_bounds__(1024) argmax_kernel(const float *logits, int card, int *tokens) {
    __shared__ float shared_value[32];
    __shared__ int shared_index[32];
    launch_dependents();
    wait_for_previous();
    const float *row = logits + size_t(blockIdx.x) * card;
    float best = -INFINITY;
    int index = 0;
    for (int i = threadIdx.x; i < card; i += 1024)
        if (row[i] > best) best = row[i], index = i;
    auto reduce = [&] {
        for (int s = 16; s; s >>= 1) {
            float other = __shfl_xor_sync(~0u, best, s);
            int other_index = __shfl_xor_sync(~0u, index, s);
            if (other > best || (other == best && other_index < index)) best = other, index = other_index;
        }
    };
    reduce();
    if (threadIdx.x % 32 == 0) shared_value[threadIdx.x / 32] = best, shared_index[threadIdx.x / 32] = index;
    __syncthreads();
    if (threadIdx.x >= 32) return;
    best = shared_value[threadIdx.x], index = shared_index[threadIdx.x];
    reduce();
    if (threadIdx.x == 0) tokens[blockIdx.x] = index;
}

/// Which kernels are launched early (programmatic dependent launch), a bit each.
enum early_kernel : unsigned { EARLY_IN = 1, EARLY_ATTENTION = 2, EARLY_OUT = 4, EARLY_GATE_UP = 8, EARLY_DOWN = 16, EARLY_HEADS = 32, EARLY_NORMS = 64,
                               EARLY_PRODUCTS = EARLY_IN | EARLY_OUT | EARLY_GATE_UP | EARLY_DOWN | EARLY_HEADS };

struct lm_parts {
    bool temporal = true, attention = true, heads = true, depformer = true;
    unsigned early = (EARLY_PRODUCTS & ~EARLY_OUT) | EARLY_NORMS | EARLY_ATTENTION;
    bool split_norms = true;   // RMSNorm inside the products around it, or as kernels
    int prefetch_product = 0;  // stages of the next product's weights that the attention asks for (for each of its thread blocks)
    int prefetch_stages = 0;   // of the products, see matmul_args
    bool one_attention = false;  // the same kernel for every batch, so that a row's bits cannot depend on the batch
    int attention_split = cudaSharedmemCarveoutDefault;  // of L1 and shared memory
};

/// What measured best of all choices on an H100 (`lm_step --scan`, SPEED.md). The product after the attention must not be early: that costs
/// 1 ms for a single call (why is not established). Early attention helps a single call and takes multiprocessors from 32.
inline lm_parts best_parts(weight_kind kind, int batch) {
    lm_parts parts;
    parts.early = (EARLY_PRODUCTS & ~EARLY_OUT) | EARLY_NORMS | (batch <= 4 ? unsigned(EARLY_ATTENTION) : 0u);
    if (batch <= 4) parts.prefetch_product = kind == weight_kind::int8 ? 8 : 2;
    return parts;
}

/// Launches the step (or only the named parts of it, to see where the time goes).
inline void launch_lm_step(const step_weights &w, const step_rows &r, step_buffers &s, cudaStream_t stream, const lm_parts &parts) {
    const int batch = r.batch, padded = pad_batch(batch), layers = int(w.layers.size());
    auto make = [&](const packed_storage &weights, const bf16 *in, epilogue_kind epilogue, void *out, int ld, int rows) {
        matmul_args args{weights.view, in, rows, epilogue, out, ld, s.partials.data, s.tickets.data};
        args.prefetch_stages = parts.prefetch_stages;
        return args;
    };
    auto run = [&](const matmul_args &args, early_kernel which) { launch_matmul(args, matmul_path::wgmma, stream, parts.early & which); };
    const bool early_norms = parts.early & EARLY_NORMS;
    // A product of normed x; and one that adds to x and prepares the norm that follows with `alpha`.
    auto product_of_norm = [&](const packed_storage &weights, const bf16 *in, epilogue_kind epilogue, void *out, int ld, int rows, early_kernel which, int first_row = 0) {
        matmul_args args = make(weights, in, epilogue, out, ld, rows);
        if (parts.split_norms) args.input_squares = s.squares.data + size_t(first_row) * NORM_PARTS;
        run(args, which);
    };
    auto product_into_x = [&](const packed_storage &weights, const bf16 *in, const bf16 *alpha, early_kernel which) {
        matmul_args args = make(weights, in, epilogue_kind::add_residual, s.x.data, MODEL_DIM, batch);
        if (parts.split_norms) args.next_alpha = alpha, args.scaled = s.normed.data, args.squares = s.squares.data;
        run(args, which);
    };
    auto norm = [&](const bf16 *alpha) {
        if (!parts.split_norms) launch_rms_norm<MODEL_DIM>({s.x.data, alpha, s.normed.data, padded}, batch, stream, early_norms);
    };
    rotation_kernel<<<batch, 64, 0, stream>>>(r.positions, s.rotations.data);
    if (r.pinned) rotation_kernel<<<batch, 64, 0, stream>>>(r.pinned_positions, s.pinned_rotations.data);
    if (parts.temporal) {
        if (r.tokens) launch_embedding({r.tokens, w.text_table.data, w.code_tables.data, s.x.data}, batch, stream);
        if (parts.split_norms)
            CUDA_OK(launch_early(scale_kernel, batch, 256, 0, stream, norm_args{s.x.data, w.alphas.data, s.normed.data, padded}, s.squares.data));
        for (int l = 0; l < layers; ++l) {
            const bf16 *alpha = w.alphas.data + size_t(l) * 2 * MODEL_DIM;
            norm(alpha);
            product_of_norm(w.layers[l].in_proj, s.normed.data, epilogue_kind::store_bf16, s.qkv.data, 3 * MODEL_DIM, batch, EARLY_IN);
            if (parts.attention) {
                attention_args args{s.qkv.data, r.positions, r.tables, s.rotations.data,
                                    r.pool, l, batch, padded, s.attended.data, s.attention_partials.data, s.attention_tickets.data,
                                    r.appended};
                args.rings = r.rings, args.pinned = r.pinned, args.pinned_rotations = s.pinned_rotations.data;
                if (parts.prefetch_product > 0 && batch <= 4) {
                    args.prefetch = w.layers[l].out_proj.data.data, args.total_stages = int(w.layers[l].out_proj.data.count / STAGE_WEIGHT_BYTES);
                    args.prefetch_blocks = sm_count(), args.prefetch_stages = parts.prefetch_product;
                }
                if (args.appended) launch_append(args, stream, early_norms);
                launch_attention(args, stream, !parts.one_attention && r.pool.int8 && batch > 4 ? attention_version::two_kernels : attention_version::merge_inside_8,
                                 parts.early & EARLY_ATTENTION, parts.attention_split);
            }
            product_into_x(w.layers[l].out_proj, s.attended.data, alpha + MODEL_DIM, EARLY_OUT);
            norm(alpha + MODEL_DIM);
            product_of_norm(w.layers[l].gate_up, s.normed.data, epilogue_kind::swiglu_pack, s.hidden.data, 0, batch, EARLY_GATE_UP);
            product_into_x(w.layers[l].down, s.hidden.data, l + 1 < layers ? alpha + 2 * MODEL_DIM : w.out_alpha.data, EARLY_DOWN);
        }
    }
    const int rows = r.head_rows;
    if (parts.heads) {
        const bf16 *h = s.normed.data;
        if (!parts.split_norms) {
            launch_rms_norm<MODEL_DIM>({s.x.data + size_t(r.head_first) * MODEL_DIM, w.out_alpha.data, s.final_normed.data, pad_batch(rows)}, rows, stream, early_norms);
            h = s.final_normed.data;
        } else if (pad_batch(rows) != padded || r.head_first) {
            CUDA_OK(launch_early(repack_kernel, dim3(2, rows), 256, 0, stream, s.normed.data, padded, r.head_first, s.final_normed.data, pad_batch(rows), MODEL_DIM));
            h = s.final_normed.data;
        }
        product_of_norm(w.dep_inputs, h, epilogue_kind::store_bf16, s.dep_inputs.data, DEP_INPUT_ROWS, rows, EARLY_HEADS, r.head_first);
        product_of_norm(w.text_head, h, epilogue_kind::store_f32, s.text_logits.data, TEXT_CARD, rows, EARLY_HEADS, r.head_first);
        if (r.sampling)
            CUDA_OK(launch_early(sample_text_kernel, rows, 1024, 0, stream, s.text_logits.data, TEXT_CARD, s.text_tokens.data, r.sampling + r.head_first, s.candidates.data));
        else
            CUDA_OK(launch_early(argmax_kernel, rows, 1024, 0, stream, s.text_logits.data, TEXT_CARD, s.text_tokens.data));
    }
    if (parts.depformer)
        for (int n = 0; n < rows; n += 32) {  // the persistent kernel takes up to 32 rows
            depformer_frame frame{std::min(32, rows - n), s.dep_inputs.data + size_t(n) * DEP_INPUT_ROWS, s.text_tokens.data + n,
                                  s.codes.data + n * DEP_STEPS, s.dep_logits.data + size_t(n) * DEP_STEPS * CARD, s.dep_x.data, s.dep_qkv.data};
            const int at = r.head_first + n;
            s.depformer.run(w.depformer, frame, stream, r.sampling ? r.sampling + at : nullptr, r.provided ? r.provided + at * ROWS_IN : nullptr, ROWS_IN);
        }
}

}  // namespace duplex::cuda
