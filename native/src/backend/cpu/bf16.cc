#include "backend/cpu/bf16.h"

namespace duplex::cpu {

void round_to_bf16(float* x, int64_t count) {
  for (int64_t i = 0; i < count; ++i) x[i] = from_bf16(to_bf16(x[i]));
}

}  // namespace duplex::cpu
