#pragma once
// JSON from files that nobody has vouched for: never throws on syntax, refuses deep nesting.
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace duplex {

// The parsed value, or a discarded value (`is_discarded()`) where the text is not JSON in UTF-8 or nests deeper than 64.
nlohmann::json parse_json(std::string_view text);

}  // namespace duplex
