#include <doctest/doctest.h>

#include "backend/cuda/cuda_backend.h"

using namespace duplex;

TEST_CASE("cuda, cuda:0, cuda:12 name a device, nothing else does") {
  CHECK(cuda_device_of("cuda") == 0);
  CHECK(cuda_device_of("cuda:0") == 0);
  CHECK(cuda_device_of("cuda:12") == 12);
  for (const char* name : {"", "cpu", "cuda:", "cuda:x", "cuda:-1", "cuda:1x", "cuda0", "CUDA:0", "cuda:99999999999"}) {
    CAPTURE(name);
    CHECK_FALSE(cuda_device_of(name).has_value());
  }
}
