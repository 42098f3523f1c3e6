#include "parity/pack.h"

namespace duplex::parity {
namespace {

std::vector<Runner>& table() {
  static std::vector<Runner> runners;
  return runners;
}

}  // namespace

Registration::Registration(std::string name, std::function<bool(const Pack&)> recognises, std::function<void(Pack&)> run) {
  table().push_back({std::move(name), std::move(recognises), std::move(run)});
}

const std::vector<Runner>& runners() { return table(); }

}  // namespace duplex::parity
