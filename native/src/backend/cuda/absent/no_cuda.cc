// A build without CUDA: the backend's door, which is shut.
#include "backend/cuda/cuda_backend.h"
#include "error.h"

namespace duplex {
namespace {

[[noreturn]] void refuse(int32_t device) {
  throw Error(DUPLEX_UNSUPPORTED, "device: expected cpu, received cuda:" + std::to_string(device) +
                                      "; this build has no CUDA backend: build with -DDUPLEX_CUDA=ON where nvcc is, or choose cpu.");
}

}  // namespace

int32_t cuda_device_count() { return 0; }
std::string why_no_cuda() { return "this build has no CUDA"; }
int64_t cuda_free_bytes() { return 0; }
std::unique_ptr<CudaBackend> open_cuda_backend(std::shared_ptr<const Checkpoint>, const CudaOptions& options) { refuse(options.device); }
std::unique_ptr<CudaBackend> open_cuda_backend(const CudaSources&, const CudaOptions& options) { refuse(options.device); }
std::unique_ptr<CudaCodec> open_cuda_codec(const MimiConfig&, const MimiTensors&, int, int32_t device) { refuse(device); }

}  // namespace duplex
