#pragma once
// Memory-mapped safetensors: 8 bytes of little-endian header length, JSON, raw row-major data.
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace duplex {

class MappedFile;

enum class Dtype { f32, bf16, f16, i8, u8, i16, i32, i64, boolean, f64 };
size_t dtype_bytes(Dtype dtype);
std::string_view dtype_name(Dtype dtype);

// A tensor inside a mapped file: valid as long as its SafetensorsFile lives. `data` may be unaligned: read it with memcpy.
struct TensorView {
  Dtype dtype = Dtype::f32;
  std::vector<int64_t> shape;
  const std::byte* data = nullptr;
  int64_t count() const;
  size_t bytes() const { return static_cast<size_t>(count()) * dtype_bytes(dtype); }
};

std::string shape_text(const std::vector<int64_t>& shape);  // "[2049, 4096]"

class SafetensorsFile {
 public:
  // Throws Error(DUPLEX_BAD_FILE) that names the file and what is wrong: truncated, overlapping, out of range, bad JSON, unknown dtype.
  static std::shared_ptr<SafetensorsFile> open(const std::filesystem::path& path);
  // The same over bytes in memory (fuzzing, tests); `name` stands for the file in messages. The bytes must outlive the object.
  static std::shared_ptr<SafetensorsFile> from_bytes(const std::byte* bytes, size_t size, std::string name);
  ~SafetensorsFile();

  const std::string& name() const { return name_; }
  const std::map<std::string, TensorView, std::less<>>& tensors() const { return tensors_; }
  const TensorView* find(std::string_view tensor) const;  // null if absent
  // Throws Error(DUPLEX_BAD_FILE) naming file, tensor, expected and found shape. A −1 in `shape` fits any size.
  const TensorView& require(std::string_view tensor, const std::vector<int64_t>& shape) const;

 private:
  SafetensorsFile() = default;
  void parse(const std::byte* bytes, size_t size);
  std::string name_;
  std::map<std::string, TensorView, std::less<>> tensors_;
  std::shared_ptr<MappedFile> mapping_;
};

// Values of a floating tensor (f32, bf16, f16, f64) as float32, in row-major order; Error(DUPLEX_BAD_FILE) for any other dtype.
std::vector<float> to_f32(const TensorView& tensor);
std::vector<int32_t> to_i32(const TensorView& tensor);  // i8, u8, i16, i32, i64; throws where a value does not fit

}  // namespace duplex
