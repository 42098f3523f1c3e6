#pragma once
// What the host side asks of a set of kernels for the language model: run a pass, and say where the results lie. Two sets: fast_lm.cu for the
// full sizes, simple_lm.cu for any.
#include <memory>
#include <string>

#include "backend/cuda/device.cuh"
#include "backend/cuda/kernels/sampler.cuh"
#include "backend/cuda/plan/batches.h"
#include "backend/cuda/plan/fast_shape.h"
#include "backend/cuda/plan/kv_ring.h"
#include "io/lm_tensors.h"
#include "lm/language_model.h"

namespace duplex::cuda {

// The memory of all pages, by the layouts of plan/fast_shape.h.
struct KeyMemory {
    void *values = nullptr;
    __half *scales = nullptr;
    KeyType type = KeyType::f32;
    RingShape rings;
};

// Rows of one pass on the device; a row is a call's next position, or (appended) one of several positions of one call.
struct PassRows {
    const int *positions = nullptr, *pinned = nullptr, *pinned_positions = nullptr;  // [rows]
    const int *tables = nullptr;                // [rows][rings.pages]
    const int *tokens = nullptr;                // [rows][17]; ignored where embeddings are given
    const int *provided = nullptr;              // [rows][17]
    const row_sampling *sampling = nullptr;     // [rows]
    const float *embeddings = nullptr;          // [rows][dim]: the sum itself
    int rows = 0;
    bool appended = false;
    bool heads = true;                          // on to text, depformer and sampler
    bool hidden = false;                        // for parity runs: keep what out_norm gives of every row
};

class LmKernels {
 public:
    virtual ~LmKernels() = default;
    virtual std::string name() const = 0;
    virtual int64_t weight_bytes() const = 0;   // read for every step
    // Launches only; may be captured into a graph.
    virtual void launch(const PassRows &pass, const KeyMemory &keys, cudaStream_t stream) = 0;
    virtual const int *text_tokens() const = 0; // [rows]
    virtual const int *codes() const = 0;       // [rows][code_stride]
    virtual int code_stride() const = 0;
    // For parity runs, after a pass of `rows` rows has ended: what row `row` computed.
    virtual StepTrace trace(int row, int rows) const = 0;
    virtual std::vector<float> hidden(int rows) const = 0;  // [rows][dim]
};

struct LmSources {
    LmConfig config;
    LmPrecision precision;
    LmTensors tensors;
    KeyType keys = KeyType::f32;
};

std::unique_ptr<LmKernels> make_fast_lm(const LmSources &sources, int most_rows);
std::unique_ptr<LmKernels> make_simple_lm(const LmSources &sources, int most_rows);

}  // namespace duplex::cuda
