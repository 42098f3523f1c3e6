#include <algorithm>

#include "backend/backend.h"

namespace duplex {

void Backend::frame(std::span<FrameWork> work) {
  encodes_.clear(), steps_.clear(), decodes_.clear();
  for (const FrameWork& each : work) {
    if (each.pcm) encodes_.push_back({each.slot, each.pcm, {}});
  }
  if (!encodes_.empty()) encode(encodes_);
  auto heard = encodes_.begin();
  for (FrameWork& each : work) {
    if (each.pcm) {
      each.heard = heard++->codes;
      hear(each.in, each.heard);
    }
    steps_.push_back({each.slot, each.in, {}});
  }
  step(steps_);
  for (size_t i = 0; i < work.size(); ++i) {
    work[i].out = steps_[i].out;
    const Codes codes = spoken_codes(work[i].spoken, work[i].out);
    if (work[i].agent_pcm && std::ranges::all_of(codes, [](int32_t code) { return code >= 0; })) decodes_.push_back({work[i].slot, codes, work[i].agent_pcm});
  }
  if (!decodes_.empty()) decode(decodes_);
}

}  // namespace duplex
