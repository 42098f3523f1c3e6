#include <bit>
#include <fstream>
#include <cstring>
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

int64_t count_of(const RandomTensor& tensor) {
  int64_t count = 1;
  for (int64_t size : tensor.shape) count *= size;
  return count;
}

}  // namespace

int64_t write_random(const std::filesystem::path& path, const std::vector<RandomTensor>& tensors, Dtype dtype, uint64_t seed) {
  const auto width = static_cast<int64_t>(dtype_bytes(dtype));
  nlohmann::ordered_json header = {{"__metadata__", {{"format", "pt"}}}};
  int64_t total = 0;
  for (const RandomTensor& tensor : tensors) {
    header[tensor.name] = {{"dtype", dtype_name(dtype)}, {"shape", tensor.shape}, {"data_offsets", {total * width, (total + count_of(tensor)) * width}}};
    total += count_of(tensor);
  }
  std::string text = header.dump();
  text.resize((text.size() + 7) / 8 * 8, ' ');
  std::ofstream file(path, std::ios::binary);
  const uint64_t length = text.size();
  file.write(reinterpret_cast<const char*>(&length), 8).write(text.data(), static_cast<std::streamsize>(text.size()));
  std::vector<char> bytes;
  for (const RandomTensor& tensor : tensors) {
    const uint64_t stream = hash_name(tensor.name, seed);
    const int64_t count = count_of(tensor);
    bytes.resize(static_cast<size_t>(count * width));
    for (int64_t i = 0; i < count; ++i) {
      const float value = tensor.mean + tensor.spread * draw(mix(stream + static_cast<uint64_t>(i)));
      if (dtype == Dtype::f32) {
        std::memcpy(bytes.data() + i * 4, &value, 4);
      } else {
        const uint16_t half = to_bf16(value);
        std::memcpy(bytes.data() + i * 2, &half, 2);
      }
    }
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }
  if (!file.flush()) throw Error(DUPLEX_BAD_FILE, path.string() + ": cannot be written: is the disk full?");
  return total;
}

}  // namespace duplex::making
