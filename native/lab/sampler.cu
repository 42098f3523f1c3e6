// The sampler: every draw against the CPU, the distribution over many draws, and the time of one choice.
#include <map>

#include "backend/cuda/kernels/sampler.cuh"

#include "harness.cuh"

using namespace lab;

namespace {

/// The rule of src/lm/sampler.h: ranked by logit, then by lower index; rank r takes draw r.
int choose_on_cpu(const float *logits, int card, int top_k, float temperature, unsigned long long seed, long long position, uint32_t stream,
                  std::vector<int> *kept_out = nullptr) {
    std::vector<int> order(card);
    for (int i = 0; i < card; ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return logits[a] > logits[b]; });
    order.resize(std::min(top_k, card));
    int best = -1;
    double best_score = -1;
    for (size_t rank = 0; rank < order.size(); ++rank) {
        double gap = double(logits[order[rank]]) - logits[order[0]];
        double score = std::exp(gap / temperature) / exponential_draw(seed, position, stream, uint32_t(rank));
        if (score > best_score) best_score = score, best = order[rank];
    }
    if (kept_out) *kept_out = order;
    return best;
}

struct problem {
    const char *name;
    int card, top_k;
    float temperature;
    bool text;
};

void check(const problem &p, int rows, bool same_logits) {
    std::vector<float> logits(size_t(rows) * p.card);
    for (size_t i = 0; i < logits.size(); ++i) logits[i] = float(bf16(2.0f * normal_at(21 + p.text, same_logits ? i % p.card : i)));
    std::vector<row_sampling> how(rows);
    for (int r = 0; r < rows; ++r)
        how[r] = {same_logits ? (9ull << 32) + 7 : (5ull << 32) + unsigned(r) * 77u, same_logits ? r : r * 3 + 1, p.temperature, p.temperature, p.top_k, p.top_k, {-1, -1}};
    device_array<float> logits_d(logits.size());
    device_array<row_sampling> how_d(rows);
    device_array<int> tokens_d(rows);
    device_array<unsigned long long> kept_d(logits.size());
    logits_d.upload(logits), how_d.upload(how);
    auto launch = [&](cudaStream_t s) {
        if (p.text)
            sample_text_kernel<<<rows, 1024, 0, s>>>(logits_d.data, p.card, tokens_d.data, how_d.data, kept_d.data);
        else
            sample_code_kernel<<<rows, 256, 0, s>>>(logits_d.data, p.card, tokens_d.data, 1, how_d.data, 3, kept_d.data);
    };
    launch(0);
    LAB_CUDA(cudaDeviceSynchronize());
    auto tokens = tokens_d.download();
    std::string name = std::string("sampler, ") + p.name;
    if (!same_logits) {
        size_t wrong = 0;
        for (int r = 0; r < rows; ++r)
            wrong += tokens[r] != choose_on_cpu(&logits[size_t(r) * p.card], p.card, p.top_k, p.temperature, how[r].seed, how[r].position, p.text ? TEXT_STREAM : 3);
        report_exact(name + ", tokens", wrong, rows);
        for (int n : {1, std::min(rows, 32)}) {
            rows = n;
            report_time(name + ", rows " + std::to_string(n), time_graph(8, 20, [&](cudaStream_t s, int) { launch(s); }), 0);
        }
        return;
    }
    std::vector<int> kept;
    choose_on_cpu(logits.data(), p.card, p.top_k, p.temperature, 0, 0, 0, &kept);
    double sum = 0, chi = 0, pooled_expected = 0, pooled_seen = 0;
    std::map<int, double> expected, seen;
    for (int i : kept) sum += expected[i] = std::exp(double(logits[i]) / p.temperature);
    size_t outside = 0;
    for (int t : tokens) expected.count(t) ? seen[t] += 1 : double(++outside);
    int degrees = -1;
    for (auto &[token, weight] : expected) {
        double e = weight / sum * rows;
        if (e < 5)
            pooled_expected += e, pooled_seen += seen[token];
        else
            chi += (seen[token] - e) * (seen[token] - e) / e, ++degrees;
    }
    if (pooled_expected >= 5) chi += (pooled_seen - pooled_expected) * (pooled_seen - pooled_expected) / pooled_expected, ++degrees;
    double limit = degrees + 2 * std::sqrt(10.0 * degrees) + 20;
    bool ok = chi <= limit && outside == 0;
    failure_count += !ok;
    std::printf("check %-64s chi2 %.1f of %.1f, %d degrees, %zu outside  %s\n", (name + ", distribution").c_str(), chi, limit, degrees, outside, ok ? "ok" : "FAILED");
}

}  // namespace

int main() {
    print_device("sampler");
    const problem problems[] = {{"text 32000, k 25", 32000, 25, 0.7f, true}, {"text 32000, k 3000", 32000, 3000, 1.0f, true}, {"audio 2048, k 250", 2048, 250, 0.8f, false}, {"audio, k 1", 2048, 1, 0.8f, false},
                                {"audio, k 2048", 2048, 2048, 1.3f, false}};
    for (const problem &p : problems) check(p, 64, false);
    for (const problem &p : problems)
        if (p.top_k > 1) check(p, p.text ? 4000 : 100000, true);
    return finish();
}
