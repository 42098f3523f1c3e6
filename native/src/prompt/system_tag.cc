#include "prompt/system_tag.h"

namespace duplex {

namespace {
constexpr std::string_view kTag = "<system>";
constexpr std::string_view kSpace = " \t\n\r\f\v";
}  // namespace

std::string wrap_in_system_tags(std::string_view text) {
  const size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  text = text.substr(first, text.find_last_not_of(kSpace) - first + 1);
  if (text.starts_with(kTag) && text.ends_with(kTag)) return std::string(text);
  return std::string(kTag) + " " + std::string(text) + " " + std::string(kTag);
}

}  // namespace duplex
