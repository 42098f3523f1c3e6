// The seam's functions on the device: rows are gathered on the host, one graph runs, results come back. One caller at a time: the model thread.
#include "backend/cuda/cuda_backend.h"

#include <map>

#include "backend/cuda/codec.h"
#include "backend/cuda/graph_cache.h"
#include "backend/cuda/key_store.h"
#include "backend/cuda/lm_kernels.h"
#include "backend/cuda/plan/batches.h"
#include "backend/cuda/row_staging.h"
#include "error.h"

namespace duplex::cuda {
namespace {

KeyType key_type(const LmPrecision &precision, bool fast) {
    switch (precision.keys) {
        case KeyChoice::f32: return KeyType::f32;
        case KeyChoice::bf16: return KeyType::bf16;
        case KeyChoice::i8: return KeyType::i8;
        case KeyChoice::from_weights: break;
    }
    return fast || precision.round_bf16 ? KeyType::bf16 : KeyType::f32;
}

// Makes the device current on this thread, or says why not.
void use_device(int32_t index) {
    int count = 0;
    const cudaError_t status = cudaGetDeviceCount(&count);
    if (status != cudaSuccess || count == 0) {
        cudaGetLastError();
        throw Error(DUPLEX_UNSUPPORTED, std::string("device: expected a CUDA device, found none (") + cudaGetErrorString(status) + "); choose cpu.");
    }
    if (index >= count) {
        throw Error(DUPLEX_UNSUPPORTED, "device: expected cuda:0 to cuda:" + std::to_string(count - 1) + ", received cuda:" + std::to_string(index) + ".");
    }
    CUDA_OK(cudaSetDevice(index));
}

int64_t free_memory() {
    size_t free_bytes = 0, total_bytes = 0;
    CUDA_OK(cudaMemGetInfo(&free_bytes, &total_bytes));
    return int64_t(free_bytes);
}

class Device : public CudaBackend {
 public:
    Device(CudaSources sources, const CudaOptions &options) : device_(options.device), config_(sources.config.lm) {
        use_device(device_);
        const int64_t free_at_start = free_memory();
        CUDA_OK(cudaStreamCreateWithFlags(&stream_, cudaStreamNonBlocking));
        MimiConfig mimi = sources.config.mimi;
        if (options.ring) config_.kv_ring = mimi.kv_ring = *options.ring;
        if (options.context > 0) config_.context = int32_t(std::min<int64_t>(options.context, config_.context));
        require_lm_shape(config_);
        depformer_steps_ = int(sources.lm.steps.size());
        const std::string slow = choose_kernels(sources.lm, options);
        if (sources.mimi) {
            check_vocabularies(mimi);
            codec_ = std::make_unique<Codec>(mimi, MimiTensors(*sources.mimi), stream_);
        }
        make_room(options, free_at_start);
        prepare_graphs();
        describe(sources, slow);
    }
    ~Device() override {
        graphs_.clear();
        cudaStreamDestroy(stream_);
    }

    const BackendFacts &facts() const override { return facts_; }

    SlotId open() override {
        alive();
        Slot slot{keys_->open(stream_), codec_ ? codec_->open() : 0};
        if (slot.codec < 0) {
            keys_->close(slot.keys);
            throw Error(DUPLEX_OUT_OF_MEMORY, "All " + std::to_string(calls_) + " places of the codec are taken; close a call.");
        }
        slots_.emplace(next_slot_, std::move(slot));
        return next_slot_++;
    }
    void close(SlotId id) override {
        const auto found = slots_.find(id);
        if (found == slots_.end()) return;
        keys_->close(found->second.keys);
        if (codec_) codec_->close(found->second.codec);
        slots_.erase(found);
    }
    void pin(SlotId id, int64_t positions) override { keys_->pin(at(id).keys, positions); }
    void reset_codec(SlotId id) override {
        alive();
        guarded([&] { require_codec().reset(at(id).codec); });
    }

    void encode(std::span<EncodeWork> work) override {
        alive();
        std::vector<Codec::Encode> items;
        for (EncodeWork &item : work) items.push_back({at(item.slot).codec, item.pcm, item.codes.data()});
        guarded([&] { require_codec().encode(items); });
    }
    void decode(std::span<DecodeWork> work) override {
        alive();
        std::vector<Codec::Decode> items;
        for (DecodeWork &item : work) items.push_back({at(item.slot).codec, item.codes.data(), item.pcm});
        guarded([&] { require_codec().decode(items); });
    }

