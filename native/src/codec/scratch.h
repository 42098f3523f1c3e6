#pragma once
// Memory of one encoder or decoder for the time of a call. Grows to the largest batch seen and stays, so that frames allocate nothing.
#include <cstddef>
#include <cstdint>
#include <vector>

namespace duplex::codec {

class Floats {
 public:
  // At least `count` floats with unspecified values.
  float* take(int64_t count) {
    if (values_.size() < static_cast<size_t>(count)) values_.resize(static_cast<size_t>(count));
    return values_.data();
  }

 private:
  std::vector<float> values_;
};

struct Scratch {
  Floats padded, gathered;    // of a convolution: its input behind its context; windows with gaps
  Floats hidden, branch;      // of a residual block
  Floats normed, qkv, mixed, feedforward;  // of a transformer layer
  Floats opened, stage[2];    // of SEANet: behind its first convolution, and between its stages
};

}  // namespace duplex::codec
