// The codec, streaming, batched: checks against the float64 reference (full size) and the parity pack, bit invariance, timing.
// --check-only; --pack FOLDER: also the parity pack in that folder (--pack-only: nothing else); --reference-only: the CPU reference on the pack, no GPU.
#include "backend/cuda/kernels/mimi_codec.cuh"
#include "mimi_shape.h"
#include "mimi_reference.h"

#include <memory>

using namespace lab;

namespace {

std::string pack_folder;

struct largest {
    double error = 0;
    void see(double a, double b) { error = std::isfinite(a) ? std::max(error, std::fabs(a - b)) : 1e30; }
};

void report_largest(const std::string &name, double error, double limit) {
    bool ok = error <= limit;
    if (!ok) ++failure_count;
    std::printf("check %-64s max_abs %.2e (limit %.0e)  %s\n", name.c_str(), error, limit, ok ? "ok" : "FAILED");
    std::fflush(stdout);
}

/// One signal of the scratch's batch row `row`.
std::vector<float> peek(const mimi_codec::side &d, const mimi_signal &s, int row, int count) {
    std::vector<float> out(count);
    LAB_CUDA(cudaMemcpy(out.data(), d.scratch.data + size_t(row) * d.floats + s.begin(), size_t(count) * 4, cudaMemcpyDeviceToHost));
    return out;
}

/// The parity pack, both rings: on the CPU reference, or on the kernels.
void check_pack(bool on_gpu) {
    auto tensors = read_safetensors(pack_folder + "/model.safetensors"), vectors = read_safetensors(pack_folder + "/vectors.safetensors");
    mimi_shape shape = read_mimi_shape(pack_folder + "/config.json");
    auto pcm = mimi_values(vectors, "pcm");
    for (float &v : pcm) v /= 32768;
    int frame = shape.frame_samples(), frames = int(pcm.size()) / frame, per_frame = frame / 12;
    const auto &given = mimi_values(vectors, "pp.codes");
    for (bool old : {true, false}) {
        shape.old_ring = old;
        std::string prefix = old ? "pp." : "full.", name = std::string("parity pack, ") + (old ? "old ring" : "full ring") + (on_gpu ? "" : ", CPU");
        const auto &codes = mimi_values(vectors, prefix + "codes"), &expected = mimi_values(vectors, prefix + "dec.pcm_s12"),
                   &latent = mimi_values(vectors, prefix + "enc.latent");
        mimi_cpu cpu(shape, tensors);
        std::unique_ptr<mimi_codec> gpu(on_gpu ? new mimi_codec(shape, tensors, 3, 2) : nullptr);
        if (on_gpu) gpu->slot_table.upload({2, 0});
        size_t wrong = 0;
        largest pcm_error, latent_error;
        for (int f = 0; f < frames; ++f) {
            std::vector<int> got, in;
            for (int q = 0; q < 8; ++q) in.push_back(int(given[size_t(f) * 12 + q]));
            std::vector<double> out;
            if (on_gpu) {
                for (int row = 0; row < 2; ++row) {
                    LAB_CUDA(cudaMemcpy(gpu->pcm_in.data + row * frame, pcm.data() + f * frame, size_t(frame) * 4, cudaMemcpyHostToDevice));
                    LAB_CUDA(cudaMemcpy(gpu->codes_in.data + row * 8, in.data(), 32, cudaMemcpyHostToDevice));
                }
                gpu->encode(2, 0);
                gpu->decode(2, 0);
                auto all = gpu->codes.download();
                got.assign(all.begin() + 8, all.begin() + 16);
                auto samples = gpu->pcm_out.download();
                out.assign(samples.begin() + frame, samples.begin() + 2 * frame);
                auto z = peek(gpu->encoder, mimi_signal{1, 0, 1, gpu->residual_signal.at - shape.latent}, 1, shape.latent);
                for (int i = 0; i < shape.latent; ++i) latent_error.see(z[i], latent[size_t(f) * shape.latent + i]);
            } else {
                got = cpu.encode(&pcm[size_t(f) * frame]);
                out = cpu.decode(in.data(), 8);
                for (int i = 0; i < shape.latent; ++i) latent_error.see(cpu.latent.v[i], latent[size_t(f) * shape.latent + i]);
            }
            for (int q = 0; q < 8; ++q) wrong += got[q] != int(codes[size_t(f) * 12 + q]);
            for (int i = 0; i < per_frame; ++i) pcm_error.see(out[i * 12], expected[size_t(f) * per_frame + i]);
        }
        report_exact(name + ", codes", wrong, size_t(frames) * 8);
        report_largest(name + ", latent", latent_error.error, 1e-4);
        report_largest(name + ", samples", pcm_error.error, 2e-5);
    }
}

std::vector<float> test_signal(int samples, uint64_t seed) {
    std::vector<float> x(samples);
    for (int i = 0; i < samples; ++i)
        x[i] = 0.3f * std::sin(float(i) * 0.03f + float(seed)) * std::sin(float(i) * 0.0004f) + 0.1f * normal_at(seed, uint64_t(i));
    return x;
}

/// Full size against float64: `frames` frames, long enough for the rings to wrap. Then the same session's bits at other places.
void check_full(const mimi_tensors &tensors, const mimi_shape &shape, int frames) {
    int samples = shape.frame_samples();
    auto pcm = test_signal(samples * frames, 5);
    mimi_cpu cpu(shape, tensors);
    mimi_codec small(shape, tensors, 4, 1), big(shape, tensors, 80, 80);
    small.slot_table.upload({3});
    std::vector<float> many(size_t(80) * samples);
    size_t wrong = 0, frames_wrong = 0, other_bits = 0;
    double smallest_gap = 1e30, lost_gap = 0, reference_square = 0;
    largest pcm_error, latent_error, one_pass_error;
    mimi_codec one_pass(shape, tensors, 1, 1);
    one_pass.passes = 1;
    size_t one_pass_wrong = 0;
    for (int f = 0; f < frames; ++f) {
        std::vector<double> gaps;
        auto codes = cpu.encode(&pcm[size_t(f) * samples], &gaps);
        auto expected = cpu.decode(codes.data(), 8);
        std::vector<float> in(pcm.begin() + long(f) * samples, pcm.begin() + long(f + 1) * samples);
        auto run = [&](mimi_codec &codec, int batch) {
            codec.encode(batch, 0);
            codec.decode(batch, 0);
            LAB_CUDA(cudaDeviceSynchronize());
        };
        for (mimi_codec *codec : {&small, &one_pass}) codec->pcm_in.upload(in), codec->codes_in.upload(codes), run(*codec, 1);
        // Session 77 of 80 (32 for the first half) hears the same; its neighbours hear other things.
        int batch = f < frames / 2 ? 32 : 80, row = f < frames / 2 ? 17 : 77;
        std::vector<int> many_codes(80 * 8), slots(80);
        for (int n = 0; n < 80; ++n) {
            slots[n] = (n + 80 - row) % 80;
            for (int i = 0; i < samples; ++i) many[size_t(n) * samples + i] = n == row ? in[i] : 0.1f * normal_at(uint64_t(n), uint64_t(i));
            for (int q = 0; q < 8; ++q) many_codes[n * 8 + q] = n == row ? codes[q] : (n * 37 + q * 101 + f) % shape.bins;
        }
        big.slot_table.upload(slots), big.pcm_in.upload(many), big.codes_in.upload(many_codes);
        run(big, batch);
        auto got = small.codes.download(), got_one = one_pass.codes.download(), got_big = big.codes.download();
        auto out = small.pcm_out.download(), out_big = big.pcm_out.download(), out_one = one_pass.pcm_out.download();
        bool frame_wrong = false;
        for (int q = 0; q < 8; ++q) {
            // After a level differs, what the later ones must say is not known.
            if (!frame_wrong && got[q] != codes[q]) lost_gap = std::max(lost_gap, gaps[q]);
            frame_wrong |= q > 0 && got[q] != codes[q];
            wrong += got[q] != codes[q], one_pass_wrong += got_one[q] != codes[q];
            other_bits += got[q] != got_big[size_t(row) * 8 + q];
            smallest_gap = std::min(smallest_gap, gaps[q]);
        }
        frames_wrong += frame_wrong;
        auto z = peek(small.encoder, mimi_signal{1, 0, 1, small.residual_signal.at - shape.latent}, 0, shape.latent);
        for (int i = 0; i < shape.latent; ++i) latent_error.see(z[i], cpu.latent.v[i]);
        for (int i = 0; i < samples; ++i) {
            pcm_error.see(out[i], expected[i]), one_pass_error.see(out_one[i], expected[i]);
            other_bits += std::memcmp(&out[i], &out_big[size_t(row) * samples + i], 4) != 0;
            reference_square += expected[i] * expected[i];
        }
    }
    std::string name = std::string("full size, ") + (shape.old_ring ? "old ring, " : "full ring, ") + std::to_string(frames) + " frames";
    report_largest(name + ", latent", latent_error.error, 2e-4);
    report_largest(name + ", samples", pcm_error.error, 2e-4);
    bool ok = double(wrong) <= 0.005 * frames * 8 && lost_gap < 2e-3;
    failure_count += !ok;
    std::printf("check %-64s %zu of %d differ, in %zu frames; largest gap lost %.1e (smallest gap %.1e)  %s\n", (name + ", codes").c_str(), wrong, frames * 8,
                frames_wrong, lost_gap, smallest_gap, ok ? "ok" : "FAILED");
    report_exact(name + ", codes and samples alone and among 32 and 80", other_bits, size_t(frames) * (8 + samples));
    std::printf("info  one tf32 pass instead of three: %zu of %d codes differ, samples max_abs %.2e (rms of the samples %.2f)\n", one_pass_wrong, frames * 8,
                one_pass_error.error, std::sqrt(reference_square / frames / samples));
}

void time_codec(const mimi_tensors &tensors, const mimi_shape &shape) {
    for (int batch : {1, 8, 32, 64, 80}) {
        mimi_codec codec(shape, tensors, batch, batch);
        fill_normal(codec.pcm_in.data, codec.pcm_in.count, 0.2f, 3);
        std::vector<int> codes(size_t(batch) * 8);
        for (size_t i = 0; i < codes.size(); ++i) codes[i] = int(i * 977 % 2048);
        codec.codes_in.upload(codes);
        fill_normal(codec.encoder.rings.data, codec.encoder.rings.count, 0.5f, 4);
        fill_normal(codec.decoder.rings.data, codec.decoder.rings.count, 0.5f, 5);
        for (mimi_codec::side *d : {&codec.encoder, &codec.decoder}) d->slot_positions.upload(std::vector<int>(batch, 1000));
        double weights = codec.weight_bytes() / 2, rings = double(batch) * double(codec.ring_floats()) * 4;
        for (int passes : {3, 1}) {
            codec.passes = passes;
            std::string name = "batch " + std::to_string(batch) + (passes == 3 ? "" : ", one tf32 pass");
            if (passes == 3 || batch >= 32) {
                report_time("codec encode, " + name, time_graph(1, 60, [&](cudaStream_t s, int) { codec.encode(batch, s); }), weights + rings);
                report_time("codec decode, " + name, time_graph(1, 60, [&](cudaStream_t s, int) { codec.decode(batch, s); }), weights + rings);
            }
        }
        codec.passes = 3;
        if (batch == 1 || batch == 32)
            for (mimi_codec::side *d : {&codec.encoder, &codec.decoder})
                for (size_t i = 0; i < d->products.size(); ++i) {
                    if (i > d->first_layer + 4 && i < d->first_layer + size_t(shape.layers) * 4) continue;  // one layer of the transformer
                    const mimi_product &p = d->products[i];
                    char name[96];
                    std::snprintf(name, sizeof name, "  product %dx%d, %d steps, wk %d split %d nt %d, batch %d", p.rows, p.cols, p.steps, p.wk, p.split,
                                  mimi_column_tiles(p, batch * p.steps), batch);
                    report_time(name, time_graph(8, 20, [&](cudaStream_t s, int) { launch_mimi_product(p, d->scratch.data, d->floats, batch, codec.workspace, 3, s); }),
                                4.0 * p.rows * p.cols);
                }
    }
}

}  // namespace

int main(int argc, char **argv) {
    for (int i = 1; i + 1 < argc; ++i)
        if (!std::strcmp(argv[i], "--pack")) pack_folder = argv[i + 1];
    if (has_flag(argc, argv, "--reference-only")) {
        check_pack(false);
        return failure_count != 0;
    }
    print_device("codec");
    if (!pack_folder.empty()) check_pack(true);
    if (has_flag(argc, argv, "--pack-only")) return finish();
    mimi_shape shape;
    auto tensors = random_mimi(shape, 9);
    bool quick = has_flag(argc, argv, "--quick");
    check_full(tensors, shape, quick ? 3 : 130);
    if (!has_flag(argc, argv, "--check-only")) time_codec(tensors, shape);
    return finish();
}