    void step(std::span<StepWork> work) override {
        alive();
        if (traces_) traces_->clear();
        guarded([&] {
            for (size_t first = 0; first < work.size(); first += size_t(most_rows_)) step_part(work.subspan(first, std::min(size_t(most_rows_), work.size() - first)));
        });
    }

    void frame(std::span<FrameWork> work) override {
        alive();
        if (traces_) traces_->clear();
        guarded([&] {
            for (size_t first = 0; first < work.size(); first += size_t(most_rows_)) frame_part(work.subspan(first, std::min(size_t(most_rows_), work.size() - first)));
        });
    }

    void prefill(const PrefillWork &work) override { read_positions(work, nullptr); }
    std::vector<float> prefill_hidden(const PrefillWork &work) override {
        std::vector<float> hidden;
        read_positions(work, &hidden);
        return hidden;
    }

    std::shared_ptr<const SlotState> save(SlotId id) override {
        alive();
        const Slot &slot = at(id);
        auto state = std::make_shared<State>();
        guarded([&] {
            state->backend = this, state->page_bytes = keys_->page_bytes();
            state->keys = keys_->save(slot.keys, stream_);
            if (codec_ && !codec_->fresh(slot.codec)) state->codec = codec_->save(slot.codec);
            CUDA_OK(cudaStreamSynchronize(stream_));
        });
        return state;
    }
    void load(SlotId id, const SlotState &state) override {
        alive();
        const auto *saved = dynamic_cast<const State *>(&state);
        if (!saved || saved->backend != this) throw Error(DUPLEX_BAD_ARGUMENT, "restore: expected a snapshot of this model, received one of another.");
        Slot &slot = at(id);
        guarded([&] {
            keys_->load(slot.keys, *saved->keys, stream_);
            if (!codec_) return;
            saved->codec.empty() ? codec_->reset(slot.codec) : codec_->load(slot.codec, saved->codec);
        });
    }

    void trace_to(std::vector<StepTrace> *traces) override { traces_ = traces; }

 private:
    struct Slot {
        CallKeys keys;
        int codec = 0;
    };
    struct State : SlotState {
        size_t bytes() const override { return keys->bytes(page_bytes) + codec.size() * sizeof(float); }
        const void *backend = nullptr;
        size_t page_bytes = 0;
        std::shared_ptr<SavedKeys> keys;
        std::vector<float> codec;  // empty: as at a stream's start
    };

