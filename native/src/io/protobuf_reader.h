#pragma once
// The wire format of Protocol Buffers: fields one after the other, for walking a message without its schema.
#include <cstdint>
#include <string_view>

#include "io/byte_reader.h"

namespace duplex {

class ProtobufReader {
 public:
  explicit ProtobufReader(std::string_view message) : reader_(reinterpret_cast<const std::byte*>(message.data()), message.size()) {}
  uint32_t field = 0;      // of the field read last
  uint64_t number = 0;     // varint, fixed32 or fixed64
  std::string_view bytes;  // length-delimited
  enum Type { varint = 0, fixed64 = 1, delimited = 2, fixed32 = 5 } type = varint;

  // The next field; false at the end, and where the message is damaged (then ok() is false).
  bool next() {
    if (reader_.at_end() || !ok_) return false;
    const uint64_t tag = take_varint();
    field = static_cast<uint32_t>(tag >> 3);
    type = static_cast<Type>(tag & 7);
    number = 0, bytes = {};
    switch (tag & 7) {
      case varint: number = take_varint(); break;
      case fixed64: number = reader_.take<uint64_t>(); break;
      case fixed32: number = reader_.take<uint32_t>(); break;
      case delimited: {
        const uint64_t size = take_varint();
        if (size > reader_.left()) ok_ = false;
        else bytes = reader_.take_text(size);
        break;
      }
      default: ok_ = false;  // groups are not used
    }
    ok_ = ok_ && reader_.ok() && field != 0 && tag < (uint64_t{1} << 32);
    return ok_;
  }
  bool ok() const { return ok_; }

 private:
  uint64_t take_varint() {
    uint64_t value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      const auto byte = reader_.take<uint8_t>();
      if (shift < 64) value |= static_cast<uint64_t>(byte & 0x7f) << shift;
      if ((byte & 0x80) == 0) return value;
    }
    ok_ = false;
    return 0;
  }
  ByteReader reader_;
  bool ok_ = true;
};

}  // namespace duplex
