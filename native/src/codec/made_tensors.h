#pragma once
// For tests: tensors made in memory, read as a file's.
#include <cstdint>
#include <cstring>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "io/safetensors.h"

namespace duplex::codec {

class MadeTensors {
 public:
  // Adds a tensor of normal values (or the given ones) and returns them.
  std::vector<float> add(const std::string& name, const std::vector<int64_t>& shape, std::vector<float> values = {}) {
    int64_t count = 1;
    for (const int64_t size : shape) count *= size;
    std::normal_distribution<float> normal;
    for (int64_t i = static_cast<int64_t>(values.size()); i < count; ++i) values.push_back(normal(engine_));
    std::string sizes;
    for (const int64_t size : shape) sizes += (sizes.empty() ? "" : ",") + std::to_string(size);
    const size_t first = data_.size() * sizeof(float);
    data_.insert(data_.end(), values.begin(), values.end());
    header_ += (header_.empty() ? "{\"" : ",\"") + name + "\":{\"dtype\":\"F32\",\"shape\":[" + sizes + "],\"data_offsets\":[" + std::to_string(first) + "," +
               std::to_string(data_.size() * sizeof(float)) + "]}";
    return values;
  }
  // The object must outlive the file.
  std::shared_ptr<SafetensorsFile> file() {
    std::string header = header_ + "}";
    while (header.size() % 8 != 0) header += ' ';
    const uint64_t length = header.size();
    bytes_.resize(8 + header.size() + data_.size() * sizeof(float));
    std::memcpy(bytes_.data(), &length, 8);
    std::memcpy(bytes_.data() + 8, header.data(), header.size());
    std::memcpy(bytes_.data() + 8 + header.size(), data_.data(), data_.size() * sizeof(float));
    return SafetensorsFile::from_bytes(bytes_.data(), bytes_.size(), "made");
  }

 private:
  std::mt19937 engine_{7};
  std::string header_;
  std::vector<float> data_;
  std::vector<std::byte> bytes_;
};

}  // namespace duplex::codec
