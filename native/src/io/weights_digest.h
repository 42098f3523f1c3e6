#pragma once
// One number for the weights of a checkpoint, whatever order, padding or metadata their files have.
#include <stop_token>
#include <string>
#include <vector>

#include "io/safetensors.h"

namespace duplex {

struct DigestPart {
  std::string role;  // "lm", "mimi"
  const SafetensorsFile* file = nullptr;
};

// SHA-256, hex, over one line per tensor (role, name, dtype, shape, SHA-256 of its bytes), sorted by role and name. Reads every byte, about
// 0.3 GB/s: a minute for 17 GB. Empty where it was told to stop.
std::string hash_weights(const std::vector<DigestPart>& parts, const std::stop_token& stop = {});

// The same with 64 samples of 64 bytes instead of all bytes: milliseconds for 17 GB. Good as a key beside other things, no proof of content.
std::string sample_weights(const std::vector<DigestPart>& parts);

}  // namespace duplex
