#include <algorithm>
#include <bit>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "error.h"
#include "make-checkpoint/random_tensors.h"

namespace duplex::making {
namespace {

uint64_t mix(uint64_t value) {  // SplitMix64's finaliser
  value += 0x9e3779b97f4a7c15u;
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9u;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebu;
  return value ^ (value >> 31);
}

uint64_t hash_name(const std::string& name, uint64_t seed) {
  uint64_t hash = mix(seed);
  for (const char c : name) hash = mix(hash ^ static_cast<uint8_t>(c));
  return hash;
}

// Nearly normal, variance 1, from −3.5 to 3.5: four uniform 16-bit numbers summed. Whole-number arithmetic: the same on every machine.
float draw(uint64_t bits) {
  const int32_t sum = static_cast<int32_t>((bits & 0xffff) + ((bits >> 16) & 0xffff) + ((bits >> 32) & 0xffff) + (bits >> 48));
  return static_cast<float>(sum - 2 * 65535) * (1.7320508f / 65536.0f);
}

uint16_t to_bf16(float value) {  // rounded to nearest, ties to even; values are finite
  const auto bits = std::bit_cast<uint32_t>(value);
  return static_cast<uint16_t>((bits + 0x7fff + ((bits >> 16) & 1)) >> 16);
}

uint16_t to_f16(float value) {  // the same; below 2^-14 it becomes zero, which a made weight may
  const auto bits = std::bit_cast<uint32_t>(value);
  const uint32_t sign = bits >> 16 & 0x8000, magnitude = bits & 0x7fffffff;
  if (magnitude < 0x38800000) return static_cast<uint16_t>(sign);
  return static_cast<uint16_t>(sign | (magnitude - 0x38000000 + 0xfff + ((magnitude >> 13) & 1)) >> 13);
}

template <typename Value>
void append(std::string& bytes, Value value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

void append_all(std::string& bytes, const std::vector<float>& values, Dtype dtype) {
  for (const float value : values) {
    if (dtype == Dtype::f32) append(bytes, value);
    else append(bytes, dtype == Dtype::f16 ? to_f16(value) : to_bf16(value));
  }
}

// Appends a row's integers; returns what stands for 127.
float quantise(const std::vector<float>& row, std::string& bytes) {
  float absmax = 0;
  for (const float value : row) absmax = std::max(absmax, std::fabs(value));
  for (const float value : row) append(bytes, static_cast<int8_t>(absmax > 0 ? std::lrintf(value * 127.0f / absmax) : 0));
  return absmax;
}

int64_t count_of(const std::vector<int64_t>& shape) {
  int64_t count = 1;
  for (int64_t size : shape) count *= size;
  return count;
}

struct Place {
  std::string name;
  Dtype dtype;
  std::vector<int64_t> shape;
};

bool is_quantised(const RandomTensor& tensor, Dtype dtype) { return dtype == Dtype::i8 && tensor.shape.size() == 2; }

void place(std::vector<Place>& places, const RandomTensor& tensor, Dtype dtype) {
  const bool quantised = is_quantised(tensor, dtype);
  places.push_back({tensor.name, dtype == Dtype::i8 && !quantised ? Dtype::bf16 : dtype, tensor.shape});
  if (quantised) places.push_back({tensor.name + "_scb", Dtype::f32, {tensor.shape[0]}});
}

}  // namespace

int64_t write_random(const std::filesystem::path& path, const std::vector<RandomTensor>& tensors, Dtype dtype, uint64_t seed) {
  std::vector<Place> places;
  for (const RandomTensor& tensor : tensors) place(places, tensor, dtype);
  nlohmann::ordered_json header = {{"__metadata__", {{"format", "pt"}}}};
  int64_t at = 0, total = 0;
  for (const Place& place : places) {
    const int64_t bytes = count_of(place.shape) * static_cast<int64_t>(dtype_bytes(place.dtype));
    header[place.name] = {{"dtype", dtype_name(place.dtype)}, {"shape", place.shape}, {"data_offsets", {at, at + bytes}}};
    at += bytes;
  }
  std::string text = header.dump();
  text.resize((text.size() + 7) / 8 * 8, ' ');
  std::ofstream file(path, std::ios::binary);
  const uint64_t length = text.size();
  file.write(reinterpret_cast<const char*>(&length), 8).write(text.data(), static_cast<std::streamsize>(text.size()));
  std::string bytes;
  for (const RandomTensor& tensor : tensors) {
    const uint64_t stream = hash_name(tensor.name, seed);
    const int64_t count = count_of(tensor.shape), width = count / tensor.shape[0];
    std::vector<float> row(static_cast<size_t>(width));
    std::string scales;
    bytes.clear();
    for (int64_t first = 0; first < count; first += width) {
      for (int64_t i = 0; i < width; ++i) row[static_cast<size_t>(i)] = tensor.mean + tensor.spread * draw(mix(stream + static_cast<uint64_t>(first + i)));
      if (is_quantised(tensor, dtype)) append(scales, quantise(row, bytes));
      else append_all(bytes, row, dtype);
    }
    bytes += scales;
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    total += count;
  }
  if (!file.flush()) throw Error(DUPLEX_BAD_FILE, path.string() + ": cannot be written: is the disk full?");
  return total;
}

}  // namespace duplex::making
