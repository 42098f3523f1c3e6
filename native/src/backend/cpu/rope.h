#pragma once
// Rotary positions on interleaved pairs (2i, 2i+1).
#include <cstdint>
#include <span>
#include <vector>

namespace duplex::cpu {

// cos and sin of the angles of a few positions: computed once per step for all layers, heads, queries and keys.
// θ_i = max_period^(−2i / head_dim); the angle is reduced in float64, so that positions beyond a million stay exact to float32.
class RopeAngles {
 public:
  RopeAngles() = default;
  RopeAngles(std::span<const int64_t> positions, int64_t head_dim, double max_period);
  // Rotates heads·head_dim floats that stand at positions[row]: (a, b) → (a cos − b sin, a sin + b cos).
  void rotate(float* x, int64_t row, int64_t heads) const;
  int64_t rows() const { return rows_; }

 private:
  int64_t rows_ = 0, half_ = 0;
  std::vector<float> cos_, sin_;  // [rows, head_dim / 2]
};

}  // namespace duplex::cpu
