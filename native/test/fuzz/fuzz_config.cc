// Any bytes as config.json: an Error or sizes that fit together.
#include <cstdlib>

#include "error.h"
#include "io/config.h"
#include "io/mimi_tensors.h"

using namespace duplex;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  try {
    const CheckpointConfig config = parse_config({reinterpret_cast<const char*>(data), size}, "config.json");
    const LmConfig& lm = config.lm;
    const bool fits = lm.head_dim() * lm.num_heads == lm.dim && lm.ffn_hidden() > 0 && lm.depformer_ffn_hidden() > 0 && lm.max_delay() >= 0 &&
                      lm.delays.size() == static_cast<size_t>(lm.rows()) && config.mimi.seanet.hop() * config.mimi.steps_per_frame() == config.mimi.frame_samples();
    if (!fits) std::abort();
    mimi_tensor_shapes(config.mimi);
  } catch (const Error&) {
  }
  return 0;
}
