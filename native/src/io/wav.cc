#include "io/wav.h"

#include <algorithm>
#include <cmath>
#include <fstream>

#include "duplex.h"
#include "error.h"
#include "io/byte_reader.h"
#include "io/mapped_file.h"
#include "io/resample.h"

namespace duplex {
namespace {

constexpr uint16_t PCM = 1, FLOAT = 3, EXTENSIBLE = 0xfffe;
constexpr uint32_t LEAST_RATE_HZ = 4000, MOST_RATE_HZ = 768000;

struct Format {
  uint16_t kind = 0, channels = 0, block = 0, bits = 0;
  uint32_t rate = 0;
};

Format read_format(ByteReader reader, const std::string& file) {
  Format format;
  format.kind = reader.take<uint16_t>();
  format.channels = reader.take<uint16_t>();
  format.rate = reader.take<uint32_t>();
  reader.skip(4);  // bytes per second: follows from the rest
  format.block = reader.take<uint16_t>();
  format.bits = reader.take<uint16_t>();
  if (reader.ok() && format.kind == EXTENSIBLE) {
    reader.skip(2 + 2 + 4);  // size of what follows, valid bits, speakers
    format.kind = reader.take<uint16_t>();
  }
  if (!reader.ok()) bad_file(file, "the fmt chunk is cut off");
  const bool pcm = format.kind == PCM && (format.bits == 8 || format.bits == 16 || format.bits == 24 || format.bits == 32);
  const bool floating = format.kind == FLOAT && (format.bits == 32 || format.bits == 64);
  if (!pcm && !floating)
    bad_file(file, "expected PCM of 8, 16, 24 or 32 bits or float of 32 or 64, found format " + std::to_string(format.kind) + " of " + std::to_string(format.bits) +
                  " bits; convert it, for example: ffmpeg -i IN -c:a pcm_s16le OUT.wav");
  if (format.rate < LEAST_RATE_HZ || format.rate > MOST_RATE_HZ) bad_file(file, "expected a rate from 4000 to 768000 Hz, found " + std::to_string(format.rate));
  if (format.channels == 0 || format.block != format.channels * (format.bits / 8))
    bad_file(file, "expected blocks of channels x bytes, found " + std::to_string(format.channels) + " channels in blocks of " + std::to_string(format.block) + " bytes");
  return format;
}

float sample_at(const std::byte* at, const Format& format) {
  const auto value = [&]<typename T>(T v) {
    std::memcpy(&v, at, sizeof v);
    return v;
  };
  if (format.kind == FLOAT) return format.bits == 32 ? value(float{}) : static_cast<float>(value(double{}));
  switch (format.bits) {
    case 8: return (static_cast<float>(value(uint8_t{})) - 128.0f) / 128.0f;
    case 16: return static_cast<float>(value(int16_t{})) / 32768.0f;
    case 24: {
      uint32_t raw = 0;
      std::memcpy(&raw, at, 3);
      return static_cast<float>(static_cast<int32_t>(raw << 8) >> 8) / 8388608.0f;
    }
    default: return static_cast<float>(value(int32_t{})) / 2147483648.0f;
  }
}

std::vector<float> read_samples(std::string_view data, const Format& format, const std::string& file) {
  std::vector<float> samples(data.size() / format.block);
  const auto* bytes = reinterpret_cast<const std::byte*>(data.data());
  for (size_t i = 0; i < samples.size(); ++i) {
    samples[i] = sample_at(bytes + i * format.block, format);
    if (!std::isfinite(samples[i])) bad_file(file, "expected finite samples, found one that is not at " + std::to_string(i));
  }
  return samples;
}

}  // namespace

Wav parse_wav(const std::byte* bytes, size_t size, const std::string& name) {
  ByteReader reader(bytes, size);
  const bool riff = reader.take_text(4) == "RIFF";
  reader.skip(4);  // length of the file: recorders that were stopped leave it wrong
  if (!riff || reader.take_text(4) != "WAVE") bad_file(name, "expected a RIFF WAVE file, found something else; convert it, for example: ffmpeg -i IN OUT.wav");
  Format format;
  while (reader.left() >= 8) {
    const std::string_view chunk = reader.take_text(4);
    const size_t length = reader.take<uint32_t>();
    const size_t here = std::min(length, reader.left());
    if (chunk == "fmt ") {
      format = read_format(ByteReader(bytes + reader.position(), here), name);
    } else if (chunk == "data") {
      if (format.rate == 0) bad_file(name, "expected the fmt chunk before the data, found none");
      return {static_cast<int32_t>(format.rate), format.channels, read_samples(reader.take_text(here), format, name)};
    }
    reader.skip(std::min(here + (length & 1), reader.left()));
  }
  bad_file(name, "expected a data chunk, found none: the file is cut off");
}

Wav read_wav(const std::filesystem::path& path) {
  const auto file = MappedFile::open(path);
  return parse_wav(file->bytes(), file->size(), path.string());
}

std::vector<float> read_wav_24k(const std::filesystem::path& path) {
  Wav wav = read_wav(path);
  if (wav.sample_rate_hz == DUPLEX_SAMPLE_RATE_HZ) return std::move(wav.samples);
  return resample(wav.samples, wav.sample_rate_hz, DUPLEX_SAMPLE_RATE_HZ);
}

void write_wav(const std::filesystem::path& path, std::span<const float> samples, int32_t sample_rate_hz) {
  const size_t data_bytes = samples.size() * 2;
  if (data_bytes > 0xffffff00u) throw Error(DUPLEX_BAD_ARGUMENT, path.string() + ": expected at most 2^31 samples for a WAVE file, found " + std::to_string(samples.size()));
  std::string out;
  out.reserve(44 + data_bytes);
  const auto number = [&](uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i));
  };
  const uint32_t rate = static_cast<uint32_t>(sample_rate_hz);
  out += "RIFF", number(static_cast<uint32_t>(36 + data_bytes), 4), out += "WAVEfmt ", number(16, 4);
  number(PCM, 2), number(1, 2), number(rate, 4), number(rate * 2, 4), number(2, 2), number(16, 2);
  out += "data", number(static_cast<uint32_t>(data_bytes), 4);
  for (float sample : samples) {
    const float scaled = std::isfinite(sample) ? std::clamp(std::nearbyint(sample * 32768.0f), -32768.0f, 32767.0f) : 0.0f;
    number(static_cast<uint16_t>(static_cast<int16_t>(scaled)), 2);
  }
  std::ofstream file(path, std::ios::binary);
  file.write(out.data(), static_cast<std::streamsize>(out.size()));
  if (!file.flush()) throw Error(DUPLEX_BAD_FILE, path.string() + ": cannot be written");
}

}  // namespace duplex
