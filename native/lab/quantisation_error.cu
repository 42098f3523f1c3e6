// What 8-bit keys and values, and 8-bit weights, change at full size: text logits and the first code's logits against bf16, position by
// position from an empty context, every stream forced to the same tokens. Random weights: the logits are flat, so the agreement of greedy choices is a
// lower bound of what a trained model would show; the error relative to the logits' spread carries over.
// --frames N (default 2000)
#include "lm_step.cuh"

using namespace lab;

namespace {

/// Per frame: largest and summed |a - b|, summed a^2 and (a - b)^2, whether the arg-maxes agree. One block.
__global__ void __launch_bounds__(1024) compare_kernel(const float *a, const float *b, int count, float *out) {
    __shared__ float shared[1024];
    __shared__ int index[1024];
    float largest = 0, sum = 0, square = 0, difference = 0, best[2] = {-INFINITY, -INFINITY};
    int at[2] = {0, 0};
    for (int i = threadIdx.x; i < count; i += 1024) {
        float d = fabsf(a[i] - b[i]);
        largest = fmaxf(largest, d), sum += d, square += a[i] * a[i], difference += d * d;
        if (a[i] > best[0]) best[0] = a[i], at[0] = i;
        if (b[i] > best[1]) best[1] = b[i], at[1] = i;
    }
    auto reduce = [&](float v, bool maximum) {
        shared[threadIdx.x] = v;
        __syncthreads();
        for (int s = 512; s; s >>= 1) {
            if (int(threadIdx.x) < s) shared[threadIdx.x] = maximum ? fmaxf(shared[threadIdx.x], shared[threadIdx.x + s]) : shared[threadIdx.x] + shared[threadIdx.x + s];
            __syncthreads();
        }
        v = shared[0];
        __syncthreads();
        return v;
    };
    auto arg_max = [&](float v, int i) {
        shared[threadIdx.x] = v, index[threadIdx.x] = i;
        __syncthreads();
        for (int s = 512; s; s >>= 1) {
            int t = threadIdx.x;
            if (t < s && (shared[t + s] > shared[t] || (shared[t + s] == shared[t] && index[t + s] < index[t]))) shared[t] = shared[t + s], index[t] = index[t + s];
            __syncthreads();
        }
        i = index[0];
        __syncthreads();
        return i;
    };
    largest = reduce(largest, true), sum = reduce(sum, false), square = reduce(square, false), difference = reduce(difference, false);
    int first = arg_max(best[0], at[0]), second = arg_max(best[1], at[1]);
    if (threadIdx.x == 0) out[0] = largest, out[1] = sum / count, out[2] = square / count, out[3] = difference / count, out[4] = first == second;
}

struct totals {
    double largest = 0, mean = 0, square = 0, difference = 0, agree = 0;
    int frames = 0;
    void add(const float *v) { largest = std::max(largest, double(v[0])), mean += v[1], square += v[2], difference += v[3], agree += v[4], ++frames; }
    void print(const char *name) const {
        std::printf("error %-58s max %.3f  mean %.4f  relative rms %.2e (logits' rms %.2f)  greedy agrees in %.1f %% of %d\n", name, largest, mean / frames,
                    std::sqrt(difference / square), std::sqrt(square / frames), 100 * agree / frames, frames);
    }
};

}  // namespace

int main(int argc, char **argv) {
    print_device("quantisation");
    if (!is_sm90()) return 0;
    int frames = 2000;
    for (int i = 1; i + 1 < argc; ++i)
        if (!std::strcmp(argv[i], "--frames")) frames = std::atoi(argv[i + 1]);
    lm_weights bf16_weights(LM_LAYERS, weight_kind::bf16), int8_weights(LM_LAYERS, weight_kind::int8);
    struct engine {
        const char *name;
        lm_weights &w;
        lm_state s;
        totals text, code;
    };
    engine engines[] = {{"bf16", bf16_weights, lm_state({0}, LM_LAYERS, false), {}, {}},
                        {"KV int8", bf16_weights, lm_state({0}, LM_LAYERS, true), {}, {}},
                        {"weights int8", int8_weights, lm_state({0}, LM_LAYERS, false), {}, {}},
                        {"weights int8, KV int8", int8_weights, lm_state({0}, LM_LAYERS, true), {}, {}}};
    device_array<float> out(5);
    for (int f = 0; f < frames; ++f) {
        std::vector<int> tokens(ROWS_IN);
        for (int r = 0; r < ROWS_IN; ++r) tokens[r] = int(std::fabs(normal_at(31 + uint64_t(r), uint64_t(f))) * 1e7) % (r ? 2048 : TEXT_CARD);
        for (engine &e : engines) {
            e.s.tokens.upload(tokens), e.s.positions_d.upload({f});
            lm_parts parts = best_parts(e.w.text_head.view.kind, 1);
            parts.depformer = false;
            launch_lm_step(e.w, e.s, 0, parts);
            // The depformer with a forced text token: the logits of its first step depend on nothing else.
            e.s.text_tokens.upload({tokens[0]});
            parts.temporal = parts.heads = false, parts.depformer = true;
            launch_lm_step(e.w, e.s, 0, parts);
            if (&e == engines) continue;
            for (bool code : {false, true}) {
                compare_kernel<<<1, 1024>>>(code ? engines[0].s.dep_logits.data : engines[0].s.text_logits.data, code ? e.s.dep_logits.data : e.s.text_logits.data,
                                            code ? CARD : TEXT_CARD, out.data);
                auto v = out.download();
                (code ? e.code : e.text).add(v.data());
            }
        }
    }
    for (engine &e : engines) {
        if (&e == engines) continue;
        e.text.print((std::string(e.name) + ", text").c_str());
        e.code.print((std::string(e.name) + ", first code").c_str());
        if (!(e.text.difference / e.text.square < 0.01) || !(e.code.difference / e.code.square < 0.01)) ++failure_count;
    }
    return finish();
}
