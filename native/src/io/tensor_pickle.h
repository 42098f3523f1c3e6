#pragma once
// The few pickle instructions that a dict of tensors saved with torch.save is made of. Nothing is imported, called or built but
// dicts, tuples, numbers, texts and the description of tensors.
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "io/safetensors.h"

namespace duplex {

// Where a tensor's values lie: element `offset` of storage `key`, one stride per axis, all in elements.
struct PickledTensor {
  std::string key;
  Dtype dtype = Dtype::f32;
  int64_t storage_count = 0, offset = 0;
  std::vector<int64_t> shape, strides;
};

// Throws Error(DUPLEX_BAD_FILE) naming `file` and the instruction or name that is not of this kind.
std::map<std::string, PickledTensor> read_tensor_pickle(const std::byte* bytes, size_t size, const std::string& file);

}  // namespace duplex
