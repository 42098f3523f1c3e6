#include "backend/cuda/row_staging.h"

#include "error.h"

namespace duplex::cuda {
namespace {

__global__ void take_heard_kernel(const int *heard, const int *heard_codes, int *tokens, int count) {
    const int i = int(blockIdx.x) * 256 + int(threadIdx.x), row = i / kCodebooks, k = i % kCodebooks;
    if (row >= count) return;
    const int from = heard[row * 2], open = heard[row * 2 + 1];
    if (from >= 0 && (open >> k & 1)) tokens[row * kStreams + kFirstUser + k] = heard_codes[from * kCodebooks + k];
}

// A choice that was no number becomes code 0: what it gives is not used.
__global__ void give_spoken_kernel(const int *spoken, const int *known, const int *sampled, int stride, int *spoken_codes, int bins, int count) {
    const int i = int(blockIdx.x) * 256 + int(threadIdx.x), row = i / kCodebooks, k = i % kCodebooks;
    if (row >= count || spoken[row] < 0) return;
    const int code = known[i] == kUngenerated ? sampled[row * stride + k] : known[i];
    spoken_codes[spoken[row] * kCodebooks + k] = min(max(code, 0), bins - 1);
}

unsigned blocks_for(int count) { return unsigned(count * kCodebooks + 255) / 256; }

}  // namespace

template <class T>
void RowStaging::place(Section<T> &section, size_t count, size_t &at) {
    section.host = reinterpret_cast<T *>(host_.data + at), section.device = reinterpret_cast<T *>(device_.data + at);
    at += (count * sizeof(T) + 255) / 256 * 256;
}

RowStaging::RowStaging(const LmConfig &config, int most_rows, int ring_pages, int idle_page)
    : text_card_(config.text_card), card_(config.card), text_pad_(config.existing_text_padding_id), most_rows_(most_rows), ring_pages_(ring_pages), idle_page_(idle_page) {
    const size_t rows = size_t(most_rows), bytes = rows * (sizeof(row_sampling) + size_t(3 + ring_pages + 2 * kStreams + 3 + kCodebooks) * 4) + 10 * 256;
    host_ = pinned_array<uint8_t>(bytes), device_.resize(bytes);
    size_t at = 0;
    place(sampling_, rows, at), place(positions_, rows, at), place(pinned_, rows, at), place(pinned_positions_, rows, at);
    place(tables_, rows * ring_pages, at), place(tokens_, rows * kStreams, at), place(provided_, rows * kStreams, at);
    place(heard_, rows * 2, at), place(spoken_, rows, at), place(known_, rows * kCodebooks, at);
    for (int row = 0; row < most_rows; ++row) set_idle(row);
}

void RowStaging::set_place(int row, int64_t position, const KvRing &ring, std::span<const int32_t> table) {
    if (position < 0 || position > (int64_t{1} << 30)) throw Error(DUPLEX_INTERNAL, "position " + std::to_string(position) + " is out of reach.");
    positions_.host[row] = int(position), pinned_.host[row] = ring.pinned, pinned_positions_.host[row] = ring.pinned_query_position(int(position));
    int *to = tables_.host + size_t(row) * ring_pages_;
    for (int i = 0; i < ring_pages_; ++i) to[i] = size_t(i) < table.size() ? table[size_t(i)] : idle_page_;
}

void RowStaging::set_tokens(int row, const StreamTokens &tokens) {
    for (int s = 0; s < kStreams; ++s) {
        const int32_t token = tokens[size_t(s)], most = s == 0 ? text_card_ : card_;
        tokens_.host[size_t(row) * kStreams + s] = token == kZero ? kZero : std::clamp(token, 0, most);
    }
}

void RowStaging::set_choice(int row, const StepInput &in) {
    for (int s = 0; s < kStreams; ++s) {
        const int32_t token = in.provided[size_t(s)], most = s == 0 ? text_card_ : card_;
        provided_.host[size_t(row) * kStreams + s] = token == kUngenerated || token == kZero ? token : std::clamp(token, 0, most);
    }
    const SamplingParams &how = in.sampling;
    const bool paced = in.text_choice == TextChoice::pad_or_epad;
    sampling_.host[row] = {how.seed, in.position + 1, how.text.temperature, how.audio.temperature, how.text.top_k, how.audio.top_k,
                           {paced ? text_pad_ : -1, paced ? kTextEpad : -1}};
}

void RowStaging::set_frame(int row, int heard, const StreamTokens &tokens, int spoken, const Codes &known) {
    int open = 0;
    for (int k = 0; k < kCodebooks; ++k) open |= int(tokens[size_t(kFirstUser + k)] == kUngenerated) << k;
    heard_.host[row * 2] = heard, heard_.host[row * 2 + 1] = open;
    spoken_.host[row] = spoken;
    std::copy_n(known.begin(), kCodebooks, known_.host + size_t(row) * kCodebooks);
}

void RowStaging::take_heard(int count, const int *heard_codes, cudaStream_t stream) const {
    take_heard_kernel<<<blocks_for(count), 256, 0, stream>>>(heard_.device, heard_codes, tokens_.device, count);
    CUDA_OK(cudaGetLastError());
}
void RowStaging::give_spoken(int count, const int *sampled, int stride, int *spoken_codes, int bins, cudaStream_t stream) const {
    give_spoken_kernel<<<blocks_for(count), 256, 0, stream>>>(spoken_.device, known_.device, sampled, stride, spoken_codes, bins, count);
    CUDA_OK(cudaGetLastError());
}

void RowStaging::set_idle(int row) {
    set_place(row, 0, {ring_pages_ * kPageSlots, 0, 1}, {});
    set_tokens(row, filled_streams(kZero));
    StepInput idle;
    set_choice(row, idle);
}

void RowStaging::upload(cudaStream_t stream) { CUDA_OK(cudaMemcpyAsync(device_.data, host_.data, device_.count, cudaMemcpyHostToDevice, stream)); }

PassRows RowStaging::rows(int count) const {
    PassRows rows;
    rows.positions = positions_.device, rows.pinned = pinned_.device, rows.pinned_positions = pinned_positions_.device, rows.tables = tables_.device;
    rows.tokens = tokens_.device, rows.provided = provided_.device, rows.sampling = sampling_.device, rows.rows = count;
    return rows;
}

}  // namespace duplex::cuda
