#include "io/safetensors.h"

#include <cmath>
#include <cstring>
#include <doctest/doctest.h>

#include "error.h"

using namespace duplex;

namespace {

std::string file_bytes(const std::string& header, size_t data_bytes) {
  std::string bytes(8, '\0');
  const uint64_t length = header.size();
  std::memcpy(bytes.data(), &length, 8);
  bytes += header;
  for (size_t i = 0; i < data_bytes; ++i) bytes += static_cast<char>(i);
  return bytes;
}

std::shared_ptr<SafetensorsFile> open_text(const std::string& bytes) {
  return SafetensorsFile::from_bytes(reinterpret_cast<const std::byte*>(bytes.data()), bytes.size(), "model.safetensors");
}

std::string error_of(const std::string& bytes) {
  try {
    open_text(bytes);
  } catch (const Error& error) {
    CHECK(error.status() == DUPLEX_BAD_FILE);
    return error.what();
  }
  return "no error";
}

bool says(const std::string& text, const std::string& part) {
  const bool found = text.find(part) != std::string::npos;
  if (!found) MESSAGE(text);
  return found;
}

}  // namespace

TEST_CASE("tensors of a file are found by name with shape and values") {
  const std::string bytes = file_bytes(R"({"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"I8","shape":[1,3],"data_offsets":[8,11]}})", 11);
  const auto file = open_text(bytes);
  REQUIRE(file->tensors().size() == 2);
  CHECK(file->find("c") == nullptr);
  CHECK(file->require("b", {-1, 3}).bytes() == 3);
  CHECK(to_i32(*file->find("b")) == std::vector<int32_t>{8, 9, 10});
  CHECK(to_f32(*file->find("a")).size() == 2);
  CHECK_THROWS_WITH(file->require("a", {3}), "model.safetensors: tensor 'a': expected shape [3], found [2]");
  CHECK_THROWS_WITH(file->require("c", {3, -1}), "model.safetensors: tensor 'c': expected [3, any], found no such tensor");
}

TEST_CASE("a damaged file is refused with words that say where") {
  CHECK(says(error_of("abc"), "3 bytes"));
  CHECK(says(error_of(std::string(8, '\xff')), "not a safetensors file"));
  CHECK(says(error_of(file_bytes("{}", 0).substr(0, 9)), "truncated"));
  CHECK(says(error_of(file_bytes("[1]", 0)), "JSON object"));
  CHECK(says(error_of(file_bytes(std::string(2000, '['), 0)), "JSON object"));
  CHECK(says(error_of(file_bytes(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})", 7)), "truncated"));
  CHECK(says(error_of(file_bytes(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})", 9)), "expected 8 bytes of data"));
  CHECK(says(error_of(file_bytes(R"({"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}})", 8)), "expected 12 bytes for F32 [3], found 8"));
  CHECK(says(error_of(file_bytes(R"({"a":{"dtype":"F33","shape":[2],"data_offsets":[0,8]}})", 8)), "found F33"));
  CHECK(says(error_of(file_bytes(R"({"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}})", 8)), "sizes from 0"));
  CHECK(says(error_of(file_bytes(R"({"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}})", 0)), "larger than any file"));
  CHECK(says(error_of(file_bytes(R"({"a":{"dtype":"I8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"I8","shape":[4],"data_offsets":[2,6]}})", 6)), "overlaps"));
  CHECK(says(error_of(file_bytes(R"({"a":{"dtype":"I8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"I8","shape":[2],"data_offsets":[4,6]}})", 6)), "no tensor"));
  CHECK(says(error_of(file_bytes(R"({"a":{"dtype":"I8","shape":[2],"data_offsets":[0,2]},"a":{"dtype":"I8","shape":[2],"data_offsets":[2,4]}})", 4)), "no tensor"));
  CHECK(says(error_of(file_bytes(R"({"a":7})", 0)), "data_offsets"));
}

TEST_CASE("floats of every width become float32") {
  const uint16_t halves[] = {0x3c00, 0xc000, 0x7bff, 0x0001, 0x8001, 0x7c00, 0x0400};
  const TensorView f16{Dtype::f16, {7}, reinterpret_cast<const std::byte*>(halves)};
  const auto values = to_f32(f16);
  CHECK(values == std::vector<float>{1.0f, -2.0f, 65504.0f, 0x1p-24f, -0x1p-24f, INFINITY, 0x1p-14f});
  const uint16_t upper[] = {0x3f80, 0xc049};
  CHECK(to_f32({Dtype::bf16, {2}, reinterpret_cast<const std::byte*>(upper)}) == std::vector<float>{1.0f, -3.140625f});
  const double wide[] = {0.5};
  CHECK(to_f32({Dtype::f64, {1}, reinterpret_cast<const std::byte*>(wide)}) == std::vector<float>{0.5f});
  const int64_t large[] = {int64_t{1} << 40};
  const TensorView i64{Dtype::i64, {1}, reinterpret_cast<const std::byte*>(large)};
  CHECK_THROWS_AS(to_i32(i64), Error);
  CHECK_THROWS_AS(to_f32(i64), Error);
}

TEST_CASE("what is not a regular file is refused") {
  CHECK_THROWS_AS(SafetensorsFile::open("/"), Error);
  CHECK_THROWS_AS(SafetensorsFile::open("/nowhere/model.safetensors"), Error);
}
