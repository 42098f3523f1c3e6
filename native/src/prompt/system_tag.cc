#include "prompt/system_tag.h"

namespace duplex {

namespace {

constexpr std::string_view kTag = "<system>";

// What Python's str.strip() takes for whitespace.
constexpr std::string_view kSpaces[] = {
    " ", "\t", "\n", "\v", "\f", "\r", "\x1c", "\x1d", "\x1e", "\x1f", "\u0085", "\u00a0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003",
    "\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200a", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000"};

std::string_view trim(std::string_view text) {
  const auto trim_once = [&text] {
    for (const std::string_view space : kSpaces) {
      if (text.starts_with(space)) return text.remove_prefix(space.size()), true;
      if (text.ends_with(space)) return text.remove_suffix(space.size()), true;
    }
    return false;
  };
  while (trim_once()) {}
  return text;
}

}  // namespace

std::string wrap_in_system_tags(std::string_view text) {
  text = trim(text);
  if (text.empty()) return {};
  if (text.starts_with(kTag) && text.ends_with(kTag)) return std::string(text);
  return std::string(kTag) + " " + std::string(text) + " " + std::string(kTag);
}

}  // namespace duplex
