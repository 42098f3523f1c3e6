#pragma once
// Keys and values of all calls on the device: one pool of pages, a ring of them per call, copies of rings as saved states.
#include <memory>
#include <mutex>
#include <vector>

#include "backend/cuda/lm_kernels.h"
#include "backend/cuda/plan/kv_ring.h"
#include "backend/cuda/plan/page_pool.h"

namespace duplex::cuda {

// Page numbers are given back from whatever thread lets a saved state go; everything else is the model thread's.
struct SharedPages {
    explicit SharedPages(int32_t pages) : pool(pages) {}
    std::mutex mutex;
    PagePool pool;
};

// A copy of a call's pages, in spare pages of the pool or, where those are needed or none were left, in the host's memory.
class SavedKeys {
 public:
    SavedKeys(std::shared_ptr<SharedPages> shared, int pinned) : shared_(std::move(shared)), pinned_(pinned) {}
    ~SavedKeys();
    size_t bytes(size_t page_bytes) const { return page_bytes * count_; }

 private:
    friend class KeyStore;
    std::shared_ptr<SharedPages> shared_;
    int pinned_;
    size_t count_ = 0;
    std::vector<int32_t> pages_;
    std::vector<uint8_t> host_;
};

struct CallKeys {
    CallPages pages;
    int pinned = 0;
};

class KeyStore {
 public:
    // Takes the memory at once: `pages`, one of which belongs to idle rows. Throws Error(DUPLEX_OUT_OF_MEMORY).
    KeyStore(const LmConfig &config, KeyType type, int pages);

    const KeyMemory &memory() const { return memory_; }
    int idle_page() const { return idle_page_; }
    int ring_pages() const { return memory_.rings.pages; }
    size_t page_bytes() const { return value_bytes_ + scale_bytes_; }

    // A call's ring, promised whole; saved states make room for it. Throws Error(DUPLEX_OUT_OF_MEMORY) where too many calls hold theirs.
    CallKeys open(cudaStream_t stream);
    void close(CallKeys &call);
    void pin(CallKeys &call, int64_t positions) const;
    KvRing ring(const CallKeys &call) const;
    void reach(CallKeys &call, int64_t last);

    std::shared_ptr<SavedKeys> save(const CallKeys &call, cudaStream_t stream);
    void load(CallKeys &call, const SavedKeys &saved, cudaStream_t stream);

 private:
    bool promise();
    void move_to_host(SavedKeys &saved, cudaStream_t stream);
    void copy_page(int32_t from, int32_t to, cudaStream_t stream);

    LmConfig config_;
    size_t value_bytes_, scale_bytes_;
    device_array<uint8_t> values_, scales_;
    KeyMemory memory_;
    std::shared_ptr<SharedPages> shared_;
    int idle_page_ = 0;
    std::vector<std::weak_ptr<SavedKeys>> saved_;  // the oldest first
};

}  // namespace duplex::cuda
