#pragma once
// A voice prompt that the reference saved with torch.save: a dict of `embeddings` and `cache` (model-spec 5, "Voice from .pt").
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace duplex {

struct VoicePt {
  int64_t rows = 0;               // V − 1: positions 0..V−2; the prompt has V = rows + 1 frames
  int64_t dim = 0;
  std::vector<float> embeddings;  // [rows, dim]: summed input embeddings
  int64_t streams = 0;            // 17
  std::vector<int32_t> cache;     // [streams, 4]: column (p mod 4) holds the tokens of position p
  int64_t frames() const { return rows + 1; }
  int32_t token(int64_t position, int64_t stream) const { return cache[static_cast<size_t>(stream * 4 + position % 4)]; }
};

// Reads the zip and the few pickle instructions that such a file needs, and runs nothing. A device tag (cuda:0) is ignored.
// Throws Error(DUPLEX_BAD_FILE) naming the file for anything else, also where the width is not `dim` or the streams are not `streams`.
// Tokens are −2 (ungenerated), −1 (zero) or more: whether they fit the vocabulary is for the caller to check.
VoicePt read_voice_pt(const std::filesystem::path& path, int64_t dim, int64_t streams);
VoicePt parse_voice_pt(const std::byte* bytes, size_t size, const std::string& name, int64_t dim, int64_t streams);

}  // namespace duplex
