#include "parity/pack.h"

#include <algorithm>
#include <cstring>

#include "error.h"
#include "io/json.h"
#include "io/mapped_file.h"

namespace duplex::parity {
namespace {

nlohmann::json read_json(const std::filesystem::path& path) {
  const auto file = MappedFile::open(path);
  nlohmann::json json = parse_json({reinterpret_cast<const char*>(file->bytes()), file->size()});
  if (json.is_discarded()) throw Error(DUPLEX_BAD_FILE, path.string() + ": expected JSON, found something that is not");
  return json;
}

Check read_check(const std::string& file, const std::string& tensor, const nlohmann::json& entry) {
  static const std::map<std::string, Kind> KINDS = {
      {"input", Kind::input}, {"exact", Kind::exact}, {"close", Kind::close}, {"stat", Kind::stat}, {"info", Kind::info}};
  const auto fail = [&](const std::string& what) { throw Error(DUPLEX_BAD_FILE, file + ": '" + tensor + "': " + what); };
  const auto number = [&](const char* key) {
    if (!entry.contains(key) || !entry[key].is_number()) fail(std::string("expected a number ") + key);
    return entry[key].get<double>();
  };
  if (!entry.is_object() || !entry.contains("kind") || !entry["kind"].is_string()) fail("expected an object with a kind");
  const auto kind = KINDS.find(entry["kind"].get<std::string>());
  if (kind == KINDS.end()) fail("expected a kind among input, exact, close, stat, info, found " + entry["kind"].dump());
  Check check;
  check.kind = kind->second;
  if (check.kind == Kind::close || check.kind == Kind::stat) check.max_abs = number("max_abs");
  if (check.kind == Kind::stat) {
    check.rel_rms = number("rel_rms");
    if (!entry.contains("against") || !entry["against"].is_string()) fail("expected the name of a tensor, against");
    check.against = entry["against"].get<std::string>();
  }
  return check;
}

std::vector<double> to_f64(const TensorView& tensor) {
  if (tensor.dtype == Dtype::f64) {
    std::vector<double> out(static_cast<size_t>(tensor.count()));
    if (!out.empty()) std::memcpy(out.data(), tensor.data, out.size() * sizeof(double));
    return out;
  }
  if (tensor.dtype == Dtype::f32 || tensor.dtype == Dtype::bf16 || tensor.dtype == Dtype::f16) {
    const auto values = to_f32(tensor);
    return {values.begin(), values.end()};
  }
  const auto values = to_i32(tensor);
  return {values.begin(), values.end()};
}

}  // namespace

Pack::Pack(std::filesystem::path folder) : folder_(std::move(folder)) {
  config_ = read_config(folder_);
  vectors_ = SafetensorsFile::open(folder_ / "vectors.safetensors");
  const auto path = folder_ / "checks.json";
  const nlohmann::json checks = read_json(path);
  if (!checks.is_object()) throw Error(DUPLEX_BAD_FILE, path.string() + ": expected an object with an entry per tensor");
  for (const auto& [tensor, entry] : checks.items()) {
    const Check check = read_check(path.string(), tensor, entry);
    for (const std::string& name : {tensor, check.against.empty() ? tensor : check.against})
      if (!vectors_->find(name)) throw Error(DUPLEX_BAD_FILE, path.string() + ": '" + name + "' is not in vectors.safetensors");
    checks_.emplace(tensor, check);
  }
}

bool Pack::has_file(const std::string& name) const { return std::filesystem::exists(folder_ / name); }
nlohmann::json Pack::json(const std::string& name) const { return read_json(folder_ / name); }
bool Pack::has(const std::string& tensor) const { return vectors_->find(tensor) != nullptr; }

bool Pack::wants(const std::string& tensor) const {
  const auto check = checks_.find(tensor);
  return check != checks_.end() && check->second.kind != Kind::input;
}

std::vector<int64_t> Pack::shape(const std::string& tensor) const {
  const TensorView* view = vectors_->find(tensor);
  if (!view) throw Error(DUPLEX_BAD_FILE, vectors_->name() + ": expected a tensor '" + tensor + "', found none");
  return view->shape;
}

std::vector<float> Pack::floats(const std::string& tensor) const {
  const auto values = doubles(tensor);
  return {values.begin(), values.end()};
}

std::vector<double> Pack::doubles(const std::string& tensor) const {
  shape(tensor);
  return to_f64(*vectors_->find(tensor));
}

std::vector<int32_t> Pack::integers(const std::string& tensor) const {
  shape(tensor);
  return to_i32(*vectors_->find(tensor));
}

void Pack::report(const std::string& tensor, std::span<const float> values, const std::vector<int64_t>& shape) {
  compare(tensor, {values.begin(), values.end()}, shape);
}
void Pack::report(const std::string& tensor, std::span<const int32_t> values, const std::vector<int64_t>& shape) {
  compare(tensor, {values.begin(), values.end()}, shape);
}
void Pack::report(const std::string& tensor, std::span<const double> values, const std::vector<int64_t>& shape) {
  compare(tensor, {values.begin(), values.end()}, shape);
}

void Pack::claim(const std::string& sentence, bool holds, const std::string& detail) {
  outcomes_.push_back({sentence, "claim", detail, true, holds});
}

void Pack::leave_out(const std::string& tensor, const std::string& why) {
  if (!checks_.contains(tensor)) return;
  reported_.insert(tensor);
  outcomes_.push_back({tensor, "none", why, false, false});
}

std::vector<std::string> Pack::missing() const {
  std::vector<std::string> names;
  for (const auto& [tensor, check] : checks_)
    if (check.kind != Kind::input && check.kind != Kind::info && !reported_.contains(tensor)) names.push_back(tensor);
  return names;
}

}  // namespace duplex::parity
