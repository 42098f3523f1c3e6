// One full-size LM step put together from the lab's winners: 17 embeddings, 32 temporal layers, text head, depformer. Random
// weights; greedy choices. Everything is launched on one stream, to be captured into one CUDA graph.
#pragma once

#include "depformer_persistent.cuh"

namespace lab {

constexpr int LM_LAYERS = 32, HIDDEN = 11264, TEXT_CARD = 32000, DEP_INPUT_ROWS = DEP_STEPS * DEP_DIM;

/// Weights of `layers` temporal layers, the heads and the depformer. `visit(layer, matrix, source)` may look at each row-major
/// source before it is packed (matrices: 0 in_proj, 1 out_proj, 2 gate_up, 3 down; layer -1: 0 text head, 1 depformer inputs).
struct lm_weights {
    struct layer {
        packed_storage in_proj, out_proj, gate_up, down;
    };
    std::vector<layer> layers;
    packed_storage text_head, dep_inputs;
    device_array<bf16> alphas, out_alpha;  // [layers][2][4096], [4096]
    device_array<bf16> text_table, code_tables;
    depformer_weights depformer;

    using visitor = std::function<void(int layer, int matrix, const bf16 *source, size_t count)>;
    lm_weights(int layer_count, weight_kind kind, const visitor &visit = {})
        : layers(layer_count), alphas(size_t(layer_count) * 2 * MODEL_DIM), out_alpha(MODEL_DIM), text_table(size_t(32001) * MODEL_DIM),
          code_tables(size_t(16) * 2049 * MODEL_DIM), depformer(weight_kind::bf16, false, false) {
        device_array<bf16> source(size_t(TEXT_CARD) * MODEL_DIM);
        auto make = [&](packed_storage &out, int layer, int matrix, int rows, int cols, int gate_rows, float stddev) {
            size_t count = size_t(rows) * cols;
            fill_normal(source.data, count, stddev, 1000 + uint64_t(layer + 1) * 8 + matrix);
            if (visit) visit(layer, matrix, source.data, count);
            out.pack(source.data, rows, cols, kind, gate_rows);
            LAB_CUDA(cudaDeviceSynchronize());
        };
        for (int l = 0; l < layer_count; ++l) {
            make(layers[l].in_proj, l, 0, 3 * MODEL_DIM, MODEL_DIM, 0, 0.016f);
            make(layers[l].out_proj, l, 1, MODEL_DIM, MODEL_DIM, 0, 0.016f);
            make(layers[l].gate_up, l, 2, 2 * HIDDEN, MODEL_DIM, HIDDEN, 0.016f);
            make(layers[l].down, l, 3, MODEL_DIM, HIDDEN, 0, 0.01f);
        }
        make(text_head, -1, 0, TEXT_CARD, MODEL_DIM, 0, 0.02f);
        make(dep_inputs, -1, 1, DEP_INPUT_ROWS, MODEL_DIM, 0, 0.016f);
        fill_normal(alphas.data, alphas.count, 0.2f, 1, 1.0f);
        fill_normal(out_alpha.data, out_alpha.count, 0.2f, 2, 1.0f);
        fill_normal(text_table.data, text_table.count, 0.5f, 3);
        fill_normal(code_tables.data, code_tables.count, 0.5f, 4);
    }
    /// Bytes of weights one step must read (embedding rows not counted).
    double bytes() const {
        double total = double(text_head.view.bytes()) + dep_inputs.view.bytes() + double(DEP_STEPS) * DEP_STEP_ELEMENTS * 2;
        for (const layer &l : layers) total += double(l.in_proj.view.bytes()) + l.out_proj.view.bytes() + l.gate_up.view.bytes() + l.down.view.bytes();
        return total;
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

/// The sessions of one step and everything it writes. A row is a session, or (with `owner`) a position of one: then pages belong to
/// `owner`, every row's page table is given, and new keys are appended before anybody attends.
struct lm_state {
    int batch, padded, layers;
    int head_first = 0, head_rows;  // rows that go on to the heads and the depformer
    bool int8_kv;
    const lm_state *owner = nullptr;
    sampler_settings sampler;       // greedy by default
    std::vector<int> positions, tables;
    device_array<int> positions_d, tables_d, tokens, text_tokens, codes;
    device_array<float2> rotations;
    device_array<uint8_t> kv_values;
    device_array<__half> kv_scales;
    device_array<bf16> x, normed, qkv, attended, hidden, final_normed, dep_inputs, dep_x, dep_qkv;
    device_array<float> partials, attention_partials, text_logits, dep_logits, squares;
    device_array<unsigned> tickets, attention_tickets;
    depformer_persistent depformer;

    lm_state(std::vector<int> p, int layer_count, bool int8, const lm_state *pages_of = nullptr, std::vector<int> given_tables = {})
        : batch(int(p.size())), padded(pad_batch(batch)), layers(layer_count), head_rows(batch), int8_kv(int8), owner(pages_of), positions(p),
          rotations(size_t(batch) * 64) {
        size_t pages = size_t(batch) * RING_PAGES, elements = pages * layers * 2 * HEADS * TILE_ELEMENTS;
        if (owner) elements = 0;
        kv_values.resize(elements * (int8 ? 1 : 2));
        kv_scales.resize(int8 ? elements / HEAD_DIM : 1);
        if (owner) {
        } else if (int8) {
            fill_normal(kv_values.data, elements, 35.0f, 11, 128.0f);
            fill_normal(kv_scales.data, kv_scales.count, 0.002f, 13, 0.02f);
        } else {
            fill_normal(reinterpret_cast<bf16 *>(kv_values.data), elements, 0.8f, 12);
        }
        tables.resize(pages);
        for (size_t i = 0; i < pages; ++i) tables[i] = int(i);
        if (owner) tables = given_tables;
        for (size_t i = owner ? 0 : pages; i > 1; --i) std::swap(tables[i - 1], tables[size_t(std::fabs(normal_at(3, i)) * 1e6) % i]);
        tables_d.resize(pages), tables_d.upload(tables);
        positions_d.resize(batch), positions_d.upload(positions);
        std::vector<int> t(size_t(batch) * ROWS_IN);
        for (int n = 0; n < batch; ++n)
            for (int r = 0; r < ROWS_IN; ++r) t[n * ROWS_IN + r] = (n * 131 + r * 7919 + 17) % (r ? 2048 : TEXT_CARD);
        tokens.resize(t.size()), tokens.upload(t);
        text_tokens.resize(batch), codes.resize(size_t(batch) * DEP_STEPS);
        x.resize(size_t(batch) * MODEL_DIM), qkv.resize(size_t(batch) * 3 * MODEL_DIM);
        normed.resize(size_t(padded) * MODEL_DIM), attended.resize(size_t(padded) * MODEL_DIM), final_normed.resize(size_t(padded) * MODEL_DIM);
        hidden.resize(size_t(padded) * HIDDEN), dep_inputs.resize(size_t(batch) * DEP_INPUT_ROWS);
        normed.set_bytes(0), attended.set_bytes(0), final_normed.set_bytes(0), hidden.set_bytes(0);
        dep_x.resize(32 * DEP_DIM), dep_qkv.resize(size_t(48) * 32 * 3 * DEP_DIM), dep_logits.resize(size_t(DEP_STEPS) * std::max(batch, 32) * CARD);
        partials.resize(partial_count(padded)), attention_partials.resize(size_t(batch) * HEADS * CHUNKS * PARTIAL_STRIDE);
        text_logits.resize(size_t(batch) * TEXT_CARD), squares.resize(size_t(batch) * NORM_PARTS);
        tickets.resize(256), attention_tickets.resize(size_t(batch) * HEADS);
        tickets.set_bytes(0), attention_tickets.set_bytes(0);
        LAB_CUDA(cudaDeviceSynchronize());
    }
    kv_pool pool() const {
        const lm_state &from = owner ? *owner : *this;
        return {from.kv_values.data, from.kv_scales.data, layers, int8_kv};
    }
    double kv_bytes() const { return attention_bytes(positions, int8_kv) * layers; }
};

/// Which kernels are launched early (programmatic dependent launch), a bit each.
enum early_kernel : unsigned { EARLY_IN = 1, EARLY_ATTENTION = 2, EARLY_OUT = 4, EARLY_GATE_UP = 8, EARLY_DOWN = 16, EARLY_HEADS = 32, EARLY_NORMS = 64,
                               EARLY_PRODUCTS = EARLY_IN | EARLY_OUT | EARLY_GATE_UP | EARLY_DOWN | EARLY_HEADS };

struct lm_parts {
    bool temporal = true, attention = true, heads = true, depformer = true;
    unsigned early = (EARLY_PRODUCTS & ~EARLY_OUT) | EARLY_NORMS | EARLY_ATTENTION;
    bool split_norms = true;   // RMSNorm inside the products around it, or as kernels
    int prefetch_product = 0;  // stages of the next product's weights that the attention asks for (for each of its thread blocks)
    int prefetch_stages = 0;   // of the products, see matmul_args
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
inline void launch_lm_step(lm_weights &w, lm_state &s, cudaStream_t stream, const lm_parts &parts) {
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
        matmul_args args = make(weights, in, epilogue_kind::add_residual, s.x.data, MODEL_DIM, s.batch);
        if (parts.split_norms) args.next_alpha = alpha, args.scaled = s.normed.data, args.squares = s.squares.data;
        run(args, which);
    };
    auto norm = [&](const bf16 *alpha) {
        if (!parts.split_norms) launch_rms_norm<MODEL_DIM>({s.x.data, alpha, s.normed.data, s.padded}, s.batch, stream, early_norms);
    };
    rotation_kernel<<<s.batch, 64, 0, stream>>>(s.positions_d.data, s.rotations.data);
    if (parts.temporal) {
        launch_embedding({s.tokens.data, w.text_table.data, w.code_tables.data, s.x.data}, s.batch, stream);
        if (parts.split_norms)
            LAB_CUDA(launch_early(scale_kernel, s.batch, 256, 0, stream, norm_args{s.x.data, w.alphas.data, s.normed.data, s.padded}, s.squares.data));
        for (int l = 0; l < s.layers; ++l) {
            const bf16 *alpha = w.alphas.data + size_t(l) * 2 * MODEL_DIM;
            norm(alpha);
            product_of_norm(w.layers[l].in_proj, s.normed.data, epilogue_kind::store_bf16, s.qkv.data, 3 * MODEL_DIM, s.batch, EARLY_IN);
            if (parts.attention) {
                attention_args args{s.qkv.data, s.positions_d.data, s.tables_d.data, s.rotations.data,
                                    s.pool(), l, s.batch, s.padded, s.attended.data, s.attention_partials.data, s.attention_tickets.data,
                                    s.owner != nullptr};
                if (parts.prefetch_product > 0 && s.batch <= 4) {
                    args.prefetch = w.layers[l].out_proj.data.data, args.total_stages = int(w.layers[l].out_proj.data.count / STAGE_WEIGHT_BYTES);
                    args.prefetch_blocks = sm_count(), args.prefetch_stages = parts.prefetch_product;
                }
                if (args.appended) launch_append(args, stream, early_norms);
                launch_attention(args, stream, s.int8_kv && s.batch > 4 ? attention_version::two_kernels : attention_version::merge_inside_8,
                                 parts.early & EARLY_ATTENTION, parts.attention_split);
            }
            product_into_x(w.layers[l].out_proj, s.attended.data, alpha + MODEL_DIM, EARLY_OUT);
            norm(alpha + MODEL_DIM);
            product_of_norm(w.layers[l].gate_up, s.normed.data, epilogue_kind::swiglu_pack, s.hidden.data, 0, s.batch, EARLY_GATE_UP);
            product_into_x(w.layers[l].down, s.hidden.data, l + 1 < s.layers ? alpha + 2 * MODEL_DIM : w.out_alpha.data, EARLY_DOWN);
        }
    }
    const int rows = s.head_rows;
    if (parts.heads) {
        const bf16 *h = s.normed.data;
        if (!parts.split_norms) {
            launch_rms_norm<MODEL_DIM>({s.x.data + size_t(s.head_first) * MODEL_DIM, w.out_alpha.data, s.final_normed.data, pad_batch(rows)}, rows, stream, early_norms);
            h = s.final_normed.data;
        } else if (pad_batch(rows) != s.padded || s.head_first) {
            LAB_CUDA(launch_early(repack_kernel, dim3(2, rows), 256, 0, stream, s.normed.data, s.padded, s.head_first, s.final_normed.data, pad_batch(rows), MODEL_DIM));
            h = s.final_normed.data;
        }
        product_of_norm(w.dep_inputs, h, epilogue_kind::store_bf16, s.dep_inputs.data, DEP_INPUT_ROWS, rows, EARLY_HEADS, s.head_first);
        product_of_norm(w.text_head, h, epilogue_kind::store_f32, s.text_logits.data, TEXT_CARD, rows, EARLY_HEADS, s.head_first);
        if (s.sampler.text_top_k > 0)
            LAB_CUDA(launch_early(sample_text_kernel, rows, 1024, 0, stream, s.text_logits.data, TEXT_CARD, s.text_tokens.data, s.sampler));
        else
            LAB_CUDA(launch_early(argmax_kernel, rows, 1024, 0, stream, s.text_logits.data, TEXT_CARD, s.text_tokens.data));
    }
    if (parts.depformer)
        for (int n = 0; n < rows; n += 32) {  // the persistent kernel takes up to 32 rows
            depformer_frame frame{std::min(32, rows - n), s.dep_inputs.data + size_t(n) * DEP_INPUT_ROWS, s.text_tokens.data + n,
                                  s.codes.data + n * DEP_STEPS, s.dep_logits.data, s.dep_x.data, s.dep_qkv.data};
            sampler_settings sampler = s.sampler;
            if (sampler.seeds) sampler.seeds += n, sampler.positions += n;
            s.depformer.run(w.depformer, frame, stream, sampler);
        }
}

}  // namespace lab
