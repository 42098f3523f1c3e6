#include "bench/write_results.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace duplex::bench {
namespace {

// Three digits that count.
std::string number_text(double value) {
  char text[32];
  const int decimals = value == std::floor(value) ? 0 : std::clamp(2 - static_cast<int>(std::floor(std::log10(std::fabs(value)))), 0, 4);
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  return text;
}

std::string cell_text(const std::variant<double, std::string>& value) {
  return std::holds_alternative<double>(value) ? number_text(std::get<double>(value)) : std::get<std::string>(value);
}

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return out + "\"";
}

}  // namespace

void print_table(const std::string& title, const std::vector<Measurement>& rows) {
  std::printf("\n%s\n", title.c_str());
  if (rows.empty()) return;
  std::vector<size_t> widths;
  for (size_t column = 0; column < rows[0].size(); ++column) {
    size_t width = rows[0][column].first.size();
    for (const Measurement& row : rows) width = std::max(width, cell_text(row[column].second).size());
    widths.push_back(width);
  }
  const auto line = [&](const Measurement& row, bool names) {
    for (size_t column = 0; column < row.size(); ++column) {
      if (row[column].first.starts_with("part")) continue;
      std::printf("%*s", static_cast<int>(widths[column] + 2), (names ? row[column].first : cell_text(row[column].second)).c_str());
    }
    std::printf("\n");
  };
  line(rows[0], true);
  for (const Measurement& row : rows) line(row, false);
}

std::string to_json(const Measurement& row) {
  std::string out = "{";
  for (const auto& [name, value] : row) {
    out += (out.size() > 1 ? ", " : "") + quoted(name) + ": ";
    char number[32];
    if (std::holds_alternative<double>(value)) std::snprintf(number, sizeof number, "%.6g", std::get<double>(value));
    out += std::holds_alternative<double>(value) ? std::string(number) : quoted(std::get<std::string>(value));
  }
  return out + "}";
}

std::string to_json(const std::vector<Measurement>& rows) {
  std::string out = "[";
  for (const Measurement& row : rows) out += (out.size() > 1 ? ",\n  " : "\n  ") + to_json(row);
  return out + "\n]";
}

}  // namespace duplex::bench
