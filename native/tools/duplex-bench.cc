// duplex-bench: how long codec and language model take on this machine, beside what it could do at best.
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <exception>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "backend/cpu/matmul.h"
#include "bench/codec.h"
#include "bench/lm.h"
#include "bench/write_results.h"

using namespace duplex;
using namespace duplex::bench;

namespace {

constexpr const char* HELP =
    "duplex-bench FOLDER... [options]\n"
    "\n"
    "Runs codec and language model of each checkpoint folder and prints milliseconds per frame: the codec in float32, the language model with\n"
    "weights in f32, bf16 and 8 bits. floorBytesMs is what reading the weights and caches once would take at readGBs, the rate at which this\n"
    "machine read memory in the same run; floorMathMs the same for the arithmetic; floorShare = floorBytesMs / measured.\n"
    "\n"
    "  --threads N          default 2\n"
    "  --frames N           timed frames, behind 10 that are not; default 60\n"
    "  --context N          keys in each session's cache when the language model begins; default 0\n"
    "  --sessions A,B,...   sessions at once; default 1,2,4,8\n"
    "  --only codec|lm      one of the two\n"
    "  --json FILE          write everything measured there, the time of each part of the codec included\n"
    "\n"
    "Example: native/build/duplex-make-checkpoint .data/tiny && native/build/duplex-bench .data/tiny --frames 20\n"
    "All sizes of native/SPEED.md: npm run bench -- --only native\n";

struct Arguments {
  std::vector<std::string> folders;
  Options options;
  std::string json, only;
};

int32_t count_of(const std::string& flag, std::string_view text, int32_t least, int32_t most) {
  int32_t value = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < least || value > most) {
    throw std::runtime_error(flag + ": expected a whole number from " + std::to_string(least) + " to " + std::to_string(most) + ", received " + std::string(text) + ".");
  }
  return value;
}

std::vector<int32_t> counts_of(const std::string& flag, std::string_view text) {
  std::vector<int32_t> counts;
  for (size_t at = 0; at <= text.size();) {
    const size_t comma = std::min(text.find(',', at), text.size());
    counts.push_back(count_of(flag, text.substr(at, comma - at), 1, 64));
    at = comma + 1;
  }
  return counts;
}

Arguments read_arguments(int count, char** values) {
  Arguments arguments;
  for (int i = 1; i < count; ++i) {
    const std::string flag = values[i];
    if (!flag.starts_with("--")) {
      arguments.folders.push_back(flag);
      continue;
    }
    if (i + 1 == count) throw std::runtime_error(flag + ": expected a value; duplex-bench --help lists the options.");
    const char* value = values[++i];
    if (flag == "--threads") arguments.options.threads = count_of(flag, value, 1, 256);
    else if (flag == "--frames") arguments.options.frames = count_of(flag, value, 1, 100000);
    else if (flag == "--context") arguments.options.context = count_of(flag, value, 0, 100000);
    else if (flag == "--sessions") arguments.options.sessions = counts_of(flag, value);
    else if (flag == "--json") arguments.json = value;
    else if (flag == "--only" && (std::strcmp(value, "codec") == 0 || std::strcmp(value, "lm") == 0)) arguments.only = value;
    else throw std::runtime_error("Expected an option, received " + flag + " " + value + "; duplex-bench --help lists them.");
  }
  if (arguments.folders.empty()) throw std::runtime_error("Expected a checkpoint folder; duplex-bench --help has an example.");
  return arguments;
}

// Ticks of all cores since the start, at work and in all, as Linux counts them; zeros elsewhere.
std::pair<double, double> core_ticks() {
  std::ifstream file("/proc/stat");
  std::string name;
  double busy = 0, all = 0, ticks = 0;
  file >> name;
  for (int i = 0; i < 8 && file >> ticks; ++i) {
    all += ticks;
    if (i != 3 && i != 4) busy += ticks;  // idle, waiting for a disk
  }
  return {busy, all};
}

// The share of the cores that others take now.
double share_of_others() {
  const auto before = core_ticks();
  std::this_thread::sleep_for(std::chrono::seconds(1));
  const auto after = core_ticks();
  return after.second > before.second ? (after.first - before.first) / (after.second - before.second) : -1;
}

void run(const Arguments& arguments) {
  const double others = share_of_others();
  std::vector<Measurement> codec, lm;
  for (const std::string& folder : arguments.folders) {
    const std::shared_ptr<const Checkpoint> checkpoint = Checkpoint::open(folder);
    const auto add = [](std::vector<Measurement>& to, std::vector<Measurement> rows) { to.insert(to.end(), rows.begin(), rows.end()); };
    if (arguments.only != "lm" && checkpoint->has_mimi()) add(codec, bench_codec(checkpoint, arguments.options));
    if (arguments.only != "codec" && checkpoint->has_lm()) add(lm, bench_lm(checkpoint, arguments.options));
  }
  const Measurement machine = {{"instructions", cpu::instruction_set()}, {"threads", static_cast<double>(arguments.options.threads)},
                               {"frames", static_cast<double>(arguments.options.frames)}, {"othersShareBefore", others}};
  std::printf("%d threads, %s; before the run other work took %.0f %% of the cores\n", arguments.options.threads, cpu::instruction_set(), 100 * others);
  if (others > 0.05) std::printf("Something else was running: these figures say nothing about the machine at rest.\n");
  if (!codec.empty()) print_table("Codec, encode and decode of one frame of every session", codec);
  if (!lm.empty()) print_table("Language model, one step of every session", lm);
  if (arguments.json.empty()) return;
  std::ofstream file(arguments.json);
  file << "{\"machine\": " << to_json(machine) << ",\n\"codec\": " << to_json(codec) << ",\n\"lm\": " << to_json(lm) << "}\n";
  if (!file.flush()) throw std::runtime_error(arguments.json + ": cannot be written.");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1 && (std::strcmp(argv[1], "--help") == 0 || std::strcmp(argv[1], "-h") == 0)) return std::fputs(HELP, stdout), 0;
  try {
    run(read_arguments(argc, argv));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "duplex-bench: %s\n", error.what());
    return 1;
  }
  return 0;
}