    // The empty string, or why the fast kernels do not fit.
    std::string choose_kernels(const LmTensors &tensors, const CudaOptions &options) {
        const bool rounded = options.precision.round_bf16 || options.precision.weights == LmPrecision::i8;
        const KeyType fast_keys = key_type(options.precision, true);
        std::string slow = options.simple_kernels ? "the simple kernels were asked for" : why_not_fast(config_, depformer_steps_, rounded, fast_keys, compute_capability());
        keys_type_ = slow.empty() ? fast_keys : key_type(options.precision, false);
        most_rows_ = options.most_sessions > 0 ? std::max(batch_bucket(std::min(options.most_sessions, int32_t(kMostRows))), 64) : kMostRows;
        const LmSources sources{config_, options.precision, tensors, keys_type_};
        lm_ = slow.empty() ? make_fast_lm(sources, most_rows_) : make_simple_lm(sources, most_rows_);
        return slow;
    }
    void check_vocabularies(const MimiConfig &mimi) const {
        if (mimi.bins != config_.card) {
            throw Error(DUPLEX_UNSUPPORTED, "config.json: expected as many codec bins as the language model has codes (card " + std::to_string(config_.card) + "), found bins " +
                                                std::to_string(mimi.bins) + ".");
        }
        if (mimi.frame_samples() != DUPLEX_FRAME_SAMPLES) {
            throw Error(DUPLEX_UNSUPPORTED, "config.json: expected a codec of 1920 samples a frame, found " + std::to_string(mimi.frame_samples()) + ".");
        }
    }
    void make_room(const CudaOptions &options, int64_t free_at_start) {
        MemoryRoom room;
        room.free_bytes = free_memory(), room.limit_bytes = options.memory_limit_bytes, room.used_bytes = free_at_start - room.free_bytes;
        room.page_bytes = page_value_bytes(config_, keys_type_) + page_scale_bytes(config_, keys_type_);
        room.ring_pages = ring_pages_for(config_.context), room.codec_bytes = codec_ ? codec_->call_bytes() : 0;
        room.most_calls = options.most_sessions > 0 ? std::min(options.most_sessions, int32_t(kMostRows)) : kMostRows;
        const MemoryPlan plan = plan_memory(room);
        if (plan.calls == 0) {
            throw Error(DUPLEX_OUT_OF_MEMORY, "One call at a context of " + std::to_string(config_.context) + " takes " +
                                                  std::to_string((room.ring_pages * room.page_bytes + room.codec_bytes) >> 20) + " MiB beside " +
                                                  std::to_string(room.used_bytes >> 20) + " MiB of weights and buffers; " + std::to_string(room.free_bytes >> 20) +
                                                  " MiB are free" + (room.limit_bytes ? " and the limit is " + std::to_string(room.limit_bytes >> 20) + " MiB" : std::string()) +
                                                  ". Load the model with 8-bit weights, 8-bit keys or a shorter context.");
        }
        calls_ = plan.calls;
        call_bytes_ = room.ring_pages * room.page_bytes + room.codec_bytes;
        if (codec_) codec_->make_room(calls_);
        keys_ = std::make_unique<KeyStore>(config_, keys_type_, plan.pages);
        rows_ = std::make_unique<RowStaging>(config_, most_rows_, keys_->ring_pages(), keys_->idle_page());
        embeddings_.resize(size_t(most_rows_) * config_.dim);
        results_ = pinned_array<int>(size_t(most_rows_) * (1 + size_t(lm_->code_stride())));
    }
    // Ahead of the calls: recording one takes longer than a frame may.
    void prepare_graphs() {
        for (int size = 1; size <= batch_bucket(calls_) && size <= most_rows_; size = batch_bucket(size + 1)) {
            graphs_.prepare(size, stream_, [&] { lm_->launch(rows_->rows(size), keys_->memory(), stream_); });
            if (size == kMostRows) break;
        }
    }
    void describe(const CudaSources &sources, const std::string &slow) {
        cudaDeviceProp properties{};
        CUDA_OK(cudaGetDeviceProperties(&properties, device_));
        facts_.device = "cuda:" + std::to_string(device_) + " " + properties.name + ", " + lm_->name() + ", " +
                        (keys_type_ == KeyType::i8 ? "8-bit" : keys_type_ == KeyType::bf16 ? "bf16" : "f32") + " keys" + (slow.empty() ? "" : " (" + slow + ")");
        facts_.parameter_count = sources.parameter_count;
        facts_.weight_bytes = lm_->weight_bytes() + (codec_ ? codec_->weight_bytes() : 0);
        facts_.session_bytes = call_bytes_;
        facts_.most_sessions = calls_;
        facts_.context = config_.context, facts_.dim = config_.dim, facts_.text_pad = config_.existing_text_padding_id;
        facts_.text_card = config_.text_card, facts_.card = config_.card, facts_.prompt_codes = config_.prompt_codes;
        std::copy_n(config_.delays.begin(), kStreams, facts_.layout.delays.begin());
        facts_.layout.text_initial = config_.text_card, facts_.layout.audio_initial = config_.card;
    }

    Slot &at(SlotId id) {
        const auto found = slots_.find(id);
        if (found == slots_.end()) throw Error(DUPLEX_INTERNAL, "backend: no slot " + std::to_string(id) + ".");
        return found->second;
    }
    Codec &require_codec() {
        if (!codec_) throw Error(DUPLEX_INTERNAL, "backend: this one was opened without a codec.");
        return *codec_;
    }
    // CUDA's current device belongs to the thread, and the model may have been loaded on another one.
    void alive() {
        if (lost_) throw Error(DUPLEX_DEVICE_LOST, "The CUDA device failed before; start the process again.");
        CUDA_OK(cudaSetDevice(device_));
    }
    template <class Work>
    void guarded(Work &&work) {
        try {
            work();
        } catch (const Error &error) {
            lost_ |= error.status() == DUPLEX_DEVICE_LOST;
            throw;
        }
    }

