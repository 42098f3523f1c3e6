// What becomes of a backend whose device fails under it. The process's CUDA context is gone after this, so it is skipped unless asked for by
// name, in a process of its own: cuda_backend_test --no-skip -tc='a device fault*'
#include <doctest/doctest.h>

#include <functional>

#include "error.h"
#include "two_backends.h"

using namespace duplex;
using namespace duplex::gpu_test;

namespace {

__global__ void fail_kernel() { __trap(); }

duplex_status status_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& error) {
    MESSAGE(error.what());
    return error.status();
  }
  return DUPLEX_OK;
}

}  // namespace

TEST_CASE("a device fault makes every further call say that the device is lost, and nothing crashes" * doctest::skip()) {
  TwoBackends two(fixture("session-tiny"));
  CudaBackend& cuda = *two.cuda;
  const SlotId slot = cuda.open();
  Draw draw(3);
  StepWork work{slot, forced(draw, cuda.facts(), 0), {}};
  CHECK(status_of([&] { cuda.step({&work, 1}); }) == DUPLEX_OK);
  fail_kernel<<<1, 1>>>();
  cudaDeviceSynchronize();
  work.in.position = 1;
  std::vector<float> pcm(DUPLEX_FRAME_SAMPLES);
  EncodeWork encode{slot, pcm.data(), {}};
  CHECK(status_of([&] { cuda.step({&work, 1}); }) == DUPLEX_DEVICE_LOST);
  CHECK(status_of([&] { cuda.encode({&encode, 1}); }) == DUPLEX_DEVICE_LOST);
  CHECK(status_of([&] { cuda.open(); }) == DUPLEX_DEVICE_LOST);
  CHECK(status_of([&] { cuda.close(slot); }) == DUPLEX_OK);
}
