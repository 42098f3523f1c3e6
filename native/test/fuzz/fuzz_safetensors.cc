// Any bytes as a safetensors file: an Error or readable tensors. Then as a language model of small sizes, under any of its names.
#include "error.h"
#include "io/lm_tensors.h"
#include "io/mimi_tensors.h"
#include "io/safetensors.h"

using namespace duplex;

namespace {

LmConfig small_lm() {
  LmConfig lm;
  lm.dim = lm.depformer_dim = 2;
  lm.num_layers = lm.num_heads = lm.depformer_num_heads = lm.depformer_num_layers = 1;
  lm.text_card = 4, lm.card = 2, lm.n_q = 2, lm.dep_q = 2, lm.depformer_dim_feedforward = 8;
  lm.delays = {0, 0, 0};
  return lm;
}

template <typename Work>
void try_it(Work work) {
  try {
    work();
  } catch (const Error&) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  try_it([&] {
    const auto file = SafetensorsFile::from_bytes(reinterpret_cast<const std::byte*>(data), size, "fuzz.safetensors");
    for (const auto& entry : file->tensors()) {
      const TensorView& tensor = entry.second;
      try_it([&] { to_f32(tensor); });
      try_it([&] { to_i32(tensor); });
    }
    try_it([&] {
      const LmTensors lm = find_lm_tensors(*file, small_lm(), 2);
      for (const auto& step : lm.steps) to_f32(step.attention[0].in_proj), to_f32(step.gating[0].linear_out);
    });
    try_it([&] { MimiTensors(*file).values("encoder.model.0.conv.conv.weight", {2, 1, 3}); });
    try_it([&] {
      MimiConfig mimi;
      mimi.bins = 2, mimi.quantizer_dimension = 2;
      MimiTensors(*file).centroids(0, mimi);
    });
  });
  return 0;
}
