#pragma once
// Little-endian numbers out of bytes that nobody has vouched for. Every read is checked: past the end, `ok` turns false and stays so.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace duplex {

class ByteReader {
 public:
  ByteReader(const std::byte* bytes, size_t size) : bytes_(bytes), size_(size) {}
  bool ok() const { return ok_; }
  bool at_end() const { return at_ >= size_; }
  size_t position() const { return at_; }
  size_t left() const { return size_ - at_; }

  template <typename Number>
  Number take() {
    Number value{};
    if (need(sizeof(Number))) {
      std::memcpy(&value, bytes_ + at_, sizeof(Number));
      at_ += sizeof(Number);
    }
    return value;
  }
  std::string_view take_text(size_t size) {
    if (!need(size)) return {};
    const std::string_view text(reinterpret_cast<const char*>(bytes_) + at_, size);
    at_ += size;
    return text;
  }
  // Up to a line feed, which is taken too.
  std::string_view take_line() {
    const size_t start = at_;
    while (at_ < size_ && bytes_[at_] != std::byte{'\n'}) ++at_;
    const std::string_view line(reinterpret_cast<const char*>(bytes_) + start, at_ - start);
    need(1);
    if (ok_) ++at_;
    return line;
  }
  void skip(size_t size) {
    if (need(size)) at_ += size;
  }

 private:
  bool need(size_t size) {
    if (!ok_ || size > size_ - at_) ok_ = false;
    return ok_;
  }
  const std::byte* bytes_;
  size_t size_, at_ = 0;
  bool ok_ = true;
};

}  // namespace duplex
