#include "io/config_reader.h"

#include <cmath>

#include "error.h"

namespace duplex {
namespace {

bool is_empty(const nlohmann::json& value) {
  if (value.is_null()) return true;
  if (value.is_boolean()) return !value.get<bool>();
  if (value.is_number()) return value.get<double>() == 0;
  if (value.is_string()) return value == "" || value == "none";
  for (const auto& inner : value)
    if (!is_empty(inner)) return false;
  return true;
}

std::string range_text(double least, double most) {
  const auto plain = [](double v) { return v == std::floor(v) && std::fabs(v) < 1e15 ? std::to_string(static_cast<int64_t>(v)) : std::to_string(v); };
  return "from " + plain(least) + " to " + plain(most);
}

}  // namespace

ConfigReader::ConfigReader(const nlohmann::json& object, std::string file, std::string prefix) : file_(std::move(file)), prefix_(std::move(prefix)) {
  if (object.is_null()) return;
  if (!object.is_object())
    throw Error(DUPLEX_BAD_FILE, file_ + ": " + (prefix_.empty() ? "" : prefix_.substr(0, prefix_.size() - 1) + ": ") + "expected a JSON object, found " + object.type_name());
  object_ = object;
}

const nlohmann::json* ConfigReader::at(const char* key) const {
  if (!object_.is_object()) return nullptr;
  const auto found = object_.find(key);
  return found == object_.end() || found->is_null() ? nullptr : &*found;
}

bool ConfigReader::has(const char* key) const { return at(key) != nullptr; }

std::string ConfigReader::found(const char* key) const {
  const nlohmann::json* value = at(key);
  if (!value) return "nothing";
  std::string text = value->dump();
  if (text.size() > 60) text = text.substr(0, 57) + "...";
  return text;
}

void ConfigReader::bad(const char* key, const std::string& expected) const {
  throw Error(DUPLEX_BAD_FILE, file_ + ": " + prefix_ + key + ": expected " + expected + ", found " + found(key));
}

void ConfigReader::unsupported(const char* key, const std::string& supported) const {
  throw Error(DUPLEX_UNSUPPORTED, file_ + ": " + prefix_ + key + ": this library runs " + supported + " only, found " + found(key) + "; use another checkpoint");
}

int32_t ConfigReader::integer(const char* key, int32_t fallback, int32_t least, int32_t most) const {
  const nlohmann::json* value = at(key);
  if (!value) return fallback;
  const double number = value->is_number() ? value->get<double>() : NAN;
  if (!(number >= least && number <= most) || number != std::floor(number)) bad(key, "a whole number " + range_text(least, most));
  return static_cast<int32_t>(number);
}

double ConfigReader::number(const char* key, double fallback, double least, double most) const {
  const nlohmann::json* value = at(key);
  if (!value) return fallback;
  const double number = value->is_number() ? value->get<double>() : NAN;
  if (!(number >= least && number <= most)) bad(key, "a number " + range_text(least, most));
  return number;
}

bool ConfigReader::flag(const char* key, bool fallback) const {
  const nlohmann::json* value = at(key);
  if (!value) return fallback;
  if (!value->is_boolean()) bad(key, "true or false");
  return value->get<bool>();
}

std::string ConfigReader::text(const char* key, const std::string& fallback) const {
  const nlohmann::json* value = at(key);
  if (!value) return fallback;
  if (!value->is_string()) bad(key, "a text");
  return value->get<std::string>();
}

std::vector<int32_t> ConfigReader::integers(const char* key, const std::vector<int32_t>& fallback, int32_t least, int32_t most) const {
  const nlohmann::json* value = at(key);
  if (!value) return fallback;
  std::vector<int32_t> out;
  const std::string expected = "a list of whole numbers " + range_text(least, most);
  if (!value->is_array() || value->size() > 1024) bad(key, expected);
  for (const auto& item : *value) {
    if (!item.is_number_integer() || item.get<double>() < least || item.get<double>() > most) bad(key, expected);
    out.push_back(item.get<int32_t>());
  }
  return out;
}

ConfigReader ConfigReader::child(const char* key) const {
  const nlohmann::json* value = at(key);
  return ConfigReader(value ? *value : nlohmann::json(), file_, prefix_ + key + ".");
}

void ConfigReader::only_text(const char* key, std::string_view value) const {
  const nlohmann::json* given = at(key);
  if (given && !(given->is_string() && given->get<std::string>() == value)) unsupported(key, "\"" + std::string(value) + "\"");
}

void ConfigReader::only_flag(const char* key, bool value) const {
  const nlohmann::json* given = at(key);
  if (given && !(given->is_boolean() && given->get<bool>() == value)) unsupported(key, value ? "true" : "false");
}

void ConfigReader::only_integer(const char* key, int64_t value) const {
  const nlohmann::json* given = at(key);
  if (given && !(given->is_number() && given->get<double>() == static_cast<double>(value))) unsupported(key, std::to_string(value));
}

void ConfigReader::only_empty(const char* key) const {
  const nlohmann::json* given = at(key);
  if (given && !is_empty(*given)) unsupported(key, "checkpoints without it");
}

}  // namespace duplex
