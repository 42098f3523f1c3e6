#include "backend/cpu/matrix.h"

#include <algorithm>
#include <cstring>
#include <new>

#include "backend/cpu/bf16.h"
#include "backend/cpu/quantize_row.h"
#include "error.h"

namespace duplex::cpu {
namespace {

constexpr size_t kAlignment = 64;

Dtype stored_as(WeightType type) {
  switch (type) {
    case WeightType::f32: return Dtype::f32;
    case WeightType::bf16: return Dtype::bf16;
    case WeightType::i8: return Dtype::i8;
  }
  return Dtype::f32;
}

}  // namespace

size_t weight_bytes(WeightType type) { return dtype_bytes(stored_as(type)); }

void* Matrix::allocate() {
  const size_t size = std::max<size_t>(static_cast<size_t>(out_ * in_) * weight_bytes(type_), 1);
  storage_ = std::shared_ptr<void>(::operator new(size, std::align_val_t(kAlignment)),
                                   [](void* memory) { ::operator delete(memory, std::align_val_t(kAlignment)); });
  data_ = storage_.get();
  return storage_.get();
}

Matrix Matrix::from_f32(std::span<const float> values, int64_t out, int64_t in, WeightType type) {
  if (out < 0 || in < 0 || static_cast<int64_t>(values.size()) != out * in) {
    throw Error(DUPLEX_INTERNAL, "a matrix " + shape_text({out, in}) + " was given " + std::to_string(values.size()) + " values");
  }
  Matrix matrix(out, in, type);
  void* data = matrix.allocate();
  switch (type) {
    case WeightType::f32:
      std::copy(values.begin(), values.end(), static_cast<float*>(data));
      break;
    case WeightType::bf16:
      std::transform(values.begin(), values.end(), static_cast<uint16_t*>(data), to_bf16);
      break;
    case WeightType::i8:
      matrix.scales_ = std::make_shared<std::vector<float>>(static_cast<size_t>(out));
      for (int64_t row = 0; row < out; ++row) {
        (*matrix.scales_)[static_cast<size_t>(row)] =
            quantize_row(values.subspan(static_cast<size_t>(row * in), static_cast<size_t>(in)), static_cast<int8_t*>(data) + row * in);
      }
      break;
  }
  return matrix;
}

Matrix Matrix::from_tensor(const WeightView& tensor, WeightType type) {
  const std::vector<int64_t>& shape = tensor.shape;
  const bool flat = shape.size() == 2 || (shape.size() == 3 && shape[2] == 1);
  if (!flat) throw Error(DUPLEX_BAD_FILE, "a matrix was asked of a tensor " + shape_text(shape));
  const int64_t rows = shape[0], in = shape[1];
  Matrix matrix(rows, in, type);
  if (tensor.dtype == stored_as(type)) {
    if (type == WeightType::i8) {
      if (!tensor.is_quantised()) throw Error(DUPLEX_INTERNAL, "8-bit weights without scales");
      matrix.scales_ = std::make_shared<std::vector<float>>(static_cast<size_t>(rows));
      for (int64_t row = 0; row < rows; ++row) (*matrix.scales_)[static_cast<size_t>(row)] = tensor.scale(row);
    }
    if (reinterpret_cast<uintptr_t>(tensor.data) % weight_bytes(type) == 0) {
      matrix.data_ = tensor.data;
    } else {
      std::memcpy(matrix.allocate(), tensor.data, tensor.bytes());
    }
    return matrix;
  }
  if (type == WeightType::f32) {
    const std::vector<float> values = to_f32(tensor);
    return from_f32(values, rows, in, type);
  }
  // Row by row, so that a large tensor is never held twice.
  void* data = matrix.allocate();
  if (type == WeightType::i8) matrix.scales_ = std::make_shared<std::vector<float>>(static_cast<size_t>(rows));
  for (int64_t row = 0; row < rows; ++row) {
    const std::vector<float> values = to_f32(row_slice(tensor, row, 1));
    if (type == WeightType::i8) {
      (*matrix.scales_)[static_cast<size_t>(row)] = quantize_row(values, static_cast<int8_t*>(data) + row * in);
    } else {
      std::transform(values.begin(), values.end(), static_cast<uint16_t*>(data) + row * in, to_bf16);
    }
  }
  return matrix;
}

size_t Matrix::bytes() const {
  return static_cast<size_t>(out_ * in_) * weight_bytes(type_) + (scales_ ? scales_->size() * sizeof(float) : 0);
}

void Matrix::row_to_f32(int64_t row, float* to) const {
  const int64_t first = row * in_;
  switch (type_) {
    case WeightType::f32:
      std::copy_n(static_cast<const float*>(data_) + first, in_, to);
      break;
    case WeightType::bf16:
      std::transform(static_cast<const uint16_t*>(data_) + first, static_cast<const uint16_t*>(data_) + first + in_, to, from_bf16);
      break;
    case WeightType::i8: {
      const float scale = (*scales_)[static_cast<size_t>(row)];
      for (int64_t i = 0; i < in_; ++i) to[i] = static_cast<float>(static_cast<const int8_t*>(data_)[first + i]) * scale;
      break;
    }
  }
}

}  // namespace duplex::cpu
