#include "io/mapped_file.h"

#include <cstring>
#include <doctest/doctest.h>
#include <fstream>
#include <string>
#include <unistd.h>

#include "error.h"

using namespace duplex;

namespace {

struct TestFile {
  const std::filesystem::path path = std::filesystem::temp_directory_path() / ("duplex-file-" + std::to_string(::getpid()));
  explicit TestFile(const std::string& text) { std::ofstream(path, std::ios::binary) << text; }
  ~TestFile() { std::filesystem::remove(path); }
};

}  // namespace

TEST_CASE("a small file is what it was when it was opened, whatever becomes of it") {
  const std::string text(100'000, 'w');
  const TestFile file(text);
  const auto opened = MappedFile::open(file.path);
  REQUIRE(opened->size() == text.size());
  std::filesystem::resize_file(file.path, 10);  // as `cp NEW OLD` begins; of a mapping every further page would be SIGBUS
  CHECK(std::memcmp(opened->bytes(), text.data(), text.size()) == 0);
}

TEST_CASE("a large file is mapped: opening it takes no memory") {
  const TestFile file("begin");
  std::filesystem::resize_file(file.path, MappedFile::kReadUpTo + 1);  // a hole, no bytes on the disk
  const auto opened = MappedFile::open(file.path);
  REQUIRE(opened->size() == MappedFile::kReadUpTo + 1);
  CHECK(std::memcmp(opened->bytes(), "begin", 5) == 0);
  CHECK(opened->bytes()[MappedFile::kReadUpTo] == std::byte{0});
}

TEST_CASE("an empty file is none of the two") {
  const TestFile file("");
  CHECK(MappedFile::open(file.path)->size() == 0);
}

TEST_CASE("what is no file is refused by name") {
  CHECK_THROWS_AS(MappedFile::open(std::filesystem::temp_directory_path()), Error);
  CHECK_THROWS_AS(MappedFile::open("/nowhere/at-all"), Error);
}
