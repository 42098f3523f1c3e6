// duplex-bench-cuda: times of the CUDA backend on random full-size weights, as a table and as a file.
#include <cstdio>
#include <cstring>
#include <ctime>
#include <fstream>
#include <nlohmann/json.hpp>

#include "bench-cuda/calls.h"
#include "bench-cuda/random_model.h"
#include "error.h"

using namespace duplex;
using namespace duplex::bench;

namespace {

constexpr const char* HELP =
    "duplex-bench-cuda [--json FILE] [--reference FILE] [--commit NAME] [--scratch FOLDER] [--layers N] [--frames N]\n"
    "\n"
    "PersonaPlex-7B's sizes with random weights on cuda:0, through the backend as the engine uses it: frames host to host (encode, step, decode) for 1,\n"
    "32, 64, 80 and 96 calls at full context, the start of a call, and one call in 12 GB. FILE of --json gets the figures; --reference names a JSON object of the\n"
    "reference's p50 in ms by row id, measured on the same machine in the same run (null where there is none).\n";

struct Order {
  std::string json, reference, commit = "unknown", scratch = "/tmp";
  int32_t layers = 32, frames = 60;
};

Order read_order(int argc, char** argv) {
  Order order;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string flag = argv[i], value = argv[i + 1];
    if (flag == "--json") order.json = value;
    else if (flag == "--reference") order.reference = value;
    else if (flag == "--commit") order.commit = value;
    else if (flag == "--scratch") order.scratch = value;
    else if (flag == "--layers") order.layers = std::stoi(value);
    else if (flag == "--frames") order.frames = std::stoi(value);
    else throw Error(DUPLEX_BAD_ARGUMENT, "expected an option, found " + flag);
  }
  if (argc % 2 == 0) throw Error(DUPLEX_BAD_ARGUMENT, std::string(argv[argc - 1]) + ": expected a value");
  return order;
}

class Figures {
 public:
  explicit Figures(const std::string& reference) {
    if (!reference.empty()) std::ifstream(reference) >> reference_;
  }
  void add(const std::string& id, const Milliseconds& ms) {
    rows_.push_back({{"id", id}, {"ours_ms_p50", ms.p50}, {"ours_ms_p99", ms.p99}, {"reference_ms_p50", reference_.contains(id) ? reference_[id] : nlohmann::json()}});
  }
  nlohmann::json rows() const { return rows_; }

 private:
  nlohmann::json reference_ = nlohmann::json::object(), rows_ = nlohmann::json::array();
};

void print(const char* name, const CallTimes& t) {
  std::printf("%-10s %3d calls  frame %7.2f / %7.2f  encode %6.2f / %6.2f  step %7.2f / %7.2f  decode %6.2f / %6.2f ms (p50 / p99)\n", name, t.calls, t.frame.p50, t.frame.p99,
              t.encode.p50, t.encode.p99, t.step.p50, t.step.p99, t.decode.p50, t.decode.p99);
  std::fflush(stdout);
}

std::string today() {
  char text[32];
  const std::time_t now = std::time(nullptr);
  std::strftime(text, sizeof text, "%Y-%m-%d", std::gmtime(&now));
  return text;
}

// The model held to 12 GB of the device: 8-bit weights and keys. What it takes is read from the device, before and after, not from its own books.
nlohmann::json time_low_memory(const RandomModel& model, int32_t frames) {
  constexpr int64_t kLimitBytes = 12'000'000'000;
  const int64_t free_before = cuda_free_bytes();
  const std::unique_ptr<CudaBackend> backend = open_cuda_backend(model.sources(), {.precision = {LmPrecision::i8, false, KeyChoice::i8}, .memory_limit_bytes = kLimitBytes});
  Calls calls(*backend);
  const CallTimes times = calls.time_frames(1, 2 * frames, 0);
  const int64_t taken = free_before - cuda_free_bytes();
  std::printf("held to %.1f GB: takes %.2f GB; %d calls fit at a context of %lld\n", static_cast<double>(kLimitBytes) * 1e-9, static_cast<double>(taken) * 1e-9,
              backend->facts().most_sessions, static_cast<long long>(backend->facts().context));
  print("  12 GB", times);
  return {{"limit_bytes", kLimitBytes}, {"taken_bytes", taken}, {"calls", backend->facts().most_sessions}, {"context_steps", backend->facts().context}, {"frame_ms_p50", times.frame.p50}, {"frame_ms_p99", times.frame.p99}};
}

int run(const Order& order) {
  Figures figures(order.reference);
  const RandomModel model(order.layers, order.scratch);
  int32_t in_real_time = 0;
  std::string device;
  const std::pair<const char*, CudaOptions> kinds[] = {{"bf16", {.precision = {LmPrecision::bf16, true, KeyChoice::bf16}}},
                                                       {"8-bit", {.precision = {LmPrecision::i8, false, KeyChoice::i8}}}};
  for (const auto& [name, options] : kinds) {
    const bool bf16 = options.precision.keys == KeyChoice::bf16;
    const std::unique_ptr<CudaBackend> backend = open_cuda_backend(model.sources(), options);
    device = backend->facts().device;
    std::printf("%s; %d calls fit at full context, %.2f GB each\n", device.c_str(), backend->facts().most_sessions, static_cast<double>(backend->facts().session_bytes) * 1e-9);
    Calls calls(*backend);
    for (const int32_t count : {1, 32, 64, 80, 96}) {
      if (count > backend->facts().most_sessions) {
        std::printf("%-10s %3d calls do not fit\n", name, count);
        continue;
      }
      const CallTimes times = calls.time_frames(count, count == 1 ? 5 * order.frames : order.frames, 0);
      print(name, times);
      if (count == 1) figures.add(bf16 ? "lm_step_b1_bf16" : "lm_step_b1_8bit", times.step);
      if (count == 1) figures.add(bf16 ? "frame_b1_bf16" : "frame_b1_8bit", times.frame);
      if (count == 32) figures.add(bf16 ? "tick_b32_bf16" : "tick_b32_8bit", times.frame);
      if (count < 32) continue;
      const CallTimes changing = calls.time_frames(count, order.frames, 5);
      print("  changing", changing);
      if (std::max(times.frame.p99, changing.frame.p99) < 80) in_real_time = std::max(in_real_time, count);
    }
    if (!bf16) continue;
    figures.add("call_start_cold_ms", calls.time_cold_start(10));
    figures.add("call_start_cached_ms", calls.time_cached_start(20));
  }
  const nlohmann::json low_memory = time_low_memory(model, order.frames);
  const nlohmann::json all = {{"date", today()}, {"commit", order.commit}, {"device", device}, {"layers", order.layers}, {"rows", figures.rows()}, {"realtime_calls_full_context", in_real_time}, {"low_memory", low_memory}};
  std::printf("%s\n", all.dump(1).c_str());
  if (!order.json.empty()) {
    std::ofstream file(order.json);
    file << all.dump(1) << "\n";
    if (!file.flush()) throw Error(DUPLEX_BAD_FILE, order.json + ": cannot be written");
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1 && (std::strcmp(argv[1], "--help") == 0 || std::strcmp(argv[1], "-h") == 0)) return std::fputs(HELP, stdout), 0;
  try {
    return run(read_order(argc, argv));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "duplex-bench-cuda: %s\n", error.what());
    return 1;
  }
}
