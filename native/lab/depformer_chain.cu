// The depformer chain: 8 dependent steps x 6 layers x 1024. Reference, two versions (a graph of small kernels, one persistent
// kernel), check, timing. The choice of each code is greedy here.
#include "depformer_graph.cuh"
#include "backend/cuda/kernels/depformer_persistent.cuh"
#include "depformer_reference.h"

using namespace lab;

namespace {

struct fixture {
    int batch;
    device_array<bf16> inputs, x, qkv;
    device_array<int> text_tokens, codes;
    device_array<float> logits;
    explicit fixture(int b)
        : batch(b), inputs(size_t(b) * DEP_STEPS * DEP_DIM), x(size_t(b) * DEP_DIM), qkv(size_t(48) * b * 3 * DEP_DIM), text_tokens(b),
          codes(size_t(b) * DEP_STEPS), logits(size_t(DEP_STEPS) * b * CARD) {
        fill_normal(inputs.data, inputs.count, 1.0f, 7);
        std::vector<int> tokens(b);
        for (int n = 0; n < b; ++n) tokens[n] = (n * 7919 + 11) % 32000;
        text_tokens.upload(tokens);
    }
    depformer_frame frame() { return {batch, inputs.data, text_tokens.data, codes.data, logits.data, x.data, qkv.data}; }
};

void check(depformer_weights &w, const char *name, int batch, const std::function<void(const depformer_frame &, cudaStream_t)> &run) {
    fixture f(batch);
    f.logits.set_bytes(0xFF), f.codes.set_bytes(0xFF), f.qkv.set_bytes(0xFF);
    run(f.frame(), 0);
    LAB_CUDA(cudaDeviceSynchronize());
    auto logits = f.logits.download();
    auto codes = f.codes.download();
    size_t wrong = 0;
    for (int n = 0; n < batch; ++n)
        for (int k = 0; k < DEP_STEPS; ++k) {
            const float *row = &logits[(size_t(k) * batch + n) * CARD];
            wrong += codes[n * DEP_STEPS + k] != int(std::max_element(row, row + CARD) - row);
        }
    std::string title = std::string("depformer ") + name + " batch " + std::to_string(batch);
    report_exact(title + ", code == arg-max of its logits", wrong, size_t(batch) * DEP_STEPS);
    auto inputs = f.inputs.download();
    auto tokens = f.text_tokens.download();
    std::vector<double> got, ref;
    for (int n : {0, batch - 1}) {
        if (n == 0 && batch > 1 && batch != 32) continue;  // one row is enough for most
        std::vector<bf16> row(inputs.begin() + size_t(n) * DEP_STEPS * DEP_DIM, inputs.begin() + size_t(n + 1) * DEP_STEPS * DEP_DIM);
        auto reference = cpu_depformer(w, row, tokens[n], &codes[n * DEP_STEPS], [&](size_t offset, size_t count) {
            std::vector<bf16> weights(count);
            LAB_CUDA(cudaMemcpy(weights.data(), w.source.data + offset, count * 2, cudaMemcpyDeviceToHost));
            return weights;
        });
        for (int k = 0; k < DEP_STEPS; ++k)
            for (int i = 0; i < CARD; ++i) {
                ref.push_back(reference[k][i]);
                got.push_back(logits[(size_t(k) * batch + n) * CARD + i]);
            }
        if (batch == 1) break;
    }
    report_check(title + ", logits of all steps", measure_distance(got, ref), 3e-2);
    // Same bits again.
    run(f.frame(), 0);
    LAB_CUDA(cudaDeviceSynchronize());
    auto again = f.logits.download();
    size_t differing = 0;
    for (size_t i = 0; i < logits.size(); ++i) differing += logits[i] != again[i];
    report_exact(title + ", second run", differing, logits.size());
}

}  // namespace

int main(int argc, char **argv) {
    print_device("depformer chain");
    depformer_weights w(weight_kind::bf16);
    matmul_path path = is_sm90() ? matmul_path::wgmma : matmul_path::mma;
    depformer_graph plain(w, path, false), early(w, path, true);
    auto run_plain = [&](const depformer_frame &frame, cudaStream_t stream) { plain.run(frame, stream); };
    auto run_early = [&](const depformer_frame &frame, cudaStream_t stream) { early.run(frame, stream); };
    depformer_persistent *persistent = is_sm90() ? new depformer_persistent : nullptr;
    auto run_persistent = [&](const depformer_frame &frame, cudaStream_t stream) { persistent->run(w, frame, stream); };
    for (int batch : has_flag(argc, argv, "--quick") ? std::vector<int>{1, 20} : std::vector<int>{1, 2, 7, 16, 32}) {
        if (persistent) check(w, "persistent", batch, run_persistent);
        if (batch != 2 && batch != 16) check(w, "graph", batch, run_early);
    }
    if (!has_flag(argc, argv, "--check-only")) {
        double bytes = double(DEP_STEPS) * DEP_STEP_ELEMENTS * 2;
        for (int batch : {1, 2, 4, 8, 16, 32, 64}) {
            fixture f(batch);
            auto run = [&](const char *name, auto &version) {
                timing t = time_graph(1, 60, [&](cudaStream_t stream, int) { version(f.frame(), stream); });
                report_time(std::string("depformer ") + name + " batch " + std::to_string(batch), t, bytes);
            };
            run("graph of small kernels", run_plain);
            run("graph of small kernels, early", run_early);
            if (persistent && batch <= 32) run("persistent kernel", run_persistent);
        }
        if (persistent) {
            timing t = time_graph(1, 60, [&](cudaStream_t stream, int) {
                int count = 208;
                unsigned *barrier = persistent->barrier.data;
                void *params[] = {&barrier, &count};
                LAB_CUDA(cudaLaunchCooperativeKernel(reinterpret_cast<void *>(barrier_only_kernel), dim3(sm_count()), dim3(288), params, 0, stream));
            });
            report_time("208 grid barriers alone", t, 0);
        }
    }
    return finish();
}
