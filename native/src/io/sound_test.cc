// Sound in and out: wav, resampling, loudness.
#include <cmath>
#include <cstring>
#include <doctest/doctest.h>
#include <numbers>

#include "error.h"
#include "io/loudness.h"
#include "io/resample.h"
#include "io/safetensors.h"
#include "io/wav.h"

using namespace duplex;

namespace {

const std::filesystem::path SESSION = std::filesystem::path(DUPLEX_FIXTURES) / "parity/session-tiny";

std::vector<float> tone(double hz, int32_t rate, double seconds, double amplitude = 0.5) {
  std::vector<float> samples(static_cast<size_t>(rate * seconds));
  for (size_t i = 0; i < samples.size(); ++i) samples[i] = static_cast<float>(amplitude * std::sin(2 * std::numbers::pi * hz * static_cast<double>(i) / rate));
  return samples;
}

// Largest difference away from the ends.
double worst(const std::vector<float>& a, const std::vector<float>& b, size_t margin) {
  double most = 0;
  for (size_t i = margin; i + margin < std::min(a.size(), b.size()); ++i) most = std::max(most, std::fabs(static_cast<double>(a[i]) - b[i]));
  return most;
}

template <typename T>
std::string wav_of(uint16_t kind, uint16_t channels, const std::vector<T>& data, uint16_t bits, size_t claimed = 0) {
  std::string out = "RIFF....WAVEfmt ";
  const auto number = [&](uint32_t value, size_t bytes) { out.append(reinterpret_cast<const char*>(&value), bytes); };
  number(16, 4), number(kind, 2), number(channels, 2), number(24000, 4), number(0, 4), number(channels * bits / 8u, 2), number(bits, 2);
  out += "LIST", number(3, 4), out += "abc", out += '\0';  // a chunk to pass over, of odd length
  out += "data", number(static_cast<uint32_t>(claimed ? claimed : data.size() * sizeof(T)), 4);
  out.append(reinterpret_cast<const char*>(data.data()), data.size() * sizeof(T));
  return out;
}

Wav parse(const std::string& bytes) { return parse_wav(reinterpret_cast<const std::byte*>(bytes.data()), bytes.size(), "a.wav"); }

}  // namespace

TEST_CASE("loudness and gain are pyloudnorm's") {
  const auto vectors = SafetensorsFile::open(SESSION / "vectors.safetensors");
  const auto expected = [&](const char* name) {
    double value;
    std::memcpy(&value, vectors->require(name, {1}).data, sizeof value);
    return value;
  };
  const auto voice = read_wav_24k(SESSION / "voices/TINYM0.wav");
  const double lufs = integrated_loudness(voice, 24000);
  CHECK(lufs == doctest::Approx(expected("voice.lufs")).epsilon(1e-7));
  CHECK(loudness_gain(lufs) == doctest::Approx(expected("voice.gain")).epsilon(1e-7));
  CHECK(integrated_loudness(read_wav_24k(SESSION / "user.wav"), 24000) == doctest::Approx(expected("user.lufs")).epsilon(1e-7));
  CHECK(integrated_loudness(normalize_loudness(voice, 24000), 24000) == doctest::Approx(-24.0).epsilon(1e-6));
  CHECK(integrated_loudness(tone(997, 48000, 3, 1.0), 48000) == doctest::Approx(-3.01).epsilon(0.02));  // the standard's own anchor
  CHECK_THROWS_WITH(integrated_loudness(tone(440, 24000, 0.39), 24000), doctest::Contains("0.4 s"));
  CHECK(integrated_loudness(std::vector<float>(24000, 0.0f), 24000) == -INFINITY);
  CHECK_THROWS_WITH(normalize_loudness(std::vector<float>(24000, 0.0f), 24000), doctest::Contains("silence"));
}

