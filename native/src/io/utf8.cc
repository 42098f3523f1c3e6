#include "io/utf8.h"

#include <cstdint>

namespace duplex {
namespace {

struct Scan {
  size_t bytes;  // looked at and fine
  size_t whole;  // that a character with this first byte has; 0: no character begins so
};

// Table 3-7 of the Unicode standard: which second bytes may follow a first one.
Scan scan(std::string_view text) {
  const auto byte = [&](size_t i) { return static_cast<uint8_t>(text[i]); };
  const uint8_t first = byte(0);
  if (first < 0x80) return {1, 1};
  const size_t whole = first >= 0xc2 && first <= 0xdf ? 2 : (first & 0xf0) == 0xe0 ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
  if (whole == 0) return {1, 0};
  const uint8_t low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80, high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
  size_t at = 1;
  for (; at < whole && at < text.size(); ++at) {
    const bool fits = at == 1 ? byte(1) >= low && byte(1) <= high : (byte(at) & 0xc0) == 0x80;
    if (!fits) break;
  }
  return {at, whole};
}

}  // namespace

std::string take_utf8(std::string& pending, bool last) {
  std::string out;
  size_t at = 0;
  while (at < pending.size()) {
    const Scan found = scan(std::string_view(pending).substr(at));
    if (found.whole != 0 && found.bytes == found.whole) {
      out.append(pending, at, found.bytes);
    } else if (!last && found.whole != 0 && at + found.bytes == pending.size()) {
      break;
    } else {
      out += REPLACEMENT;
    }
    at += found.bytes;
  }
  pending.erase(0, at);
  return out;
}

}  // namespace duplex
