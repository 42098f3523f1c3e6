// The small operations: reference, check, timing (as nodes of one graph, with and without early launch).
#include "ring.h"
#include "backend/cuda/kernels/fused_ops.cuh"

using namespace lab;

namespace {

double as_double(bf16 v) { return double(float(v)); }

void check_norm(int batch) {
    device_array<bf16> x(size_t(batch) * MODEL_DIM), alpha(MODEL_DIM), out(size_t(pad_batch(batch)) * MODEL_DIM);
    fill_normal(x.data, x.count, 3.0f, 1);
    fill_normal(alpha.data, alpha.count, 0.2f, 2, 1.0f);
    out.set_bytes(0xFF);
    launch_rms_norm<MODEL_DIM>({x.data, alpha.data, out.data, pad_batch(batch)}, batch, 0);
    auto xs = x.download(), as = alpha.download(), os = out.download();
    std::vector<double> got, ref;
    for (int n = 0; n < batch; ++n) {
        double sum = 0;
        for (int k = 0; k < MODEL_DIM; ++k) sum += as_double(xs[size_t(n) * MODEL_DIM + k]) * as_double(xs[size_t(n) * MODEL_DIM + k]);
        double scale = 1 / std::sqrt(1e-8 + sum / MODEL_DIM);
        for (int k = 0; k < MODEL_DIM; ++k) {
            ref.push_back(as_double(xs[size_t(n) * MODEL_DIM + k]) * as_double(as[k]) * scale);
            got.push_back(as_double(os[activation_offset(k, n, pad_batch(batch))]));
        }
    }
    report_check("rms_norm batch " + std::to_string(batch), measure_distance(got, ref), 3e-3);
}

void check_embedding(int batch) {
    device_array<bf16> text(size_t(32001) * MODEL_DIM), codes(size_t(16) * 2049 * MODEL_DIM), x(size_t(batch) * MODEL_DIM);
    fill_normal(text.data, text.count, 1.0f, 1);
    fill_normal(codes.data, codes.count, 1.0f, 2);
    std::vector<int> tokens(size_t(batch) * ROWS_IN);
    for (size_t i = 0; i < tokens.size(); ++i) tokens[i] = i % 5 == 4 ? -1 : int((i * 7919) % 2049);
    device_array<int> tokens_d(tokens.size());
    tokens_d.upload(tokens);
    x.set_bytes(0xFF);
    launch_embedding({tokens_d.data, text.data, codes.data, x.data}, batch, 0);
    auto xs = x.download(), ts = text.download(), cs = codes.download();
    size_t differing = 0;
    for (int n = 0; n < batch; ++n)
        for (int k = 0; k < MODEL_DIM; ++k) {
            bf16 sum = bf16(0.0f);
            for (int r = 1; r <= ROWS_IN; ++r) {
                int row = r % ROWS_IN, token = tokens[n * ROWS_IN + row];
                if (token < 0) continue;
                bf16 v = row == 0 ? ts[size_t(token) * MODEL_DIM + k] : cs[(size_t(row - 1) * 2049 + token) * MODEL_DIM + k];
                sum = bf16(float(sum) + float(v));
            }
            differing += float(sum) != float(xs[size_t(n) * MODEL_DIM + k]);
        }
    report_exact("embedding sum batch " + std::to_string(batch), differing, size_t(batch) * MODEL_DIM);
}

void check_swiglu(int batch, int hidden) {
    device_array<bf16> in(size_t(batch) * 2 * hidden), out(size_t(pad_batch(batch)) * hidden);
    fill_normal(in.data, in.count, 2.0f, 1);
    out.set_bytes(0xFF);
    launch_swiglu({in.data, out.data, hidden, pad_batch(batch)}, batch, 0);
    auto is = in.download(), os = out.download();
    std::vector<double> got, ref;
    for (int n = 0; n < batch; ++n)
        for (int k = 0; k < hidden; ++k) {
            double gate = as_double(is[size_t(n) * 2 * hidden + k]), up = as_double(is[size_t(n) * 2 * hidden + hidden + k]);
            ref.push_back(gate / (1 + std::exp(-gate)) * up);
            got.push_back(as_double(os[activation_offset(k, n, pad_batch(batch))]));
        }
    report_check("swiglu batch " + std::to_string(batch) + " hidden " + std::to_string(hidden), measure_distance(got, ref), 4e-3);
}

/// Everything append needs, for one layer.
struct append_fixture {
    std::vector<int> positions;
    device_array<int> positions_d, tables;
    device_array<float2> rotations;
    device_array<bf16> qkv;
    device_array<uint8_t> values;
    device_array<__half> scales;
    bool int8;
    append_fixture(int batch, bool use_int8) : rotations(size_t(batch) * 64), int8(use_int8) {
        std::vector<int> table(size_t(batch) * RING_PAGES);
        for (int n = 0; n < batch; ++n) {
            positions.push_back(n * 977 + 3);
            for (int p = 0; p < RING_PAGES; ++p) table[size_t(n) * RING_PAGES + p] = n;  // every ring page of a session shares one
        }
        positions_d.resize(batch), positions_d.upload(positions);
        tables.resize(table.size()), tables.upload(table);
        qkv.resize(size_t(batch) * 3 * MODEL_DIM);
        fill_normal(qkv.data, qkv.count, 1.0f, 4);
        values.resize(size_t(batch) * 2 * HEADS * TILE_ELEMENTS * (int8 ? 1 : 2));
        scales.resize(size_t(batch) * 2 * HEADS * PAGE_SLOTS);
        rotation_kernel<<<batch, 64>>>(positions_d.data, rotations.data);
    }
    attention_args args() {
        attention_args a{};
        a.qkv = qkv.data, a.positions = positions_d.data, a.page_tables = tables.data, a.rotations = rotations.data;
        a.pool = {values.data, scales.data, 1, int8};
        a.batch = int(positions.size());
        return a;
    }
};

void check_append(bool int8) {
    append_fixture f(5, int8);
    launch_append(f.args(), 0);
    LAB_CUDA(cudaDeviceSynchronize());
    auto qkv = f.qkv.download();
    auto raw = f.values.download();
    auto scales = f.scales.download();
    std::vector<double> got, ref;
    for (int n = 0; n < 5; ++n)
        for (int head = 0; head < HEADS; ++head)
            for (int kind = 0; kind < 2; ++kind) {
                size_t tile = tile_index(n, 0, kind, head, 1);
                int slot = f.positions[n] % RING_SLOTS % PAGE_SLOTS;
                for (int d = 0; d < HEAD_DIM; ++d) {
                    size_t at = tile * TILE_ELEMENTS + slot * HEAD_DIM + d;
                    got.push_back(int8 ? (double(raw[at]) - 128) * double(__half2float(scales[tile * PAGE_SLOTS + slot]))
                                       : as_double(reinterpret_cast<bf16 *>(raw.data())[at]));
                    const bf16 *row = &qkv[(size_t(n) * 3 + kind + 1) * MODEL_DIM + head * HEAD_DIM];
                    double angle = f.positions[n] * std::pow(10000.0, -2.0 * (d / 2) / 128);
                    double r = as_double(row[d / 2 * 2]), j = as_double(row[d / 2 * 2 + 1]);
                    ref.push_back(kind == 1  ? as_double(row[d])
                                  : d % 2 == 0 ? r * std::cos(angle) - j * std::sin(angle)
                                               : r * std::sin(angle) + j * std::cos(angle));
                }
            }
    report_check(std::string("rope + append ") + (int8 ? "int8" : "bf16"), measure_distance(got, ref), int8 ? 1e-2 : 3e-3);
}

void time_all(int batch) {
    int padded = pad_batch(batch), hidden = 11264;
    device_array<bf16> x(size_t(batch) * MODEL_DIM), alpha(MODEL_DIM), packed(size_t(padded) * hidden), gate_up(size_t(batch) * 2 * hidden);
    device_array<bf16> text(size_t(32001) * MODEL_DIM), codes(size_t(16) * 2049 * MODEL_DIM);
    fill_normal(x.data, x.count, 1.0f, 1), fill_normal(alpha.data, alpha.count, 0.2f, 2, 1.0f);
    fill_normal(gate_up.data, gate_up.count, 1.0f, 3), fill_normal(text.data, text.count, 1.0f, 4), fill_normal(codes.data, codes.count, 1.0f, 5);
    std::vector<int> tokens(size_t(batch) * ROWS_IN);
    for (size_t i = 0; i < tokens.size(); ++i) tokens[i] = int((i * 7919) % 2049);
    device_array<int> tokens_d(tokens.size());
    tokens_d.upload(tokens);
    append_fixture append(batch, true);
    for (bool early : {false, true}) {
        std::string suffix = " batch " + std::to_string(batch) + (early ? ", early" : "");
        report_time("rms_norm" + suffix, time_graph(200, 20, [&](cudaStream_t s, int) { launch_rms_norm<MODEL_DIM>({x.data, alpha.data, packed.data, padded}, batch, s, early); }), 0);
        report_time("embedding sum of 17" + suffix, time_graph(200, 20, [&](cudaStream_t s, int) { launch_embedding({tokens_d.data, text.data, codes.data, x.data}, batch, s, early); }), 0);
        report_time("rope + append int8" + suffix, time_graph(200, 20, [&](cudaStream_t s, int) { launch_append(append.args(), s, early); }), 0);
        report_time("swiglu 11264" + suffix, time_graph(200, 20, [&](cudaStream_t s, int) { launch_swiglu({gate_up.data, packed.data, hidden, padded}, batch, s, early); }), 0);
    }
}

}  // namespace

int main(int argc, char **argv) {
    print_device("fused small operations");
    for (int batch : {1, 5, 64}) {
        check_norm(batch);
        check_embedding(batch);
        check_swiglu(batch, 11264);
        check_swiglu(batch, 2816);
    }
    check_append(false);
    check_append(true);
    if (!has_flag(argc, argv, "--check-only"))
        for (int batch : {1, 32, 80}) time_all(batch);
    return finish();
}
