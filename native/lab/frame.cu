// The whole frame, host to host: the same call alone and among others gives the same tokens and samples; times for 1 to 80 calls.
// --check-only; --brief: 1 and 32 calls, bf16 and 8 bit.
#include <chrono>

#include "frame.cuh"

using namespace lab;

namespace {

float sample_of(int call, int frame, int i) { return 0.2f * normal_at(uint64_t(call) + 1, uint64_t(frame) * 1920 + uint64_t(i)); }

/// Runs `frames` frames; `row` hears what call 0 hears, with its seed, carry and pages. Returns its text, codes and samples.
std::vector<float> trace(lm_weights &w, const mimi_tensors &tensors, int batch, int row, int frames, const frame_engine *like) {
    frame_engine e(w, tensors, std::vector<int>(batch, 300), false);
    auto carry = e.carry.download();
    auto sampling = e.sampling.download();
    carry[row] = {3, 100, {1, 2, 3, 4, 5, 6, 7}, {8, 9, 10, 11, 12, 13, 14, 15}}, sampling[row].seed = (17ull << 32) + 12345u;
    e.carry.upload(carry), e.sampling.upload(sampling);
    size_t page_bytes = size_t(w.layers.size()) * 2 * HEADS * TILE_ELEMENTS * 2;
    for (int p = 0; p < RING_PAGES; ++p)
        LAB_CUDA(cudaMemcpy(e.lm.kv_values.data + e.lm.tables[row * RING_PAGES + p] * page_bytes, like->lm.kv_values.data + like->lm.tables[p] * page_bytes,
                            page_bytes, cudaMemcpyDeviceToDevice));
    e.capture();
    std::vector<float> out;
    for (int f = 0; f < frames; ++f) {
        for (int n = 0; n < batch; ++n)
            for (int i = 0; i < 1920; ++i) e.pcm_in[n * 1920 + i] = sample_of(n == row ? 0 : n + 1, f, i);
        e.run();
        out.push_back(float(e.text_out[row]));
        for (int q = 0; q < 8; ++q) out.push_back(float(e.codes_out[row * 8 + q]));
        out.insert(out.end(), e.pcm_out + row * 1920, e.pcm_out + (row + 1) * 1920);
    }
    return out;
}

void check(weight_kind kind, const mimi_tensors &tensors) {
    lm_weights w(2, kind);
    frame_engine pages(w, tensors, {300}, false);
    auto alone = trace(w, tensors, 1, 0, 12, &pages), again = trace(w, tensors, 1, 0, 12, &pages), many = trace(w, tensors, 20, 7, 12, &pages);
    size_t repeat = 0, differing = 0, bad = 0;
    for (size_t i = 0; i < alone.size(); ++i) {
        repeat += std::memcmp(&alone[i], &again[i], 4) != 0, differing += std::memcmp(&alone[i], &many[i], 4) != 0;
        bad += !std::isfinite(alone[i]);
    }
    std::string name = std::string("frame, 2 layers, ") + (kind == weight_kind::bf16 ? "bf16" : "int8") + ", 12 frames of tokens and samples";
    report_exact(name + ", again", repeat, alone.size());
    report_exact(name + ", among 20", differing, alone.size());
    report_exact(name + ", finite", bad, alone.size());
}

void time_frames(lm_weights &w, const mimi_tensors &tensors, int batch, bool int8_kv, int frames) {
    frame_engine e(w, tensors, std::vector<int>(batch, 4000), int8_kv);
    fill_normal(e.codec.encoder.rings.data, e.codec.encoder.rings.count, 0.5f, 4);
    fill_normal(e.codec.decoder.rings.data, e.codec.decoder.rings.count, 0.5f, 5);
    for (mimi_codec::side *d : {&e.codec.encoder, &e.codec.decoder}) d->slot_positions.upload(std::vector<int>(batch, 1000));
    for (size_t i = 0; i < e.codec.pcm_in.count; ++i) e.pcm_in[i] = 0.2f * normal_at(3, i);
    e.capture();
    std::vector<double> us;
    for (int f = 0; f < frames + 10; ++f) {
        auto begin = std::chrono::steady_clock::now();
        e.run();
        if (f >= 10) us.push_back(std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin).count());
    }
    std::sort(us.begin(), us.end());
    char name[128];
    std::snprintf(name, sizeof name, "frame, host to host: weights %s, KV %s, calls %d", w.text_head.view.kind == weight_kind::bf16 ? "bf16" : "int8",
                  int8_kv ? "int8" : "bf16", batch);
    report_time(name, {us[us.size() / 2], us[std::min(us.size() - 1, us.size() * 99 / 100)]}, w.bytes() + e.lm.kv_bytes() + e.codec.weight_bytes());
}

}  // namespace

int main(int argc, char **argv) {
    print_device("frame");
    if (!is_sm90()) return 0;
    auto tensors = random_mimi(mimi_shape{}, 9);
    check(weight_kind::bf16, tensors);
    check(weight_kind::int8, tensors);
    if (has_flag(argc, argv, "--check-only")) return finish();
    size_t free_bytes = 0, total_bytes = 0;
    for (weight_kind kind : {weight_kind::bf16, weight_kind::int8}) {
        lm_weights w(LM_LAYERS, kind);
        for (bool int8_kv : {false, true})
            for (int batch : {1, 8, 32, 64, 80}) {
                bool brief = batch == 1 || batch == 32;
                if (has_flag(argc, argv, "--brief") && (!brief || (kind == weight_kind::bf16) == int8_kv)) continue;
                LAB_CUDA(cudaMemGetInfo(&free_bytes, &total_bytes));
                double needed = double(batch) * (int8_kv ? 0.82e9 : 1.60e9) + 1.2e9 + batch * 30e6;
                if (needed > double(free_bytes)) {
                    std::printf("frame: %d calls do not fit (%.1f of %.1f GB)\n", batch, needed * 1e-9, double(free_bytes) * 1e-9);
                    continue;
                }
                time_frames(w, tensors, batch, int8_kv, batch == 1 ? 300 : 60);
            }
    }
    return finish();
}
