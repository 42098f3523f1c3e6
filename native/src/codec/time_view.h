#pragma once
// Activations of several sessions, time-major: each session's steps follow one another, each step holds its channels.
#include <cstdint>

#include "backend/cpu/matmul.h"

namespace duplex::codec {

struct TimeView {
  float* data = nullptr;
  int64_t sessions = 0, steps = 0, channels = 0;
  int64_t session_stride = 0;  // floats from one session's first step to the next one's

  static TimeView dense(float* data, int64_t sessions, int64_t steps, int64_t channels) {
    return {data, sessions, steps, channels, steps * channels};
  }
  float* step(int64_t session, int64_t step) const { return data + session * session_stride + step * channels; }
  int64_t rows() const { return sessions * steps; }
  cpu::Rows<float> each() const { return {data, channels, steps, session_stride}; }
  // Some sessions, and of each some steps.
  TimeView part(int64_t first_session, int64_t count, int64_t first_step, int64_t step_count) const {
    return {step(first_session, first_step), count, step_count, channels, session_stride};
  }
};

}  // namespace duplex::codec
