#pragma once
// The tag a text prompt was trained in (spec section 5): "<system> … <system>", without a slash.
#include <string>
#include <string_view>

namespace duplex {

// Trims whitespace, then wraps unless the text starts and ends with the tag already. An empty prompt stays empty.
std::string wrap_in_system_tags(std::string_view text);

}  // namespace duplex