    // Rows of calls at their next positions, padded to a graph's size, which is returned.
    template <class Work>
    int stage(std::span<Work> work) {
        const int size = batch_bucket(int(work.size()));
        for (size_t i = 0; i < work.size(); ++i) {
            Slot &slot = at(work[i].slot);
            const StepInput &in = work[i].in;
            keys_->reach(slot.keys, in.position);
            rows_->set_place(int(i), in.position, keys_->ring(slot.keys), slot.keys.pages.table());
            rows_->set_tokens(int(i), in.tokens);
            rows_->set_choice(int(i), in);
        }
        for (int row = int(work.size()); row < size; ++row) rows_->set_idle(row);
        return size;
    }
    void launch_step(int size, size_t wanted) {
        graphs_.run(size, stream_, [&] { lm_->launch(rows_->rows(size), keys_->memory(), stream_); });
        CUDA_OK(cudaMemcpyAsync(results_.data, lm_->text_tokens(), wanted * 4, cudaMemcpyDeviceToHost, stream_));
        CUDA_OK(cudaMemcpyAsync(results_.data + most_rows_, lm_->codes(), wanted * size_t(lm_->code_stride()) * 4, cudaMemcpyDeviceToHost, stream_));
    }
    // After the stream was waited for.
    StepOutput result(size_t row, int size) {
        StepOutput out;
        out.text = results_.data[row];
        out.codes.fill(kUngenerated);
        std::copy_n(results_.data + most_rows_ + row * size_t(lm_->code_stride()), depformer_steps_, out.codes.begin());
        if (traces_) traces_->push_back(lm_->trace(int(row), size));
        return out;
    }

    void step_part(std::span<StepWork> work) {
        const int size = stage(work);
        rows_->upload(stream_);
        launch_step(size, work.size());
        CUDA_OK(cudaStreamSynchronize(stream_));
        for (size_t i = 0; i < work.size(); ++i) work[i].out = result(i, size);
    }

    // Encoder, step and decoder one after the other on the stream; what one gives the next stays on the device.
    void frame_part(std::span<FrameWork> work) {
        Codec &codec = require_codec();
        heard_.clear(), spoken_.clear();
        const int size = stage(work);
        for (size_t i = 0; i < work.size(); ++i) {
            const FrameWork &each = work[i];
            const int slot = at(each.slot).codec;
            rows_->set_frame(int(i), each.pcm ? int(heard_.size()) : -1, each.in.tokens, each.agent_pcm ? int(spoken_.size()) : -1, each.spoken);
            if (each.pcm) heard_.push_back({slot, each.pcm});
            if (each.agent_pcm) spoken_.push_back(slot);
        }
        rows_->upload(stream_);
        if (!heard_.empty()) {
            codec.begin_encode(heard_);
            rows_->take_heard(int(work.size()), codec.heard_codes(), stream_);
        }
        launch_step(size, work.size());
        if (!spoken_.empty()) {
            codec.begin_decode(spoken_, [&] { rows_->give_spoken(int(work.size()), lm_->codes(), lm_->code_stride(), codec.spoken_codes(), codec.bins(), stream_); });
        }
        CUDA_OK(cudaStreamSynchronize(stream_));
        for (size_t i = 0, heard = 0, spoken = 0; i < work.size(); ++i) {
            work[i].out = result(i, size);
            if (work[i].pcm) codec.take_heard(int(heard++), work[i].heard.data());
            if (work[i].agent_pcm) codec.take_spoken(int(spoken++), work[i].agent_pcm);
        }
    }

