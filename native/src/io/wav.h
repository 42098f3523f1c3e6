#pragma once
// RIFF WAVE files: PCM of 8, 16, 24 and 32 bits, float of 32 and 64, any rate, any number of channels (the first one counts).
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace duplex {

struct Wav {
  int32_t sample_rate_hz = 0;
  int32_t channels = 0;        // in the file
  std::vector<float> samples;  // of the first channel, full scale 1 (16-bit samples / 32768)
};

// Throws Error(DUPLEX_BAD_FILE) naming the file and what was expected. A data chunk longer than the file is cut, as recorders that
// were stopped leave it; a sample that is not finite is an error.
Wav read_wav(const std::filesystem::path& path);
Wav parse_wav(const std::byte* bytes, size_t size, const std::string& name);

// The first channel at 24 kHz: the samples themselves where the file has that rate, resampled otherwise.
std::vector<float> read_wav_24k(const std::filesystem::path& path);

// Mono, 16 bits, rounded and clipped. Throws Error(DUPLEX_BAD_FILE) where the file cannot be written.
void write_wav(const std::filesystem::path& path, std::span<const float> samples, int32_t sample_rate_hz);

}  // namespace duplex
