#pragma once
// A checkpoint on the CPU's backend and on a device, and how far what they compute lies apart.
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <memory>
#include <random>
#include <string>

#include <nlohmann/json.hpp>

#include "backend/cpu_backend.h"
#include "backend/cuda/cuda_backend.h"
#include "duplex.h"

namespace duplex::gpu_test {

struct TwoBackends {
  TwoBackends(const std::string& folder, const LmPrecision& precision = {}, CudaOptions options = {})
      : checkpoint(Checkpoint::open(folder)), cpu(checkpoint, {0, precision, options.ring, options.context}) {
    options.precision = precision;
    cuda = open_cuda_backend(checkpoint, options);
  }
  std::shared_ptr<Checkpoint> checkpoint;
  CpuBackend cpu;
  std::unique_ptr<CudaBackend> cuda;
};

inline std::string fixture(const std::string& name) { return std::string(DUPLEX_FIXTURES) + "/parity/" + name; }

// The files of a checkpoint under a config.json that asks for a conversation window besides; none: the checkpoint as it is.
class Windowed {
 public:
  Windowed(const std::filesystem::path& of, int32_t conversation_window)
      : made_(conversation_window > 0),
        folder_(made_ ? std::filesystem::temp_directory_path() / ("duplex-windowed-" + std::to_string(::getpid())) : of) {
    if (!made_) return;
    std::filesystem::create_directory(folder_);
    for (const auto& file : std::filesystem::directory_iterator(of)) {
      if (file.path().filename() != "config.json") std::filesystem::create_symlink(std::filesystem::absolute(file.path()), folder_ / file.path().filename());
    }
    std::ifstream given(of / "config.json");
    nlohmann::json config = given ? nlohmann::json::parse(given) : nlohmann::json::object();
    config["conversation_window"] = conversation_window;
    std::ofstream(folder_ / "config.json") << config;
  }
  ~Windowed() {
    if (made_) std::filesystem::remove_all(folder_);
  }
  std::string folder() const { return folder_.string(); }

 private:
  bool made_;
  std::filesystem::path folder_;
};

class Draw {
 public:
  explicit Draw(uint32_t seed) : random_(seed) {}
  int32_t below(int64_t bound) { return static_cast<int32_t>(random_() % static_cast<uint64_t>(bound)); }
  StreamTokens tokens(const BackendFacts& facts) {
    StreamTokens tokens{};
    for (int s = 0; s < kStreams; ++s) tokens[static_cast<size_t>(s)] = below(12) == 0 ? kZero : below(s == 0 ? facts.text_card + 1 : facts.card + 1);
    return tokens;
  }
  std::vector<float> frame() {
    std::vector<float> pcm(DUPLEX_FRAME_SAMPLES);
    for (float& sample : pcm) sample = static_cast<float>(below(20001) - 10000) / 40000.0f;
    return pcm;
  }

 private:
  std::mt19937 random_;
};

// Everything is given, so that both backends compute the same thing whatever they would have sampled.
inline StepInput forced(Draw& draw, const BackendFacts& facts, int64_t position) {
  StepInput in;
  in.position = position;
  in.tokens = draw.tokens(facts);
  in.provided = draw.tokens(facts);
  for (int32_t& token : in.provided) token = token == kZero ? 0 : token;
  in.sampling = {{0.7f, 25}, {0.8f, 50}, 1000};
  return in;
}

struct Distance {
  double largest = 0, squares = 0, of_expected = 0;
  bool finite = true;
  void see(const std::vector<float>& expected, const std::vector<float>& found) {
    finite &= expected.size() == found.size();
    for (size_t i = 0; i < expected.size() && i < found.size(); ++i) {
      const double error = std::fabs(static_cast<double>(expected[i]) - found[i]);
      finite &= std::isfinite(error);
      largest = std::max(largest, error);
      squares += error * error;
      of_expected += static_cast<double>(expected[i]) * expected[i];
    }
  }
  double relative() const { return finite ? std::sqrt(squares / std::max(of_expected, 1e-300)) : 1e30; }
};

struct TraceDistance {
  Distance hidden, text, codes;
  void see(const StepTrace& expected, const StepTrace& found) {
    hidden.see(expected.hidden, found.hidden);
    text.see(expected.text_logits, found.text_logits);
    codes.see(expected.code_logits, found.code_logits);
  }
  double worst() const { return std::max({hidden.relative(), text.relative(), codes.relative()}); }
};

// The same steps on one backend, traced.
template <class AnyBackend>
std::vector<StepTrace> traced_step(AnyBackend& backend, std::vector<StepWork>& work) {
  std::vector<StepTrace> traces;
  backend.trace_to(&traces);
  backend.step(work);
  backend.trace_to(nullptr);
  return traces;
}

}  // namespace duplex::gpu_test
