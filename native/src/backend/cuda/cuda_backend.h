#pragma once
// The backend for CUDA devices. Nothing here needs CUDA's headers; a build without it has open_cuda_backend too, which says so.
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "backend/backend.h"
#include "io/checkpoint.h"
#include "lm/language_model.h"

namespace duplex {

struct CudaOptions {
  int32_t device = 0;
  LmPrecision precision;
  std::optional<RingRule> ring{};      // of LM and codec; else the checkpoint's
  int64_t context = 0;                 // 0: the checkpoint's; else at most that
  int32_t most_sessions = 0;           // 0: as many as the memory holds, at most 96
  int64_t memory_limit_bytes = 0;      // of device memory, all in all; 0: what is free
  bool simple_kernels = false;         // also where the fast ones would fit, to compare them
  // For parity runs.
  bool codec = true;                   // false: encode and decode are not to be called, and the checkpoint may lack a codec
  int32_t depformer_steps = 0;         // 0: those of the agent rows
};

// What a model is made from: a checkpoint, or tensors that lie elsewhere (benchmarks).
struct CudaSources {
  CheckpointConfig config;
  LmTensors lm;
  std::shared_ptr<const SafetensorsFile> mimi;  // null: no codec
  int64_t parameter_count = 0;
};

class CudaBackend : public Backend {
 public:
  // For parity runs: each further step takes down what it computed, one trace per entry of its work. Null: no longer.
  virtual void trace_to(std::vector<StepTrace>* traces) = 0;
  // Also for parity runs: prefill that hands out what out_norm gives, [count, dim].
  virtual std::vector<float> prefill_hidden(const PrefillWork& work) = 0;
};

int64_t cuda_free_bytes();    // of the current device's memory; 0 where there is none
int32_t cuda_device_count();  // 0 where there is none, or no CUDA in this build
std::string why_no_cuda();    // empty where there is a device; else a few words

// "cuda", "cuda:0", "cuda:1" …: the device's number; nothing for other names.
std::optional<int32_t> cuda_device_of(std::string_view device);

// Throws Error: UNSUPPORTED where this build, this machine or these sizes cannot; OUT_OF_MEMORY where not one session fits.
std::unique_ptr<CudaBackend> open_cuda_backend(std::shared_ptr<const Checkpoint> checkpoint, const CudaOptions& options);
std::unique_ptr<CudaBackend> open_cuda_backend(const CudaSources& sources, const CudaOptions& options);

// The codec by itself, for parity runs: `sessions` of them at most.
class CudaCodec {
 public:
  struct Encode {
    int slot;
    const float* pcm;
    int32_t* codes;        // [8]
  };
  struct Decode {
    int slot;
    const int32_t* codes;  // [8]
    float* pcm;
  };
  virtual ~CudaCodec() = default;
  virtual int open() = 0;
  virtual void reset(int slot) = 0;
  virtual void encode(std::span<const Encode> work) = 0;
  virtual void decode(std::span<const Decode> work) = 0;
};
std::unique_ptr<CudaCodec> open_cuda_codec(const MimiConfig& config, const MimiTensors& tensors, int sessions, int32_t device);

}  // namespace duplex
