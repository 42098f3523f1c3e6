#pragma once
// A weight matrix of the CPU backend. Its product with activations is in matmul.h.
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "io/weight_view.h"

namespace duplex::cpu {

enum class WeightType { f32, bf16, i8 };  // i8: one float scale per output row, absmax over 127
size_t weight_bytes(WeightType type);

// [out, in] row-major weights, held in the type they are computed from. Owns its storage, or points into a mapped file
// where type and alignment allow it (keep the file alive). Copies share the storage.
class Matrix {
 public:
  Matrix() = default;
  // A 2-d (or [out, in, 1]) tensor. Integers kept as i8 are taken over as they are, with their scales; other types are converted.
  static Matrix from_tensor(const WeightView& tensor, WeightType type);
  static Matrix from_f32(std::span<const float> values, int64_t out, int64_t in, WeightType type);
  int64_t out() const { return out_; }
  int64_t in() const { return in_; }
  WeightType type() const { return type_; }
  size_t bytes() const;                          // read once per product
  void row_to_f32(int64_t row, float* to) const; // [in]
  const void* data() const { return data_; }
  const float* scales() const { return scales_ ? scales_->data() : nullptr; }  // i8 only, [out]

 private:
  Matrix(int64_t out, int64_t in, WeightType type) : out_(out), in_(in), type_(type) {}
  void* allocate();
  int64_t out_ = 0, in_ = 0;
  WeightType type_ = WeightType::f32;
  const void* data_ = nullptr;
  std::shared_ptr<void> storage_;
  std::shared_ptr<std::vector<float>> scales_;
};

}  // namespace duplex::cpu
