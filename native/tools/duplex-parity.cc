// duplex-parity PACK_DIR: runs a parity pack and says of every tensor how far it is from the reference's.
#include <cstdio>
#include <cstring>
#include <exception>
#include <string>

#include "parity/device.h"
#include "parity/pack.h"

using namespace duplex::parity;

namespace {

constexpr const char* HELP =
    "duplex-parity [--device cpu|cuda|cuda:N] PACK_DIR...\n"
    "\n"
    "Runs parity packs: folders with vectors.safetensors, checks.json and the checkpoint they were recorded on. The kind of a pack is\n"
    "recognised by its tensors. Prints for each tensor its error and the share of the tolerance that it uses.\n"
    "Exit: 0 if every required check of every pack holds and every required tensor was produced, 1 otherwise, 2 for wrong use,\n"
    "77 where the device is not there.\n"
    "\n"
    "Example: native/build/duplex-parity native/test/fixtures/parity/mimi-tiny\n";

const Runner* choose(const Pack& pack) {
  const Runner* chosen = nullptr;
  std::string names;
  for (const Runner& runner : runners()) {
    names += (names.empty() ? "" : ", ") + runner.name;
    if (!runner.recognises(pack)) continue;
    if (chosen) {
      std::printf("FAIL: expected a pack of one kind, found one that is both %s and %s\n", chosen->name.c_str(), runner.name.c_str());
      return nullptr;
    }
    chosen = &runner;
  }
  if (!chosen) std::printf("FAIL: expected a pack of a kind among: %s; its tensors fit none of them\n", names.c_str());
  return chosen;
}

void print(const Outcome& outcome) {
  const char* verdict = outcome.ok ? "ok" : outcome.required ? "FAIL" : "differs";
  std::printf("  %-7s %-6s %-28s %s\n", verdict, outcome.kind.c_str(), outcome.name.c_str(), outcome.detail.c_str());
}

bool run_pack(const char* folder) {
  std::printf("%s\n", folder);
  std::fflush(stdout);
  Pack pack(folder);
  const Runner* runner = choose(pack);
  if (!runner) return false;
  std::string stopped;
  try {
    runner->run(pack);
  } catch (const std::exception& error) {
    stopped = error.what();
  }
  size_t required = 0, held = 0;
  for (const Outcome& outcome : pack.outcomes()) {
    print(outcome);
    required += outcome.required;
    held += outcome.required && outcome.ok;
  }
  const auto missing = pack.missing();
  for (const std::string& tensor : missing) std::printf("  FAIL           %-28s required, not produced\n", tensor.c_str());
  if (!stopped.empty()) std::printf("  FAIL: stopped: %s\n", stopped.c_str());
  const bool ok = held == required && required > 0 && missing.empty() && stopped.empty();
  std::printf("%s: kind %s, %zu of %zu required checks hold, %zu required tensors missing: %s\n", folder, runner->name.c_str(), held, required, missing.size(),
              ok ? "PASSED" : "FAILED");
  return ok;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2 || std::strcmp(argv[1], "--help") == 0 || std::strcmp(argv[1], "-h") == 0) {
    std::fputs(HELP, argc < 2 ? stderr : stdout);
    return argc < 2 ? 2 : 0;
  }
  bool ok = true;
  for (int i = 1; i < argc; ++i) {
    try {
      if (std::strcmp(argv[i], "--device") == 0 && i + 2 < argc) {
        use_device(argv[++i]);
        if (!device_is_there()) return std::printf("no such device: skipped\n"), 77;
        continue;
      }
      ok = run_pack(argv[i]) && ok;
    } catch (const std::exception& error) {
      std::printf("FAILED: %s\n", error.what());
      ok = false;
    }
  }
  return ok ? 0 : 1;
}
