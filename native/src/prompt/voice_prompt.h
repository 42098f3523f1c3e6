#pragma once
// The recording or saved state that a session's voice comes from (spec section 5).
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "backend/backend.h"
#include "prompt/prompt_sequence.h"

namespace duplex {

struct VoicePrompt {
  std::vector<float> pcm;                 // 24 kHz mono, −24 LUFS, whole frames; empty: none or embedded
  std::optional<EmbeddedVoice> embedded;  // from a .pt
  std::string key;                        // SHA-256 of its content, "" for none
  int64_t frames() const;
};

// The last frame is filled up with zeros.
VoicePrompt voice_from_pcm(std::span<const float> pcm);
// .pt (restricted reader) or .wav (resampled and brought to −24 LUFS). Throws Error naming the file.
VoicePrompt voice_from_file(const std::filesystem::path& path, const BackendFacts& facts);

}  // namespace duplex
