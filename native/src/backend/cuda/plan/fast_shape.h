#pragma once
// Which checkpoints the fast kernels serve; the simple ones serve the rest.
#include <cstdint>
#include <string>

#include "io/config.h"
#include "io/safetensors.h"

namespace duplex::cuda {

enum class KeyType { f32, bf16, i8 };

// Bytes of one page: keys and values of kPageSlots positions in every layer; 8-bit ones with a float16 scale a row.
int64_t page_value_bytes(const LmConfig& config, KeyType type);
int64_t page_scale_bytes(const LmConfig& config, KeyType type);

// Empty where the fast kernels fit the language model on a device of `capability` (90: compute capability 9.0); else what they expected and what
// was found. `rounded`: activations are bfloat16, weights bfloat16 or 8-bit.
std::string why_not_fast(const LmConfig& config, int32_t depformer_steps, bool rounded, KeyType keys, int32_t capability);

// Throws Error(DUPLEX_UNSUPPORTED) where no kernel of this backend fits: naming key, what was expected and what was found.
void require_lm_shape(const LmConfig& config);
void require_codec_shape(const MimiConfig& config);

// Whether the codec's tensor-core kernels fit (channels that are read 16 bytes at a time); else the simple ones run.
bool codec_fits_tensor_cores(const MimiConfig& config);

}  // namespace duplex::cuda
