#pragma once
// UTF-8 that arrives in pieces.
#include <string>
#include <string_view>

namespace duplex {

inline constexpr std::string_view REPLACEMENT = "\xef\xbf\xbd";  // U+FFFD

// Takes whole characters off the front of `pending` and returns them; wrong bytes become U+FFFD, one for each maximal wrong sequence
// (Unicode 15, 3.9). A sequence that may still become a character stays in `pending`, unless `last`.
std::string take_utf8(std::string& pending, bool last);

}  // namespace duplex