    // Positions ride through the kernels as rows, as many together as fit and as the ring allows.
    void read_positions(const PrefillWork &work, std::vector<float> *hidden) {
        alive();
        guarded([&] {
            Slot &slot = at(work.slot);
            const int64_t dim = config_.dim, count = work.embeddings.empty() ? int64_t(work.tokens.size()) : int64_t(work.embeddings.size()) / dim;
            for (int64_t done = 0; done < count;) {
                const int64_t first = work.first_position + done;
                const KvRing ring = keys_->ring(slot.keys);
                const int rows = ring.together(int(first), int(std::min<int64_t>(count - done, most_rows_)));
                keys_->reach(slot.keys, first + rows - 1);
                for (int i = 0; i < rows; ++i) {
                    rows_->set_place(i, first + i, ring, slot.keys.pages.table());
                    rows_->set_tokens(i, work.embeddings.empty() ? work.tokens[size_t(done + i)] : filled_streams(kZero));
                }
                rows_->upload(stream_);
                PassRows pass = rows_->rows(rows);
                pass.appended = true, pass.heads = false, pass.hidden = hidden != nullptr;
                if (!work.embeddings.empty()) {
                    CUDA_OK(cudaMemcpyAsync(embeddings_.data, work.embeddings.data() + done * dim, size_t(rows * dim) * 4, cudaMemcpyHostToDevice, stream_));
                    pass.embeddings = embeddings_.data;
                }
                lm_->launch(pass, keys_->memory(), stream_);
                CUDA_OK(cudaStreamSynchronize(stream_));
                if (hidden) {
                    const std::vector<float> some = lm_->hidden(rows);
                    hidden->insert(hidden->end(), some.begin(), some.end());
                }
                done += rows;
            }
        });
    }

    const int device_;
    LmConfig config_;
    cudaStream_t stream_ = nullptr;
    int depformer_steps_ = 0, most_rows_ = 0, calls_ = 0;
    int64_t call_bytes_ = 0;
    KeyType keys_type_ = KeyType::f32;
    std::unique_ptr<LmKernels> lm_;
    std::unique_ptr<Codec> codec_;
    std::unique_ptr<KeyStore> keys_;
    std::unique_ptr<RowStaging> rows_;
    device_array<float> embeddings_;
    std::vector<Codec::Heard> heard_;
    std::vector<int> spoken_;
    pinned_array<int> results_;
    GraphCache graphs_;
    BackendFacts facts_;
    std::map<SlotId, Slot> slots_;
    SlotId next_slot_ = 0;
    std::vector<StepTrace> *traces_ = nullptr;
    bool lost_ = false;
};

}  // namespace
}  // namespace duplex::cuda

namespace duplex {

std::unique_ptr<CudaBackend> open_cuda_backend(const CudaSources &sources, const CudaOptions &options) { return std::make_unique<cuda::Device>(sources, options); }

int64_t cuda_free_bytes() { return cuda_device_count() > 0 ? cuda::free_memory() : 0; }

int32_t cuda_device_count() {
    int count = 0;
    if (cudaGetDeviceCount(&count) == cudaSuccess) return count;
    cudaGetLastError();
    return 0;
}

std::string why_no_cuda() {
  int count = 0;
  const cudaError_t status = cudaGetDeviceCount(&count);
  if (status == cudaSuccess && count > 0) return "";
  cudaGetLastError();
  if (status == cudaErrorInsufficientDriver) return "no CUDA driver, or one older than this build's CUDA";
  return status == cudaSuccess || status == cudaErrorNoDevice ? "no CUDA device" : cudaGetErrorString(status);
}

std::unique_ptr<CudaCodec> open_cuda_codec(const MimiConfig &config, const MimiTensors &tensors, int sessions, int32_t device) {
    cuda::use_device(device);
    auto codec = std::make_unique<cuda::Codec>(config, tensors, cudaStreamPerThread);
    codec->make_room(sessions);
    return codec;
}

std::unique_ptr<CudaBackend> open_cuda_backend(std::shared_ptr<const Checkpoint> checkpoint, const CudaOptions &options) {
    CudaSources sources;
    sources.config = checkpoint->config();
    if (sources.config.lm.n_q != kStreams - 1) cuda::require_lm_shape(sources.config.lm);
    sources.lm = find_lm_tensors(checkpoint->lm(), sources.config.lm, options.depformer_steps);
    if (options.codec) {
        checkpoint->mimi_tensors();  // says what is missing
        sources.mimi = std::shared_ptr<const SafetensorsFile>(checkpoint, &checkpoint->mimi());
    }
    sources.parameter_count = options.codec ? checkpoint->parameter_count() : 0;
    return open_cuda_backend(sources, options);
}

}  // namespace duplex
