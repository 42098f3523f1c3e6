#include "backend/cuda/codec.h"

#include "backend/cuda/graph_cache.h"
#include "backend/cuda/kernels/mimi_codec.cuh"
#include "backend/cuda/plan/batches.h"
#include "backend/cuda/plan/fast_shape.h"
#include "error.h"

namespace duplex::cuda {
namespace {

mimi_shape shape_of(const MimiConfig &config) {
    mimi_shape shape;
    shape.filters = config.seanet.n_filters, shape.latent = config.seanet.dimension;
    for (int i = 0; i < 4; ++i) shape.ratios[i] = config.seanet.ratios[size_t(3 - i)];  // the config has the decoder's order
    shape.heads = config.transformer.num_heads, shape.layers = config.transformer.num_layers, shape.ffn = config.transformer.dim_feedforward;
    shape.context = config.transformer.context, shape.code_dim = config.quantizer_dimension, shape.bins = config.bins, shape.codebooks = kCodebooks;
    shape.old_ring = config.kv_ring == RingRule::hide_oldest;
    return shape;
}

mimi_tensors read_tensors(const MimiConfig &config, const MimiTensors &from) {
    mimi_tensors all;
    MimiConfig used = config;
    used.quantizer_n_q = kCodebooks;
    for (const auto &[name, shape] : mimi_tensor_shapes(used)) all[name] = {std::vector<int>(shape.begin(), shape.end()), from.values(name, shape)};
    return all;
}

}  // namespace

struct Codec::State {
    State(const MimiConfig &config, const MimiTensors &tensors)
        : mimi(shape_of(config), read_tensors(config, tensors), 1, 1, !codec_fits_tensor_cores(config)), bins(config.bins), samples(size_t(config.frame_samples())) {
        CUDA_OK(cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking));
    }
    ~State() { cudaStreamDestroy(stream); }

    // Up to kMostRows entries of `work`, padded to a graph's size with rows on the slot that nobody has.
    template <class Work, class Fill, class Run, class Take>
    void in_parts(std::span<const Work> work, GraphCache &graphs, const Fill &fill, const Run &run, const Take &take) {
        for (size_t first = 0; first < work.size(); first += size_t(most)) {
            const std::span<const Work> part = work.subspan(first, std::min(size_t(most), work.size() - first));
            const int size = batch_bucket(int(part.size()));
            for (int row = 0; row < size; ++row) {
                const bool used = size_t(row) < part.size();
                slots.data[row] = used ? part[size_t(row)].slot : idle_slot;
                fill(row, used ? &part[size_t(row)] : nullptr);
            }
            CUDA_OK(cudaMemcpyAsync(mimi.slot_table.data, slots.data, size_t(size) * 4, cudaMemcpyHostToDevice, stream));
            run(size, graphs);
            CUDA_OK(cudaStreamSynchronize(stream));
            for (size_t row = 0; row < part.size(); ++row) take(row, part[row]);
        }
    }

    cudaStream_t stream = nullptr;
    mimi_codec mimi;
    const int bins;
    const size_t samples;
    int most = 0, idle_slot = 0;
    pinned_array<int> slots, codes;
    pinned_array<float> pcm;
    std::vector<int> free_slots;
    std::vector<uint8_t> is_fresh;
    GraphCache encode_graphs, decode_graphs;
};

Codec::Codec(const MimiConfig &config, const MimiTensors &tensors) {
    require_codec_shape(config);
    state_ = std::make_unique<State>(config, tensors);
}
Codec::~Codec() = default;

int64_t Codec::weight_bytes() const { return int64_t(state_->mimi.weight_bytes()); }
bool Codec::on_tensor_cores() const { return !state_->mimi.simple; }

int64_t Codec::call_bytes() const {
    const mimi_codec &mimi = state_->mimi;
    return int64_t(mimi.slot_floats() + size_t(mimi.encoder.floats) + size_t(mimi.decoder.floats) + 2 * state_->samples) * 4;
}

