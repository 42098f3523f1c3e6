#include "backend/cuda/key_store.h"

#include "error.h"

namespace duplex::cuda {

SavedKeys::~SavedKeys() {
    const std::lock_guard lock(shared_->mutex);
    for (const int32_t page : pages_) shared_->pool.give_back(page);
}

KeyStore::KeyStore(const LmConfig &config, KeyType type, int pages)
    : config_(config), value_bytes_(size_t(page_value_bytes(config, type))), scale_bytes_(size_t(page_scale_bytes(config, type))), values_(size_t(pages) * value_bytes_),
      scales_(size_t(pages) * scale_bytes_), shared_(std::make_shared<SharedPages>(pages)) {
    memory_.values = values_.data, memory_.scales = reinterpret_cast<__half *>(scales_.data), memory_.type = type;
    memory_.rings = {ring_pages_for(config.context), config.context - (config.kv_ring == RingRule::hide_oldest ? 1 : 0), config.conversation_window};
    idle_page_ = shared_->pool.take_spare();
    if (idle_page_ < 0) throw Error(DUPLEX_INTERNAL, "key pages: expected one at least.");
}

bool KeyStore::promise() {
    const std::lock_guard lock(shared_->mutex);
    return shared_->pool.promise(memory_.rings.pages);
}

CallKeys KeyStore::open(cudaStream_t stream) {
    bool promised = promise();
    for (auto oldest = saved_.begin(); !promised && oldest != saved_.end(); oldest = saved_.erase(oldest)) {
        if (const std::shared_ptr<SavedKeys> saved = oldest->lock()) move_to_host(*saved, stream);
        promised = promise();
    }
    if (!promised) {
        throw Error(DUPLEX_OUT_OF_MEMORY, "The keys of one more call take " + std::to_string(memory_.rings.pages) + " pages of " + std::to_string(page_bytes() >> 10) +
                                              " KiB, and only " + std::to_string(std::max(shared_->pool.spare(), 0)) + " of " + std::to_string(shared_->pool.total()) +
                                              " are free; close a call, or load the model with a shorter context or 8-bit keys.");
    }
    return {CallPages(memory_.rings.pages), 0};
}

void KeyStore::close(CallKeys &call) {
    const std::lock_guard lock(shared_->mutex);
    call.pages.release(shared_->pool);
}

void KeyStore::pin(CallKeys &call, int64_t positions) const {
    if (positions < 0 || positions > config_.context - 2) {
        throw Error(DUPLEX_BAD_ARGUMENT, "pin_prompt: expected a prompt of at most " + std::to_string(config_.context - 2) + " positions for a context of " +
                                             std::to_string(config_.context) + ", received " + std::to_string(positions) + "; shorten the prompt or leave it unpinned.");
    }
    call.pinned = int(positions);
}

KvRing KeyStore::ring(const CallKeys &call) const { return memory_.rings.pinning(call.pinned); }

void KeyStore::reach(CallKeys &call, int64_t last) {
    const std::lock_guard lock(shared_->mutex);
    call.pages.reach(shared_->pool, last);
}

void KeyStore::copy_page(int32_t from, int32_t to, cudaStream_t stream) {
    CUDA_OK(cudaMemcpyAsync(values_.data + to * value_bytes_, values_.data + from * value_bytes_, value_bytes_, cudaMemcpyDeviceToDevice, stream));
    if (scale_bytes_ > 0) CUDA_OK(cudaMemcpyAsync(scales_.data + to * scale_bytes_, scales_.data + from * scale_bytes_, scale_bytes_, cudaMemcpyDeviceToDevice, stream));
}

std::shared_ptr<SavedKeys> KeyStore::save(const CallKeys &call, cudaStream_t stream) {
    auto saved = std::make_shared<SavedKeys>(shared_, call.pinned);
    const std::vector<int32_t> &table = call.pages.table();
    saved->count_ = table.size();
    {
        const std::lock_guard lock(shared_->mutex);
        if (shared_->pool.spare() >= int32_t(table.size())) {
            for (size_t i = 0; i < table.size(); ++i) saved->pages_.push_back(shared_->pool.take_spare());
        }
    }
    if (saved->pages_.size() == table.size()) {
        for (size_t i = 0; i < table.size(); ++i) copy_page(table[i], saved->pages_[i], stream);
        std::erase_if(saved_, [](const std::weak_ptr<SavedKeys> &each) { return each.expired(); });
        saved_.push_back(saved);
        return saved;
    }
    saved->host_.resize(table.size() * page_bytes());
    for (size_t i = 0; i < table.size(); ++i) {
        uint8_t *to = saved->host_.data() + i * page_bytes();
        CUDA_OK(cudaMemcpyAsync(to, values_.data + table[i] * value_bytes_, value_bytes_, cudaMemcpyDeviceToHost, stream));
        if (scale_bytes_ > 0) CUDA_OK(cudaMemcpyAsync(to + value_bytes_, scales_.data + table[i] * scale_bytes_, scale_bytes_, cudaMemcpyDeviceToHost, stream));
    }
    CUDA_OK(cudaStreamSynchronize(stream));
    return saved;
}

void KeyStore::move_to_host(SavedKeys &saved, cudaStream_t stream) {
    saved.host_.resize(saved.pages_.size() * page_bytes());
    for (size_t i = 0; i < saved.pages_.size(); ++i) {
        uint8_t *to = saved.host_.data() + i * page_bytes();
        CUDA_OK(cudaMemcpyAsync(to, values_.data + saved.pages_[i] * value_bytes_, value_bytes_, cudaMemcpyDeviceToHost, stream));
        if (scale_bytes_ > 0) CUDA_OK(cudaMemcpyAsync(to + value_bytes_, scales_.data + saved.pages_[i] * scale_bytes_, scale_bytes_, cudaMemcpyDeviceToHost, stream));
    }
    CUDA_OK(cudaStreamSynchronize(stream));
    const std::lock_guard lock(shared_->mutex);
    for (const int32_t page : saved.pages_) shared_->pool.give_back(page);
    saved.pages_.clear();
}

void KeyStore::load(CallKeys &call, const SavedKeys &saved, cudaStream_t stream) {
    if (saved.count_ > 0) reach(call, int64_t(saved.count_) * kPageSlots - 1);
    call.pinned = saved.pinned_;
    const std::vector<int32_t> &table = call.pages.table();
    for (size_t i = 0; i < saved.count_; ++i) {
        if (!saved.pages_.empty()) {
            copy_page(saved.pages_[i], table[i], stream);
            continue;
        }
        const uint8_t *from = saved.host_.data() + i * page_bytes();
        CUDA_OK(cudaMemcpyAsync(values_.data + table[i] * value_bytes_, from, value_bytes_, cudaMemcpyHostToDevice, stream));
        if (scale_bytes_ > 0) CUDA_OK(cudaMemcpyAsync(scales_.data + table[i] * scale_bytes_, from + value_bytes_, scale_bytes_, cudaMemcpyHostToDevice, stream));
    }
    CUDA_OK(cudaStreamSynchronize(stream));
}

}  // namespace duplex::cuda
