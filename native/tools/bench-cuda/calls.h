#pragma once
// Times of whole frames, host to host, for many calls at full context on a device.
#include <string>
#include <vector>

#include "backend/cuda/cuda_backend.h"

namespace duplex::bench {

struct Milliseconds {
  double p50 = 0, p99 = 0;
};
Milliseconds percentiles(std::vector<double> ms);

struct CallTimes {
  int32_t calls = 0;
  Milliseconds encode, step, decode, frame;
};

class Calls {
 public:
  explicit Calls(CudaBackend& backend);
  // `calls` at positions beyond the context; every `leave_every` frames (0: never) one leaves and another one joins, at full context too.
  CallTimes time_frames(int32_t calls, int32_t frames, int32_t leave_every);
  // A prompt of 125 voice frames and 212 further positions, from sound to keys; and the same from a kept state.
  Milliseconds time_cold_start(int32_t repeats);
  Milliseconds time_cached_start(int32_t repeats);

 private:
  void fill_context();
  CudaBackend& backend_;
  std::vector<float> noise_;
  std::shared_ptr<const SlotState> full_;  // a call at full context
  std::shared_ptr<const SlotState> prompt_;
};

}  // namespace duplex::bench
