#pragma once
// For tests: a safetensors file in memory, tensor by tensor.
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "io/safetensors.h"

namespace duplex {

class MadeFile {
 public:
  // bfloat16, every element's value is its place in the tensor (exact below 256).
  void add_bf16(const std::string& name, const std::vector<int64_t>& shape) {
    std::vector<uint16_t> values;
    for (int64_t i = 0; i < TensorView{Dtype::bf16, shape}.count(); ++i) {
      const auto value = static_cast<float>(i);
      uint32_t bits;
      std::memcpy(&bits, &value, 4);
      values.push_back(static_cast<uint16_t>(bits >> 16));
    }
    add(name, Dtype::bf16, shape, values.data());
  }
  // 8-bit, every element's value is its place in the tensor (below 128), scale 1 in row 0, 2 in row 1 …
  void add_i8(const std::string& name, const std::vector<int64_t>& shape) {
    std::vector<int8_t> values;
    for (int64_t i = 0; i < TensorView{Dtype::i8, shape}.count(); ++i) values.push_back(static_cast<int8_t>(i));
    add(name, Dtype::i8, shape, values.data());
    std::vector<float> absmax;
    for (int64_t row = 0; row < shape[0]; ++row) absmax.push_back(127.0f * static_cast<float>(row + 1));
    add_f32(name + "_scb", {shape[0]}, absmax);
  }
  void add_f32(const std::string& name, const std::vector<int64_t>& shape, const std::vector<float>& values) { add(name, Dtype::f32, shape, values.data()); }
  void add(const std::string& name, Dtype dtype, const std::vector<int64_t>& shape, const void* values) {
    const size_t bytes = TensorView{dtype, shape}.bytes(), first = data_.size();
    data_.append(static_cast<const char*>(values), bytes);
    header_ += (header_.empty() ? "{\"" : ",\"") + name + "\":{\"dtype\":\"" + std::string(dtype_name(dtype)) + "\",\"shape\":" + shape_text(shape) +
               ",\"data_offsets\":[" + std::to_string(first) + "," + std::to_string(data_.size()) + "]}";
  }
  std::string bytes() const {
    const std::string header = header_.empty() ? "{}" : header_ + "}";
    const uint64_t length = header.size();
    return std::string(reinterpret_cast<const char*>(&length), 8) + header + data_;
  }
  // Valid as long as this object lives and nothing is added.
  std::shared_ptr<SafetensorsFile> open() {
    bytes_ = bytes();
    return SafetensorsFile::from_bytes(reinterpret_cast<const std::byte*>(bytes_.data()), bytes_.size(), "made.safetensors");
  }

 private:
  std::string header_, data_, bytes_;
};

}  // namespace duplex
