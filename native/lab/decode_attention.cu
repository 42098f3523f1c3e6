// Decode attention over a paged KV ring: reference, versions (merge inside the kernel or in a second one; bf16 or int8
// pages), check, timing.
#include "ring.h"
#include "backend/cuda/kernels/decode_attention.cuh"

#include <numeric>

using namespace lab;

namespace {

/// A pool filled with random keys and values, page tables in shuffled order, and one step's q, k, v.
struct fixture {
    int batch, layers;
    bool int8;
    std::vector<int> positions, tables;
    device_array<uint8_t> values;
    device_array<__half> scales;
    device_array<int> positions_d, tables_d;
    device_array<float2> rotations;
    device_array<bf16> qkv, out;
    device_array<float> partials;
    device_array<unsigned> tickets;

    fixture(std::vector<int> p, int layer_count, bool use_int8) : batch(int(p.size())), layers(layer_count), int8(use_int8), positions(p), rotations(size_t(batch) * 64) {
        size_t pages = size_t(batch) * RING_PAGES, elements = pages * layers * 2 * HEADS * TILE_ELEMENTS;
        values.resize(elements * (int8 ? 1 : 2));
        if (int8) {
            fill_normal(values.data, elements, 35.0f, 11, 128.0f);
            scales.resize(elements / HEAD_DIM);
            fill_normal(scales.data, scales.count, 0.005f, 13, 0.03f);
        } else {
            fill_normal(reinterpret_cast<bf16 *>(values.data), elements, 1.0f, 12);
        }
        tables.resize(pages);
        std::iota(tables.begin(), tables.end(), 0);
        for (size_t i = pages; i > 1; --i) std::swap(tables[i - 1], tables[size_t(std::fabs(normal_at(3, i)) * 1e6) % i]);
        tables_d.resize(pages);
        tables_d.upload(tables);
        positions_d.resize(batch);
        positions_d.upload(positions);
        qkv.resize(size_t(batch) * 3 * MODEL_DIM);
        fill_normal(qkv.data, qkv.count, 1.0f, 21);
        out.resize(size_t(pad_batch(batch)) * MODEL_DIM);
        partials.resize(size_t(batch) * HEADS * CHUNKS * PARTIAL_STRIDE);
        tickets.resize(size_t(batch) * HEADS);
        tickets.set_bytes(0);
        rotation_kernel<<<batch, 64>>>(positions_d.data, rotations.data);
        LAB_CUDA(cudaDeviceSynchronize());
    }
    attention_args args(int layer) {
        return {qkv.data, positions_d.data, tables_d.data, rotations.data,
                {values.data, int8 ? scales.data : nullptr, layers, int8}, layer, batch, pad_batch(batch),
                out.data, partials.data, tickets.data};
    }
    double bytes() const { return attention_bytes(positions, int8); }
};

/// Reference for one (session, head): float64 attention over the pages as they stand before the step, plus the new row.
std::vector<double> reference(const fixture &f, const std::vector<uint8_t> &raw, const std::vector<__half> &scales,
                              const std::vector<bf16> &qkv, int layer, int session, int head) {
    int position = f.positions[session];
    auto rotated = [&](int kind) {
        std::vector<double> row(HEAD_DIM);
        for (int i = 0; i < HEAD_DIM; ++i)
            row[i] = float(qkv[(size_t(session) * 3 + kind) * MODEL_DIM + head * HEAD_DIM + i]);
        if (kind == 2) return row;
        for (int i = 0; i < 64; ++i) {
            double angle = position * std::pow(10000.0, -2.0 * i / 128), r = row[2 * i], j = row[2 * i + 1];
            row[2 * i] = float(bf16(float(r * std::cos(angle) - j * std::sin(angle))));
            row[2 * i + 1] = float(bf16(float(r * std::sin(angle) + j * std::cos(angle))));
        }
        return row;
    };
    auto stored = [&](int key_position, int kind) {
        int slot = key_position % RING_SLOTS, page = f.tables[session * RING_PAGES + slot / PAGE_SLOTS];
        size_t tile = tile_index(page, layer, kind, head, f.layers), at = tile * TILE_ELEMENTS + (slot % PAGE_SLOTS) * HEAD_DIM;
        std::vector<double> row(HEAD_DIM);
        for (int i = 0; i < HEAD_DIM; ++i)
            row[i] = f.int8 ? (double(raw[at + i]) - 128) * __half2float(scales[tile * PAGE_SLOTS + slot % PAGE_SLOTS])
                            : float(reinterpret_cast<const bf16 *>(raw.data())[at + i]);
        return row;
    };
    auto q = rotated(0);
    std::vector<double> out(HEAD_DIM, 0.0), scores;
    int oldest = std::max(0, position - VISIBLE_KEYS + 1);
    double largest = -1e300, total = 0;
    for (int p = oldest; p <= position; ++p) {
        auto k = p == position ? rotated(1) : stored(p, 0);
        double s = 0;
        for (int i = 0; i < HEAD_DIM; ++i) s += q[i] * k[i];
        scores.push_back(s / std::sqrt(128.0));
        largest = std::max(largest, scores.back());
    }
    for (int p = oldest; p <= position; ++p) {
        double weight = std::exp(scores[p - oldest] - largest);
        total += weight;
        auto v = p == position ? rotated(2) : stored(p, 1);
        for (int i = 0; i < HEAD_DIM; ++i) out[i] += weight * v[i];
    }
    for (double &o : out) o /= total;
    return out;
}

const char *VERSION_NAMES[] = {"two kernels", "merge inside, 8 loads", "merge inside, 4 loads"};

void check(bool int8, attention_version version) {
    // Empty call, inside the first page, page and chunk edges, ring full, ring wrapped, long call.
    fixture f({0, 5, 63, 64, 255, 256, 700, 2999, 3007, 3008, 3100, 9001, 100003}, 2, int8);
    int layer = 1;
    auto raw = f.values.download();
    auto scales = int8 ? f.scales.download() : std::vector<__half>();
    auto qkv = f.qkv.download();
    f.out.set_bytes(0xFF);
    launch_attention(f.args(layer), 0, version);
    LAB_CUDA(cudaDeviceSynchronize());
    auto out = f.out.download();
    std::vector<double> got, ref;
    for (int session = 0; session < f.batch; ++session)
        for (int head = 0; head < HEADS; head += 5) {
            auto r = reference(f, raw, scales, qkv, layer, session, head);
            for (int d = 0; d < HEAD_DIM; ++d) {
                ref.push_back(r[d]);
                got.push_back(float(out[activation_offset(head * HEAD_DIM + d, session, f.args(0).batch_padded)]));
            }
        }
    std::string name = std::string("attention ") + (int8 ? "int8, " : "bf16, ") + VERSION_NAMES[int(version)];
    // int8 pages also round the new row, which the reference keeps exact; sessions of one key see it undiluted.
    report_check(name, measure_distance(got, ref), int8 ? 1e-2 : 4e-3);
    // Every head of every session written; a second run gives the same bits.
    size_t bad = 0;
    for (int session = 0; session < f.batch; ++session)
        for (int k = 0; k < MODEL_DIM; ++k)
            bad += !std::isfinite(float(out[activation_offset(k, session, f.args(0).batch_padded)]));
    report_exact(name + ", every element written", bad, size_t(f.batch) * MODEL_DIM);
    launch_attention(f.args(layer), 0, version);
    LAB_CUDA(cudaDeviceSynchronize());
    auto again = f.out.download();
    size_t differing = 0;
    for (int session = 0; session < f.batch; ++session)
        for (int k = 0; k < MODEL_DIM; ++k) {
            size_t at = activation_offset(k, session, f.args(0).batch_padded);
            differing += std::memcmp(&again[at], &out[at], 2) != 0;
        }
    report_exact(name + ", second run", differing, size_t(f.batch) * MODEL_DIM);
}

void time_batch(int batch, int position, bool mixed, bool int8, bool versions) {
    std::vector<int> positions(batch);
    for (int i = 0; i < batch; ++i) positions[i] = mixed ? int((i * 2654435761u) % 3000) : position;
    int layers = std::max(2, std::min(32, 64 / batch));  // at least 1 GB of pages per graph
    fixture f(positions, layers, int8);
    auto run = [&](attention_version version, bool early) {
        timing t = time_graph(layers, 30, [&](cudaStream_t stream, int i) { launch_attention(f.args(i), stream, version, early); });
        char name[128];
        std::snprintf(name, sizeof name, "attention %s batch %d, %s%d keys, %s%s", int8 ? "int8" : "bf16", batch,
                      mixed ? "mixed to " : "", std::min(position + 1, VISIBLE_KEYS), VERSION_NAMES[int(version)],
                      early ? ", early" : "");
        report_time(name, t, f.bytes());
    };
    if (versions) {
        run(attention_version::two_kernels, false);
        run(attention_version::two_kernels, true);
        run(attention_version::merge_inside_8, false);
    }
    run(attention_version::merge_inside_4, true);
    run(attention_version::merge_inside_8, true);
}

}  // namespace

int main(int argc, char **argv) {
    print_device("decode attention");
    for (bool int8 : {false, true})
        for (int version = 0; version < 3; ++version) check(int8, attention_version(version));
    if (!has_flag(argc, argv, "--check-only"))
        for (bool int8 : {false, true}) {
            for (int batch : {1, 8, 16, 32, 64, 80}) time_batch(batch, 2999, false, int8, batch == 1 || batch == 32);
            for (int batch : {1, 32}) time_batch(batch, 749, false, int8, false);
            for (int batch : {32, 80}) time_batch(batch, 2999, true, int8, false);
        }
    return finish();
}