void Codec::make_room(int calls) {
    State &s = *state_;
    s.most = batch_bucket(std::min(calls, int(kMostRows)));
    s.idle_slot = calls;
    s.encode_graphs.clear(), s.decode_graphs.clear();
    s.mimi.allocate(calls + 1, s.most);
    s.slots = pinned_array<int>(size_t(s.most)), s.codes = pinned_array<int>(size_t(s.most) * kCodebooks), s.pcm = pinned_array<float>(size_t(s.most) * s.samples);
    s.free_slots.clear();
    for (int slot = calls - 1; slot >= 0; --slot) s.free_slots.push_back(slot);
    s.is_fresh.assign(size_t(calls) + 1, 1);
    CUDA_OK(cudaDeviceSynchronize());
    for (int size = 1; size <= s.most; size = batch_bucket(size + 1)) {
        s.encode_graphs.prepare(size, s.stream, [&] { s.mimi.encode(size, s.stream); });
        s.decode_graphs.prepare(size, s.stream, [&] { s.mimi.decode(size, s.stream); });
        if (size == kMostRows) break;
    }
}

int Codec::open() {
    State &s = *state_;
    if (s.free_slots.empty()) return -1;
    const int slot = s.free_slots.back();
    s.free_slots.pop_back();
    reset(slot);
    return slot;
}

void Codec::close(int slot) { state_->free_slots.push_back(slot); }

void Codec::reset(int slot) {
    if (state_->is_fresh[size_t(slot)]) return;
    state_->mimi.reset(slot, state_->stream);
    state_->is_fresh[size_t(slot)] = 1;
}

bool Codec::fresh(int slot) const { return state_->is_fresh[size_t(slot)]; }

void Codec::encode(std::span<const Encode> work) {
    State &s = *state_;
    s.in_parts(
        work, s.encode_graphs,
        [&](int row, const Encode *item) {
            float *to = s.pcm.data + size_t(row) * s.samples;
            item ? (void)std::copy_n(item->pcm, s.samples, to) : (void)std::fill_n(to, s.samples, 0.0f);
            if (item) s.is_fresh[size_t(item->slot)] = 0;
        },
        [&](int size, GraphCache &graphs) {
            CUDA_OK(cudaMemcpyAsync(s.mimi.pcm_in.data, s.pcm.data, size_t(size) * s.samples * 4, cudaMemcpyHostToDevice, s.stream));
            graphs.run(size, s.stream, [&] { s.mimi.encode(size, s.stream); });
            CUDA_OK(cudaMemcpyAsync(s.codes.data, s.mimi.codes.data, size_t(size) * kCodebooks * 4, cudaMemcpyDeviceToHost, s.stream));
        },
        [&](size_t row, const Encode &item) { std::copy_n(s.codes.data + row * kCodebooks, kCodebooks, item.codes); });
}

void Codec::decode(std::span<const Decode> work) {
    State &s = *state_;
    for (const Decode &item : work) {
        for (int q = 0; q < kCodebooks; ++q) {
            if (item.codes[q] < 0 || item.codes[q] >= s.bins) {
                throw Error(DUPLEX_BAD_ARGUMENT, "expected codes from 0 to " + std::to_string(s.bins - 1) + ", received " + std::to_string(item.codes[q]) + " in codebook " + std::to_string(q));
            }
        }
    }
    s.in_parts(
        work, s.decode_graphs,
        [&](int row, const Decode *item) {
            int *to = s.codes.data + size_t(row) * kCodebooks;
            item ? (void)std::copy_n(item->codes, kCodebooks, to) : (void)std::fill_n(to, kCodebooks, 0);
            if (item) s.is_fresh[size_t(item->slot)] = 0;
        },
        [&](int size, GraphCache &graphs) {
            CUDA_OK(cudaMemcpyAsync(s.mimi.codes_in.data, s.codes.data, size_t(size) * kCodebooks * 4, cudaMemcpyHostToDevice, s.stream));
            graphs.run(size, s.stream, [&] { s.mimi.decode(size, s.stream); });
            CUDA_OK(cudaMemcpyAsync(s.pcm.data, s.mimi.pcm_out.data, size_t(size) * s.samples * 4, cudaMemcpyDeviceToHost, s.stream));
        },
        [&](size_t row, const Decode &item) { std::copy_n(s.pcm.data + row * s.samples, s.samples, item.pcm); });
}

std::vector<float> Codec::save(int slot) {
    std::vector<float> block(state_->mimi.slot_floats());
    state_->mimi.copy_slot(slot, block.data(), true, cudaMemcpyDeviceToHost, state_->stream);
    CUDA_OK(cudaStreamSynchronize(state_->stream));
    return block;
}

void Codec::load(int slot, const std::vector<float> &block) {
    state_->mimi.copy_slot(slot, const_cast<float *>(block.data()), false, cudaMemcpyHostToDevice, state_->stream);
    CUDA_OK(cudaStreamSynchronize(state_->stream));
    state_->is_fresh[size_t(slot)] = 0;
}

}  // namespace duplex::cuda
