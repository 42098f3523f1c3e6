#pragma once
// The rows of a pass in one block of memory, filled on the host and copied to the device in one go before the pass's first kernel.
#include <span>

#include "backend/cuda/lm_kernels.h"
#include "backend/cuda/plan/kv_ring.h"
#include "lm/step.h"

namespace duplex::cuda {

class RowStaging {
 public:
    RowStaging(const LmConfig &config, int most_rows, int ring_pages, int idle_page);

    // Row `row` of the next pass: `position` of a call with this ring, whose pages lie in `table` (the rest of the ring is not read).
    void set_place(int row, int64_t position, const KvRing &ring, std::span<const int32_t> table);
    void set_tokens(int row, const StreamTokens &tokens);
    void set_choice(int row, const StepInput &in);
    // A frame on the device: the user tokens of row `row` that are open come from row `heard` of the encoder's codes (negative: none do);
    // row `spoken` of the decoder's codes (negative: none) are those of `known`, the open ones sampled in this row.
    void set_frame(int row, int heard, const StreamTokens &tokens, int spoken, const Codes &known);
    void set_idle(int row);  // computes on a page that nobody reads
    void upload(cudaStream_t stream);
    void take_heard(int count, const int *heard_codes, cudaStream_t stream) const;
    void give_spoken(int count, const int *sampled, int stride, int *spoken_codes, int bins, cudaStream_t stream) const;
    // Where the rows lie on the device: the same for every pass.
    PassRows rows(int count) const;

 private:
    template <class T>
    struct Section {
        T *host = nullptr;
        T *device = nullptr;
    };
    template <class T>
    void place(Section<T> &section, size_t count, size_t &at);

    int text_card_, card_, text_pad_, most_rows_, ring_pages_, idle_page_;
    pinned_array<uint8_t> host_;
    device_array<uint8_t> device_;
    Section<row_sampling> sampling_;
    Section<int> positions_, pinned_, pinned_positions_, tables_, tokens_, provided_, heard_, spoken_, known_;
};

}  // namespace duplex::cuda
