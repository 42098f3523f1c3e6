#pragma once
// The codec of all calls on the device: mimi_codec with a slot per call and a graph per batch size.
#include <memory>
#include <span>
#include <vector>

#include "backend/cuda/cuda_backend.h"
#include "backend/cuda/device.cuh"
#include "io/mimi_tensors.h"

namespace duplex::cuda {

class Codec : public CudaCodec {
 public:
    // Throws Error(DUPLEX_UNSUPPORTED) for sizes that no kernel here has. Everything is launched on `stream`.
    Codec(const MimiConfig &config, const MimiTensors &tensors, cudaStream_t stream);
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

    // The same as parts of a frame that goes on on the device, without waiting. begin_encode leaves the codes of item i in row i of
    // heard_codes(); begin_decode reads what `fill` launches into spoken_codes(). Items as many as there are calls at most.
    struct Heard {
        int slot;
        const float *pcm;  // copied at once
    };
    void begin_encode(std::span<const Heard> work);
    template <class Fill>
    void begin_decode(std::span<const int> slots, const Fill &fill) {
        prepare_decode(slots);
        fill();
        run_decode(int(slots.size()));
    }
    const int *heard_codes() const;    // device, [rows][8]
    int *spoken_codes();               // device, [rows][8]
    int bins() const;
    // After the stream was waited for.
    void take_heard(int row, int32_t *codes) const;
    void take_spoken(int row, float *pcm) const;

    bool fresh(int slot) const;            // as at a stream's start
    std::vector<float> save(int slot);
    void load(int slot, const std::vector<float> &state);

 private:
    void prepare_decode(std::span<const int> slots);
    void run_decode(int rows);
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace duplex::cuda
