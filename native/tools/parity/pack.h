#pragma once
// A parity pack: golden vectors of the reference implementation, what is required of each, and what an engine produced.
//
// A runner is one file here, registered by the tensors that make its kind (never by the pack's name or sizes):
//   const Registration mimi_registration{"mimi", [](const Pack& pack) { return pack.has("pcm") && pack.has("pp.codes"); }, run_mimi};
// It reads inputs by name, runs the engine on pack.folder(), and reports every tensor it was asked for:
//   if (pack.wants("pp.codes")) pack.report("pp.codes", codes, {frames, codebooks});
// A tensor that is required and was never reported fails the pack, so a runner never decides what counts.
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "io/config.h"
#include "io/safetensors.h"

namespace duplex::parity {

enum class Kind { input, exact, close, stat, info };

struct Check {
  Kind kind = Kind::info;
  double max_abs = 0;      // close, stat
  double rel_rms = 0;      // stat: rms(error) / rms(expected)
  std::string against;     // stat: the tensor to compare with
};

struct Outcome {
  std::string name, kind, detail;  // detail: error, share of the tolerance, first difference
  bool required = false, ok = false;
};

class Pack {
 public:
  // Throws Error naming the file where the folder is no pack.
  explicit Pack(std::filesystem::path folder);

  const std::filesystem::path& folder() const { return folder_; }
  const CheckpointConfig& config() const { return config_; }
  bool has_file(const std::string& name) const;
  nlohmann::json json(const std::string& name) const;    // cases.json, session.json; Error where absent or not JSON
  bool has(const std::string& tensor) const;             // in vectors.safetensors
  bool wants(const std::string& tensor) const;           // present and not an input: report it
  std::vector<int64_t> shape(const std::string& tensor) const;
  std::vector<float> floats(const std::string& tensor) const;
  std::vector<double> doubles(const std::string& tensor) const;  // of any dtype
  std::vector<int32_t> integers(const std::string& tensor) const;
  const std::map<std::string, Check>& checks() const { return checks_; }

  // Compares what the engine produced with the pack's tensor of that name (kind `stat`: with the tensor it names). Row-major; `shape`
  // may be left out where the number of values says enough. A name the pack does not hold is ignored. Twice the same name: both must hold.
  void report(const std::string& tensor, std::span<const float> values, const std::vector<int64_t>& shape = {});
  void report(const std::string& tensor, std::span<const int32_t> values, const std::vector<int64_t>& shape = {});
  void report(const std::string& tensor, std::span<const double> values, const std::vector<int64_t>& shape = {});
  // A tensor that the device chosen does not show: not required of it, and said so.
  void leave_out(const std::string& tensor, const std::string& why);
  // A requirement that is a sentence of the pack's README instead of a tensor ("a batched prefill gives the same tokens").
  void claim(const std::string& sentence, bool holds, const std::string& detail = "");

  const std::vector<Outcome>& outcomes() const { return outcomes_; }
  std::vector<std::string> missing() const;              // required and never reported

 private:
  void compare(const std::string& tensor, const std::vector<double>& values, const std::vector<int64_t>& shape);
  std::filesystem::path folder_;
  CheckpointConfig config_;
  std::shared_ptr<SafetensorsFile> vectors_;
  std::map<std::string, Check> checks_;
  std::vector<Outcome> outcomes_;
  std::set<std::string> reported_;
};

struct Registration {
  Registration(std::string name, std::function<bool(const Pack&)> recognises, std::function<void(Pack&)> run);
};

struct Runner {
  std::string name;
  std::function<bool(const Pack&)> recognises;
  std::function<void(Pack&)> run;
};
const std::vector<Runner>& runners();

}  // namespace duplex::parity