TEST_CASE("resampling keeps tones in the pass band and stops what would fold") {
  for (int32_t rate : {8000, 16000, 22050, 44100, 44101, 48000, 96000}) {
    const double hz = std::min(rate, 24000) * 0.44;  // 88 % of the lower Nyquist frequency
    const auto out = resample(tone(hz, rate, 0.5), rate, 24000);
    CHECK(out.size() == 12000);
    CHECK_MESSAGE(worst(out, tone(hz, 24000, 0.5), 500) < 1e-4, rate);
    const auto low = resample(tone(200, rate, 0.5), rate, 24000);
    CHECK_MESSAGE(worst(low, tone(200, 24000, 0.5), 500) < 1e-4, rate);
  }
  const auto folded = resample(tone(12100, 48000, 0.5), 48000, 24000);
  CHECK(worst(folded, std::vector<float>(folded.size(), 0.0f), 500) < 1e-4);
  CHECK(resample(std::vector<float>{1, 2, 3}, 24000, 24000) == std::vector<float>{1, 2, 3});
  CHECK(resample(std::vector<float>(100, 0.0f), 48000, 24000).size() == 50);
  CHECK(resample(std::vector<float>(101, 0.0f), 48000, 24000).size() == 51);
  CHECK(resample(std::vector<float>{}, 48000, 24000).empty());
  CHECK_THROWS_AS(resample(std::vector<float>{}, 0, 24000), Error);
}

TEST_CASE("every kind of WAVE file gives its first channel") {
  CHECK(parse(wav_of<int16_t>(1, 2, {16384, 1, -32768, 2}, 16)).samples == std::vector<float>{0.5f, -1.0f});
  CHECK(parse(wav_of<uint8_t>(1, 1, {0, 128, 255}, 8)).samples == std::vector<float>{-1.0f, 0.0f, 127.0f / 128.0f});
  CHECK(parse(wav_of<uint8_t>(1, 1, {0, 0, 0x40, 0xff, 0xff, 0xff}, 24)).samples == std::vector<float>{0.5f, -1.0f / 8388608.0f});
  CHECK(parse(wav_of<int32_t>(1, 1, {1 << 30}, 32)).samples == std::vector<float>{0.5f});
  CHECK(parse(wav_of<float>(3, 1, {0.25f, -2.0f}, 32)).samples == std::vector<float>{0.25f, -2.0f});
  CHECK(parse(wav_of<double>(3, 1, {0.25}, 64)).samples == std::vector<float>{0.25f});
  CHECK(parse(wav_of<int16_t>(1, 1, {1, 2, 3}, 16, 0xffffffff)).samples.size() == 3);  // a stopped recorder's length
  CHECK(parse(wav_of<int16_t>(1, 2, {1, 2, 3}, 16)).samples.size() == 1);              // half a block is dropped
  CHECK_THROWS_WITH(parse(wav_of<float>(3, 1, {NAN}, 32)), "a.wav: expected finite samples, found one that is not at 0");
  CHECK_THROWS_WITH(parse(wav_of<int16_t>(7, 1, {1}, 16)), doctest::Contains("found format 7"));
  CHECK_THROWS_WITH(parse("RIFFxxxxWAVE"), doctest::Contains("expected a data chunk"));
  CHECK_THROWS_WITH(parse("OggS"), doctest::Contains("expected a RIFF WAVE file"));
  CHECK_THROWS_AS(parse(wav_of<int16_t>(1, 0, {1}, 16)), Error);
}

TEST_CASE("what is written is read back") {
  const auto path = std::filesystem::temp_directory_path() / "duplex-wav-test.wav";
  write_wav(path, std::vector<float>{0.0f, 0.5f, -1.0f, 2.0f, -2.0f, NAN}, 24000);
  const Wav wav = read_wav(path);
  CHECK(wav.sample_rate_hz == 24000);
  CHECK(wav.channels == 1);
  CHECK(wav.samples == std::vector<float>{0.0f, 0.5f, -1.0f, 32767.0f / 32768.0f, -1.0f, 0.0f});
  std::filesystem::remove(path);
  CHECK_THROWS_AS(write_wav("/nowhere/a.wav", std::vector<float>{0}, 24000), Error);
}
