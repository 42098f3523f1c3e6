#include <algorithm>
#include <vector>

#include "backend/backend.h"

namespace duplex {

void Backend::frame(std::span<FrameWork> work) {
  std::vector<EncodeWork> encodes;
  std::vector<StepWork> steps;
  std::vector<DecodeWork> decodes;
  for (const FrameWork& each : work) {
    if (each.pcm) encodes.push_back({each.slot, each.pcm, {}});
  }
  if (!encodes.empty()) encode(encodes);
  auto heard = encodes.begin();
  for (FrameWork& each : work) {
    if (each.pcm) {
      each.heard = heard++->codes;
      hear(each.in, each.heard);
    }
    steps.push_back({each.slot, each.in, {}});
  }
  step(steps);
  for (size_t i = 0; i < work.size(); ++i) {
    work[i].out = steps[i].out;
    const Codes codes = spoken_codes(work[i].spoken, work[i].out);
    if (work[i].agent_pcm && std::ranges::all_of(codes, [](int32_t code) { return code >= 0; })) decodes.push_back({work[i].slot, codes, work[i].agent_pcm});
  }
  if (!decodes.empty()) decode(decodes);
}

}  // namespace duplex
