#pragma once
// The codec of all calls on the device: mimi_codec with a slot per call and a graph per batch size.
#include <memory>
#include <span>
#include <vector>

#include "backend/cuda/cuda_backend.h"
#include "io/mimi_tensors.h"

namespace duplex::cuda {

class Codec : public CudaCodec {
 public:
    // Throws Error(DUPLEX_UNSUPPORTED) for sizes that no kernel here has.
    Codec(const MimiConfig &config, const MimiTensors &tensors);
    ~Codec() override;
    int64_t weight_bytes() const;
    int64_t call_bytes() const;            // of one call's state, and of its part of the scratch memory
    bool on_tensor_cores() const;
    void make_room(int calls);             // before the first open

    int open() override;                   // a slot as at a stream's start; −1: all are taken
    void close(int slot);
    void reset(int slot) override;
    void encode(std::span<const Encode> work) override;
    // Throws Error(DUPLEX_BAD_ARGUMENT) for a code outside its codebook, before any state has changed.
    void decode(std::span<const Decode> work) override;
    bool fresh(int slot) const;            // as at a stream's start
    std::vector<float> save(int slot);
    void load(int slot, const std::vector<float> &state);

 private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace duplex::cuda
