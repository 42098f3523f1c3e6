// The full-size LM step in one CUDA graph: check against the CPU on two layers, batch invariance, timing at full context.
// --check-only; --scan: which kernels to launch early; --brief: batches 1 and 32
// (--short: without variants); --default-carveout: leave the split of L1 and shared memory to the driver.
#include "depformer_reference.h"
#include "lm_step.cuh"

using namespace lab;

namespace {

using host_matrices = std::vector<std::vector<std::vector<bf16>>>;  // [layer, then the heads][matrix]

/// Text logits and depformer inputs of one session by the reference: bf16 weights, one rounding per operation.
void reference(const host_matrices &m, lm_weights &w, lm_state &s, const std::vector<uint8_t> &kv, int session, std::vector<double> &logits,
               std::vector<double> &inputs) {
    auto alphas = w.alphas.download(), out_alpha = w.out_alpha.download();
    auto tokens = s.tokens.download();
    int position = s.positions[session];
    std::vector<float> x(MODEL_DIM, 0.0f);
    for (int r = 1; r <= ROWS_IN; ++r) {
        int row = r % ROWS_IN, token = tokens[session * ROWS_IN + row];
        std::vector<bf16> e(MODEL_DIM);
        const bf16 *from = row == 0 ? w.text_table.data + size_t(token) * MODEL_DIM : w.code_tables.data + (size_t(row - 1) * 2049 + token) * MODEL_DIM;
        LAB_CUDA(cudaMemcpy(e.data(), from, MODEL_DIM * 2, cudaMemcpyDeviceToHost));
        for (int k = 0; k < MODEL_DIM; ++k) x[k] = round_bf16(x[k] + float(e[k]));
    }
    for (int l = 0; l < s.layers; ++l) {
        auto qkv = cpu_product(m[l][0].data(), 3 * MODEL_DIM, MODEL_DIM, cpu_rms_norm(x, &alphas[size_t(l) * 2 * MODEL_DIM]));
        for (int kind = 0; kind < 2; ++kind)
            for (int i = 0; i < MODEL_DIM / 2; ++i) {
                double angle = position * std::pow(10000.0, -2.0 * (i % 64) / 128);
                float &r = qkv[kind * MODEL_DIM + 2 * i], &j = qkv[kind * MODEL_DIM + 2 * i + 1];
                double a = r * std::cos(angle) - j * std::sin(angle), b = r * std::sin(angle) + j * std::cos(angle);
                r = round_bf16(float(a)), j = round_bf16(float(b));
            }
        std::vector<float> attended(MODEL_DIM);
        for (int head = 0; head < HEADS; ++head) {
            auto row = [&](int p, int kind, int d) -> double {
                if (p == position) return qkv[(kind + 1) * MODEL_DIM + head * HEAD_DIM + d];
                int slot = p % RING_SLOTS;
                size_t tile = tile_index(s.tables[session * RING_PAGES + slot / PAGE_SLOTS], l, kind, head, s.layers);
                return float(reinterpret_cast<const bf16 *>(kv.data())[tile * TILE_ELEMENTS + slot % PAGE_SLOTS * HEAD_DIM + d]);
            };
            int oldest = std::max(0, position - VISIBLE_KEYS + 1);
            std::vector<double> score(position - oldest + 1, 0.0);
            double largest = -1e300, sum = 0;
            for (int p = oldest; p <= position; ++p) {
                for (int d = 0; d < HEAD_DIM; ++d) score[p - oldest] += qkv[head * HEAD_DIM + d] * row(p, 0, d);
                largest = std::max(largest, score[p - oldest] /= std::sqrt(128.0));
            }
            for (double &v : score) sum += v = std::exp(v - largest);
            for (int d = 0; d < HEAD_DIM; ++d) {
                double o = 0;
                for (int p = oldest; p <= position; ++p) o += score[p - oldest] * row(p, 1, d);
                attended[head * HEAD_DIM + d] = round_bf16(float(o / sum));
            }
        }
        cpu_add(x, cpu_product(m[l][1].data(), MODEL_DIM, MODEL_DIM, attended));
        auto hidden = cpu_swiglu(cpu_product(m[l][2].data(), 2 * HIDDEN, MODEL_DIM, cpu_rms_norm(x, &alphas[(size_t(l) * 2 + 1) * MODEL_DIM])));
        cpu_add(x, cpu_product(m[l][3].data(), MODEL_DIM, HIDDEN, hidden));
    }
    auto h = cpu_rms_norm(x, out_alpha.data());
    for (float v : cpu_product(m[s.layers][0].data(), TEXT_CARD, MODEL_DIM, h)) logits.push_back(v);
    for (float v : cpu_product(m[s.layers][1].data(), DEP_INPUT_ROWS, MODEL_DIM, h)) inputs.push_back(v);
}

void check(weight_kind kind) {
    const int layers = 2;
    host_matrices m(layers + 1, std::vector<std::vector<bf16>>(4));
    lm_weights w(layers, kind, [&](int layer, int matrix, const bf16 *source, size_t count) {
        auto &host = m[layer < 0 ? layers : layer][matrix];
        host.resize(count);
        LAB_CUDA(cudaMemcpy(host.data(), source, count * 2, cudaMemcpyDeviceToHost));
    });
    lm_state s({0, 300, 3100}, layers, false);
    auto kv = s.kv_values.download();
    launch_lm_step(w, s, 0, best_parts(kind, s.batch));
    LAB_CUDA(cudaDeviceSynchronize());
    auto logits = s.text_logits.download();
    auto inputs = s.dep_inputs.download();
    std::vector<double> logits_ref, inputs_ref, inputs_got;
    for (int session = 0; session < s.batch; ++session) reference(m, w, s, kv, session, logits_ref, inputs_ref);
    for (bf16 v : inputs) inputs_got.push_back(double(float(v)));
    // int8 weights are compared with the bf16 weights: the distance is the quantisation.
    std::string name = std::string("LM step, 2 layers, ") + (kind == weight_kind::bf16 ? "bf16" : "int8 against bf16");
    double tolerance = kind == weight_kind::bf16 ? 2e-2 : 5e-2;
    report_check(name + ", text logits", measure_distance(std::vector<double>(logits.begin(), logits.end()), logits_ref), tolerance);
    report_check(name + ", depformer inputs", measure_distance(inputs_got, inputs_ref), tolerance);

    // One session alone, in a batch of 3, and in a batch of 20 (other tile widths, other depformer shape): the same bits.
    lm_state many(std::vector<int>(20, 300), layers, false), alone({300}, layers, false);
    std::vector<int> tokens = s.tokens.download(), tokens20 = many.tokens.download();
    for (int r = 0; r < ROWS_IN; ++r) tokens20[7 * ROWS_IN + r] = tokens[ROWS_IN + r];
    many.tokens.upload(tokens20);
    alone.tokens.upload(std::vector<int>(tokens.begin() + ROWS_IN, tokens.begin() + 2 * ROWS_IN));
    for (lm_state *other : {&many, &alone}) {  // copy session 1's pages
        int to = other == &many ? 7 : 0;
        size_t page_bytes = size_t(layers) * 2 * HEADS * TILE_ELEMENTS * 2;
        for (int p = 0; p < RING_PAGES; ++p)
            LAB_CUDA(cudaMemcpy(other->kv_values.data + other->tables[to * RING_PAGES + p] * page_bytes,
                                s.kv_values.data + s.tables[RING_PAGES + p] * page_bytes, page_bytes, cudaMemcpyDeviceToDevice));
        launch_lm_step(w, *other, 0, best_parts(kind, other->batch));
        LAB_CUDA(cudaDeviceSynchronize());
        auto other_logits = other->text_logits.download();
        auto codes = s.codes.download(), other_codes = other->codes.download();
        size_t differing = 0, differing_codes = 0;
        for (int i = 0; i < TEXT_CARD; ++i) differing += logits[size_t(TEXT_CARD) + i] != other_logits[size_t(to) * TEXT_CARD + i];
        for (int k = 0; k < DEP_STEPS; ++k) differing_codes += codes[DEP_STEPS + k] != other_codes[to * DEP_STEPS + k];
        std::string which = other == &many ? "in a batch of 20" : "alone";
        report_exact(name + ", a session " + which + ", text logits", differing, TEXT_CARD);
        report_exact(name + ", a session " + which + ", codes", differing_codes, DEP_STEPS);
    }
}

/// Every choice of early kernels, norms and prefetch for one batch: the fastest ones, each measured twice.
void scan(weight_kind kind, bool int8_kv, int batch) {
    lm_weights w(LM_LAYERS, kind);
    lm_state s(std::vector<int>(batch, 4000), LM_LAYERS, int8_kv);
    struct entry {
        double us[2];
        lm_parts parts;
    };
    std::vector<entry> entries;
    auto measure = [&](const lm_parts &parts) {
        return time_graph(1, batch > 4 ? 8 : 16, [&](cudaStream_t stream, int) { launch_lm_step(w, s, stream, parts); }, 2).p50_us;
    };
    for (unsigned early = 0; early < 32; ++early)
        for (int variant = 0; variant < 6; ++variant) {
            if (batch > 4 && (variant == 1 || (early & EARLY_ATTENTION))) continue;
            lm_parts parts;
            parts.early = early | (early & EARLY_IN ? unsigned(EARLY_HEADS) : 0u) | (variant == 3 || variant == 5 ? unsigned(EARLY_NORMS) : 0u);
            parts.split_norms = variant < 2 || variant == 4, parts.prefetch_product = variant == 1 ? 8 : 0;
            if (variant >= 4) parts.attention_split = cudaSharedmemCarveoutMaxShared;
            entries.push_back({{measure(parts), 0}, parts});
        }
    std::sort(entries.begin(), entries.end(), [](const entry &a, const entry &b) { return a.us[0] < b.us[0]; });
    for (size_t i = 0; i < entries.size(); ++i) {
        if (i >= 16 && i + 3 < entries.size()) continue;
        entry &e = entries[i];
        e.us[1] = measure(e.parts);
        auto on = [&](unsigned bit) { return e.parts.early & bit ? '+' : '-'; };
        std::printf("scan  weights %s, KV %s, batch %d: early in%c attention%c out%c gate_up%c down%c norms%c, split norms%c prefetch%c shared%c  %9.1f %9.1f us\n",
                    kind == weight_kind::bf16 ? "bf16" : "int8", int8_kv ? "int8" : "bf16", batch, on(EARLY_IN), on(EARLY_ATTENTION), on(EARLY_OUT),
                    on(EARLY_GATE_UP), on(EARLY_DOWN), on(EARLY_NORMS), e.parts.split_norms ? '+' : '-', e.parts.prefetch_product ? '+' : '-',
                    e.parts.attention_split == cudaSharedmemCarveoutMaxShared ? '+' : '-', e.us[0], e.us[1]);
    }
    std::fflush(stdout);
}

void time_weights(weight_kind kind, bool brief, bool short_list) {
    lm_weights w(LM_LAYERS, kind);
    const char *weights_name = kind == weight_kind::bf16 ? "bf16" : "int8";
    auto time_one = [&](bool int8_kv, int batch, int position, bool in_parts) {
        lm_state s(std::vector<int>(batch, position), LM_LAYERS, int8_kv);
        auto run = [&](const char *part, lm_parts parts, double bytes) {
            timing t = time_graph(1, 60, [&](cudaStream_t stream, int) { launch_lm_step(w, s, stream, parts); });
            char name[128];
            std::snprintf(name, sizeof name, "%s weights %s, KV %s, batch %d, %d keys", part, weights_name, int8_kv ? "int8" : "bf16", batch,
                          std::min(position + 1, VISIBLE_KEYS));
            report_time(name, t, bytes);
        };
        const lm_parts best = best_parts(kind, batch);
        run("LM step:", best, w.bytes() + s.kv_bytes());
        if (!in_parts) return;
        double dep = double(DEP_STEPS) * DEP_STEP_ELEMENTS * 2, heads = double(w.text_head.view.bytes()) + w.dep_inputs.view.bytes();
        auto variant = [&](const char *part, const std::function<void(lm_parts &)> &change, double bytes) {
            lm_parts parts = best;
            change(parts);
            run(part, parts, bytes);
        };
        double layers = w.bytes() - dep - heads;
        variant("  early attention the other way:", [](lm_parts &p) { p.early ^= EARLY_ATTENTION; }, w.bytes() + s.kv_bytes());
        variant("  nothing early:", [](lm_parts &p) { p.early = 0; }, w.bytes() + s.kv_bytes());
        variant("  product after the attention early too:", [](lm_parts &p) { p.early |= EARLY_OUT; }, w.bytes() + s.kv_bytes());
        for (int stages : {0, 2, 4, 8})
            variant(("  products ask for " + std::to_string(stages) + " stages:").c_str(), [=](lm_parts &p) { p.prefetch_stages = stages; }, w.bytes() + s.kv_bytes());
        variant("  attention asks for nothing:", [](lm_parts &p) { p.prefetch_product = 0; }, w.bytes() + s.kv_bytes());
        variant("  norms the other way:", [](lm_parts &p) { p.split_norms = !p.split_norms; }, w.bytes() + s.kv_bytes());
        variant("  temporal only:", [](lm_parts &p) { p.heads = p.depformer = false; }, layers + s.kv_bytes());
        variant("  temporal without attention:", [](lm_parts &p) { p.heads = p.depformer = p.attention = false; }, layers);
        variant("  heads only:", [](lm_parts &p) { p.temporal = p.depformer = false; }, heads);
        variant("  depformer only:", [](lm_parts &p) { p.temporal = p.heads = false; }, dep);
    };
    if (short_list) {
        for (int batch : {1, 32}) time_one(kind == weight_kind::int8, batch, 4000, false);
        return;
    }
    if (brief) {
        for (int batch : {1, 32}) time_one(kind == weight_kind::int8, batch, 4000, true);
        return;
    }
    for (bool int8_kv : {false, true}) {
        for (int batch : {1, 8, 16, 32, 64, 80}) {
            size_t free_bytes = 0, total_bytes = 0;
            LAB_CUDA(cudaMemGetInfo(&free_bytes, &total_bytes));
            if (batch * (int8_kv ? 0.82e9 : 1.6e9) + 5e8 > double(free_bytes)) {
                std::printf("LM step: batch %d, KV %s does not fit\n", batch, int8_kv ? "int8" : "bf16");
                continue;
            }
            time_one(int8_kv, batch, 4000, (batch == 1 || batch == 32) && int8_kv == (kind == weight_kind::int8));
        }
        for (int batch : {1, 32}) time_one(int8_kv, batch, 749, false);
    }
}

}  // namespace

int main(int argc, char **argv) {
    print_device("LM step");
    if (!is_sm90()) {
        std::printf("needs compute capability 9.0\n");
        return 0;
    }
    if (has_flag(argc, argv, "--scan")) {
        for (int batch : {1, 32})
            for (weight_kind kind : {weight_kind::bf16, weight_kind::int8}) scan(kind, kind == weight_kind::int8, batch);
        return 0;
    }
    prefer_shared_memory = !has_flag(argc, argv, "--default-carveout");
    if (!has_flag(argc, argv, "--short")) check(weight_kind::bf16), check(weight_kind::int8);
    if (!has_flag(argc, argv, "--check-only"))
        for (weight_kind kind : {weight_kind::bf16, weight_kind::int8}) time_weights(kind, has_flag(argc, argv, "--brief"), has_flag(argc, argv, "--short"));
    return finish();
}
