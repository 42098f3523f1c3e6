#pragma once
// One JSON object of config.json, read key by key: absent or null means the default, a wrong type or range an Error that names the key.
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "io/json.h"

namespace duplex {

class ConfigReader {
 public:
  // `prefix` is put before keys in messages ("mimi.seanet."). Throws where `object` is neither an object nor null.
  ConfigReader(const nlohmann::json& object, std::string file, std::string prefix);
  bool has(const char* key) const;  // present and not null
  int32_t integer(const char* key, int32_t fallback, int32_t least, int32_t most) const;
  double number(const char* key, double fallback, double least, double most) const;
  bool flag(const char* key, bool fallback) const;
  std::string text(const char* key, const std::string& fallback) const;
  std::vector<int32_t> integers(const char* key, const std::vector<int32_t>& fallback, int32_t least, int32_t most) const;
  ConfigReader child(const char* key) const;
  // These throw Error(DUPLEX_UNSUPPORTED) where the key is present with any other value.
  void only_text(const char* key, std::string_view value) const;
  void only_flag(const char* key, bool value) const;
  void only_integer(const char* key, int64_t value) const;
  void only_empty(const char* key) const;  // null, false, "", "none", 0, or a container with nothing in it
  [[noreturn]] void bad(const char* key, const std::string& expected) const;
  [[noreturn]] void unsupported(const char* key, const std::string& supported) const;

 private:
  const nlohmann::json* at(const char* key) const;
  std::string found(const char* key) const;
  nlohmann::json object_;
  std::string file_, prefix_;
};

}  // namespace duplex
