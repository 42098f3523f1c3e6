// A call's prompt as few wide passes: up to 96 positions ride through the products as if they were calls. The same kernels as in the step,
// so the same bits as stepping. Also beside live calls (mixed rows in one pass), and the copy of a kept prefix.
// --check-only; --brief
#include <chrono>

#include "lm_step.cuh"

using namespace lab;

namespace {

constexpr int CHUNK = 96, PROMPT = 125 + 6 + 200 + 6;

std::vector<int> prompt_tokens(int first, int count) {
    std::vector<int> t;
    for (int p = first; p < first + count; ++p)
        for (int r = 0; r < ROWS_IN; ++r) t.push_back(p == 0 ? (r ? 2048 : 32000) : (p * 7919 + r * 131) % (r ? 2048 : TEXT_CARD));
    return t;
}

/// Rows for `count` positions from `first` on of the session whose table is `table`, after `live` rows of other sessions.
struct chunk {
    std::vector<int> positions, tables;
    void add(const lm_state &owner, int session, int position) {
        positions.push_back(position);
        tables.insert(tables.end(), owner.tables.begin() + session * RING_PAGES, owner.tables.begin() + (session + 1) * RING_PAGES);
    }
    lm_state make(const lm_state &owner, int layers, bool int8) { return lm_state(positions, layers, int8, &owner, tables); }
};

void check() {
    const int layers = 2, count = 150;
    lm_weights w(layers, weight_kind::bf16);
    lm_state stepped({0}, layers, false), filled({0}, layers, false);
    const lm_parts parts = best_parts(weight_kind::bf16, 1);
    for (int p = 0; p < count; ++p) {
        stepped.positions_d.upload({p}), stepped.tokens.upload(prompt_tokens(p, 1));
        lm_parts body = parts;
        body.heads = body.depformer = p == count - 1;
        launch_lm_step(w, stepped, 0, body);
    }
    std::vector<float> logits;
    std::vector<int> codes;
    for (int first = 0; first < count; first += CHUNK) {
        chunk c;
        int rows = std::min(CHUNK, count - first);
        for (int i = 0; i < rows; ++i) c.add(filled, 0, first + i);
        lm_state s = c.make(filled, layers, false);
        s.tokens.upload(prompt_tokens(first, rows));
        s.head_first = rows - 1, s.head_rows = 1;
        lm_parts body = best_parts(weight_kind::bf16, rows);
        body.heads = body.depformer = first + rows == count;
        launch_lm_step(w, s, 0, body);
        LAB_CUDA(cudaDeviceSynchronize());
        logits = s.text_logits.download(), codes = s.codes.download();
    }
    auto expected = stepped.text_logits.download();
    auto expected_codes = stepped.codes.download();
    size_t differing = 0, other_codes = 0, other_keys = 0, compared = 0;
    for (int i = 0; i < TEXT_CARD; ++i) differing += logits[i] != expected[i] || !std::isfinite(logits[i]);
    for (int i = 0; i < DEP_STEPS; ++i) other_codes += codes[i] != expected_codes[i];
    auto a = stepped.kv_values.download(), b = filled.kv_values.download();
    for (int p = 0; p < count; ++p)
        for (int l = 0; l < layers; ++l)
            for (int kind = 0; kind < 2; ++kind)
                for (int h = 0; h < HEADS; ++h) {
                    auto at = [&](const lm_state &s) { return (tile_index(s.tables[p / PAGE_SLOTS], l, kind, h, layers) * TILE_ELEMENTS + p % PAGE_SLOTS * HEAD_DIM) * 2; };
                    other_keys += std::memcmp(&a[at(stepped)], &b[at(filled)], HEAD_DIM * 2) != 0, ++compared;
                }
    report_exact("prefill of 150 positions in 96 + 54 against stepping, text logits", differing, TEXT_CARD);
    report_exact("prefill against stepping, codes", other_codes, DEP_STEPS);
    report_exact("prefill against stepping, key and value rows", other_keys, compared);

    // Live calls beside a chunk: their logits keep their bits.
    lm_state live({300, 900, 3100, 40, 0}, layers, false);
    lm_state pages({300, 900, 3100, 40, 0, 0}, layers, false);
    chunk mixed;
    for (int n = 0; n < 5; ++n) mixed.add(pages, n, live.positions[n]);
    for (int p = 0; p < 64; ++p) mixed.add(pages, 5, p);
    size_t page_bytes = size_t(layers) * 2 * HEADS * TILE_ELEMENTS * 2;
    for (int i = 0; i < 5 * RING_PAGES; ++i)
        LAB_CUDA(cudaMemcpy(pages.kv_values.data + pages.tables[i] * page_bytes, live.kv_values.data + live.tables[i] * page_bytes, page_bytes, cudaMemcpyDeviceToDevice));
    lm_state both = mixed.make(pages, layers, false);
    auto tokens = live.tokens.download(), rest = prompt_tokens(0, 64);
    tokens.insert(tokens.end(), rest.begin(), rest.end());
    both.tokens.upload(tokens);
    both.head_rows = 5;
    launch_lm_step(w, live, 0, best_parts(weight_kind::bf16, 5));
    launch_lm_step(w, both, 0, best_parts(weight_kind::bf16, both.batch));
    LAB_CUDA(cudaDeviceSynchronize());
    auto live_logits = live.text_logits.download(), both_logits = both.text_logits.download();
    size_t other = 0;
    for (size_t i = 0; i < size_t(5) * TEXT_CARD; ++i) other += live_logits[i] != both_logits[i];
    report_exact("5 live calls beside 64 prompt positions, text logits", other, size_t(5) * TEXT_CARD);
}

double now_us() { return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

timing percentiles(std::vector<double> us) {
    std::sort(us.begin(), us.end());
    return {us[us.size() / 2], us[us.size() * 99 / 100]};
}

/// Host to host: prompt tokens up, all passes, the first sampled text token down.
void time_cold(lm_weights &w, bool int8_kv) {
    lm_state owner({0}, LM_LAYERS, int8_kv);
    weight_kind kind = w.text_head.view.kind;
    std::vector<lm_state> chunks;
    for (int first = 0; first < PROMPT; first += CHUNK) {
        chunk c;
        for (int i = first; i < std::min(PROMPT, first + CHUNK); ++i) c.add(owner, 0, i);
        chunks.push_back(c.make(owner, LM_LAYERS, int8_kv));
        chunks.back().head_first = chunks.back().batch - 1, chunks.back().head_rows = 1;
    }
    device_array<row_sampling> sampling(CHUNK);
    sampling.upload(std::vector<row_sampling>(CHUNK, {(2ull << 32) + 1, PROMPT, 0.7f, 0.8f, 25, 250, {-1, -1}}));
    lm_state &last = chunks.back();
    last.sampling = sampling.data;
    auto all = prompt_tokens(0, PROMPT);
    int *pinned, *answer;
    LAB_CUDA(cudaMallocHost(&pinned, all.size() * 4));
    LAB_CUDA(cudaMallocHost(&answer, 64));
    std::copy(all.begin(), all.end(), pinned);
    cudaStream_t stream;
    LAB_CUDA(cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking));
    auto run = [&](bool attention, bool heads) {
        for (size_t i = 0; i < chunks.size(); ++i) {
            lm_state &s = chunks[i];
            LAB_CUDA(cudaMemcpyAsync(s.tokens.data, pinned + i * CHUNK * ROWS_IN, s.tokens.count * 4, cudaMemcpyHostToDevice, stream));
            lm_parts parts = best_parts(kind, s.batch);
            parts.attention = attention;
            parts.heads = parts.depformer = heads && i + 1 == chunks.size();
            launch_lm_step(w, s, stream, parts);
        }
        LAB_CUDA(cudaMemcpyAsync(answer, last.text_tokens.data, 4, cudaMemcpyDeviceToHost, stream));
        LAB_CUDA(cudaStreamSynchronize(stream));
    };
    char name[128];
    for (int part = 0; part < 3; ++part) {
        std::vector<double> us;
        for (int i = 0; i < 12; ++i) {
            double begin = now_us();
            run(part != 1, part != 2);
            if (i >= 2) us.push_back(now_us() - begin);
        }
        const char *which[] = {"all", "without attention", "without heads and depformer"};
        std::snprintf(name, sizeof name, "prefill of %d positions, host to host, weights %s, KV %s, %s", PROMPT, kind == weight_kind::bf16 ? "bf16" : "int8",
                      int8_kv ? "int8" : "bf16", which[part]);
        report_time(name, percentiles(us), 0);
    }
    // A kept prefix: its pages copied into the new call's.
    size_t page_bytes = size_t(LM_LAYERS) * 2 * HEADS * TILE_ELEMENTS * (int8_kv ? 1 : 2), pages = (PROMPT + PAGE_SLOTS - 1) / PAGE_SLOTS;
    device_array<uint8_t> kept(pages * page_bytes);
    kept.set_bytes(1);
    std::vector<double> us;
    for (int i = 0; i < 30; ++i) {
        double begin = now_us();
        for (size_t p = 0; p < pages; ++p)
            LAB_CUDA(cudaMemcpyAsync(owner.kv_values.data + owner.tables[p] * page_bytes, kept.data + p * page_bytes, page_bytes, cudaMemcpyDeviceToDevice, stream));
        LAB_CUDA(cudaStreamSynchronize(stream));
        if (i >= 5) us.push_back(now_us() - begin);
    }
    std::snprintf(name, sizeof name, "copy of a kept prefix, %zu pages, KV %s, host to host", pages, int8_kv ? "int8" : "bf16");
    report_time(name, percentiles(us), 2.0 * double(pages * page_bytes));
    cudaFreeHost(pinned), cudaFreeHost(answer), cudaStreamDestroy(stream);
}

/// What 64 prompt positions add to a tick of 32 live calls at full context.
void time_beside(lm_weights &w, bool int8_kv, int live_calls) {
    weight_kind kind = w.text_head.view.kind;
    std::vector<int> positions(live_calls, 4000), with_new = positions;
    with_new.push_back(0);
    lm_state owner(with_new, LM_LAYERS, int8_kv);
    auto rows = [&](int prompt_rows, int first) {
        chunk c;
        for (int n = 0; n < live_calls; ++n) c.add(owner, n, 4000);
        for (int p = 0; p < prompt_rows; ++p) c.add(owner, live_calls, first + p);
        lm_state s = c.make(owner, LM_LAYERS, int8_kv);
        s.head_rows = live_calls;
        return s;
    };
    char name[128];
    for (int prompt_rows : {0, 16, 32, 64}) {
        if (live_calls + prompt_rows > MAX_BATCH) continue;
        lm_state s = rows(prompt_rows, 270);
        timing t = time_graph(1, 20, [&](cudaStream_t stream, int) { launch_lm_step(w, s, stream, best_parts(kind, s.batch)); });
        std::snprintf(name, sizeof name, "LM step, %d live calls with %d prompt positions, weights %s, KV %s", live_calls, prompt_rows,
                      kind == weight_kind::bf16 ? "bf16" : "int8", int8_kv ? "int8" : "bf16");
        report_time(name, t, 0);
    }
    lm_state plain(positions, LM_LAYERS, int8_kv, &owner, std::vector<int>(owner.tables.begin(), owner.tables.begin() + live_calls * RING_PAGES));
    plain.owner = nullptr;
    std::swap(plain.kv_values, owner.kv_values), std::swap(plain.kv_scales, owner.kv_scales);
    timing t = time_graph(1, 20, [&](cudaStream_t stream, int) { launch_lm_step(w, plain, stream, best_parts(kind, live_calls)); });
    std::snprintf(name, sizeof name, "LM step, %d live calls, append inside the attention", live_calls);
    report_time(name, t, 0);
}

}  // namespace

int main(int argc, char **argv) {
    print_device("prefill");
    if (!is_sm90()) return 0;
    check();
    if (has_flag(argc, argv, "--check-only")) return finish();
    for (weight_kind kind : {weight_kind::bf16, weight_kind::int8}) {
        lm_weights w(LM_LAYERS, kind);
        bool int8 = kind == weight_kind::int8;
        time_cold(w, int8);
        if (!has_flag(argc, argv, "--brief")) time_beside(w, int8, 32);
    }
    return finish();
}
