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
    State(const MimiConfig &config, const MimiTensors &tensors, cudaStream_t on)
        : stream(on), mimi(shape_of(config), read_tensors(config, tensors), 1, 1, !codec_fits_tensor_cores(config)), bins(config.bins), samples(size_t(config.frame_samples())) {}

    // One direction's host memory: a frame has both in flight.
    struct Side {
        pinned_array<int> slots, codes;
        pinned_array<float> pcm;
        GraphCache graphs;
        void make_room(int most, size_t samples) {
            slots = pinned_array<int>(size_t(most)), codes = pinned_array<int>(size_t(most) * kCodebooks), pcm = pinned_array<float>(size_t(most) * samples);
        }
    };

    // Tells the device whose rows come next; padded to a graph's size, which is returned, with rows on the slot that nobody has.
    template <class SlotOf>
    int place(Side &side, size_t count, const SlotOf &slot_of) {
        const int size = batch_bucket(int(count));
        for (int row = 0; row < size; ++row) {
            side.slots.data[row] = size_t(row) < count ? slot_of(size_t(row)) : idle_slot;
            if (size_t(row) < count) is_fresh[size_t(side.slots.data[row])] = 0;
        }
        CUDA_OK(cudaMemcpyAsync(mimi.slot_table.data, side.slots.data, size_t(size) * 4, cudaMemcpyHostToDevice, stream));
        return size;
    }
    template <class PcmOf>
    void begin_encode(size_t count, const PcmOf &pcm_of, int size) {
        for (size_t row = 0; row < size_t(size); ++row) {
            float *to = encoding.pcm.data + row * samples;
            row < count ? (void)std::copy_n(pcm_of(row), samples, to) : (void)std::fill_n(to, samples, 0.0f);
        }
        CUDA_OK(cudaMemcpyAsync(mimi.pcm_in.data, encoding.pcm.data, size_t(size) * samples * 4, cudaMemcpyHostToDevice, stream));
        encoding.graphs.run(size, stream, [&] { mimi.encode(size, stream); });
        CUDA_OK(cudaMemcpyAsync(encoding.codes.data, mimi.codes.data, size_t(size) * kCodebooks * 4, cudaMemcpyDeviceToHost, stream));
    }
    void run_decode(int size) {
        decoding.graphs.run(size, stream, [&] { mimi.decode(size, stream); });
        CUDA_OK(cudaMemcpyAsync(decoding.pcm.data, mimi.pcm_out.data, size_t(size) * samples * 4, cudaMemcpyDeviceToHost, stream));
    }
    // `part` for up to `most` entries of `work` at a time.
    template <class Work, class Part>
    void in_parts(std::span<const Work> work, const Part &part) const {
        for (size_t first = 0; first < work.size(); first += size_t(most)) part(work.subspan(first, std::min(size_t(most), work.size() - first)));
    }

    const cudaStream_t stream;
    mimi_codec mimi;
    const int bins;
    const size_t samples;
    int most = 0, idle_slot = 0;
    Side encoding, decoding;
    std::vector<int> free_slots;
    std::vector<uint8_t> is_fresh;
};

Codec::Codec(const MimiConfig &config, const MimiTensors &tensors, cudaStream_t stream) {
    require_codec_shape(config);
    state_ = std::make_unique<State>(config, tensors, stream);
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
    s.encoding.graphs.clear(), s.decoding.graphs.clear();
    s.mimi.allocate(calls + 1, s.most);
    s.encoding.make_room(s.most, s.samples), s.decoding.make_room(s.most, s.samples);
    s.free_slots.clear();
    for (int slot = calls - 1; slot >= 0; --slot) s.free_slots.push_back(slot);
    s.is_fresh.assign(size_t(calls) + 1, 1);
    CUDA_OK(cudaDeviceSynchronize());
    for (int size = 1; size <= s.most; size = batch_bucket(size + 1)) {
        s.encoding.graphs.prepare(size, s.stream, [&] { s.mimi.encode(size, s.stream); });
        s.decoding.graphs.prepare(size, s.stream, [&] { s.mimi.decode(size, s.stream); });
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
    s.in_parts(work, [&](std::span<const Encode> part) {
        const int size = s.place(s.encoding, part.size(), [&](size_t row) { return part[row].slot; });
        s.begin_encode(part.size(), [&](size_t row) { return part[row].pcm; }, size);
        CUDA_OK(cudaStreamSynchronize(s.stream));
        for (size_t row = 0; row < part.size(); ++row) take_heard(int(row), part[row].codes);
    });
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
    s.in_parts(work, [&](std::span<const Decode> part) {
        const int size = s.place(s.decoding, part.size(), [&](size_t row) { return part[row].slot; });
        for (size_t row = 0; row < size_t(size); ++row) {
            int *to = s.decoding.codes.data + row * kCodebooks;
            row < part.size() ? (void)std::copy_n(part[row].codes, kCodebooks, to) : (void)std::fill_n(to, kCodebooks, 0);
        }
        CUDA_OK(cudaMemcpyAsync(s.mimi.codes_in.data, s.decoding.codes.data, size_t(size) * kCodebooks * 4, cudaMemcpyHostToDevice, s.stream));
        s.run_decode(size);
        CUDA_OK(cudaStreamSynchronize(s.stream));
        for (size_t row = 0; row < part.size(); ++row) take_spoken(int(row), part[row].pcm);
    });
}

void Codec::begin_encode(std::span<const Heard> work) {
    const int size = state_->place(state_->encoding, work.size(), [&](size_t row) { return work[row].slot; });
    state_->begin_encode(work.size(), [&](size_t row) { return work[row].pcm; }, size);
}
void Codec::prepare_decode(std::span<const int> slots) {
    const int size = state_->place(state_->decoding, slots.size(), [&](size_t row) { return slots[row]; });
    // what pads the batch must be codes
    if (size_t(size) > slots.size()) CUDA_OK(cudaMemsetAsync(spoken_codes() + slots.size() * kCodebooks, 0, (size_t(size) - slots.size()) * kCodebooks * 4, state_->stream));
}
void Codec::run_decode(int rows) { state_->run_decode(batch_bucket(rows)); }

const int *Codec::heard_codes() const { return state_->mimi.codes.data; }
int *Codec::spoken_codes() { return state_->mimi.codes_in.data; }
int Codec::bins() const { return state_->bins; }
void Codec::take_heard(int row, int32_t *codes) const { std::copy_n(state_->encoding.codes.data + size_t(row) * kCodebooks, kCodebooks, codes); }
void Codec::take_spoken(int row, float *pcm) const { std::copy_n(state_->decoding.pcm.data + size_t(row) * state_->samples, state_->samples, pcm); }

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
