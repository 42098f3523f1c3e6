#include "io/voice_pt.h"

#include <doctest/doctest.h>
#include <fstream>

#include "error.h"
#include "io/safetensors.h"

using namespace duplex;

namespace {

const std::filesystem::path SESSION = std::filesystem::path(DUPLEX_FIXTURES) / "parity/session-tiny";

std::string file_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string error_of(const std::string& bytes, int64_t dim = 16, int64_t streams = 17) {
  try {
    parse_voice_pt(reinterpret_cast<const std::byte*>(bytes.data()), bytes.size(), "voice.pt", dim, streams);
  } catch (const Error& error) {
    CHECK(error.status() == DUPLEX_BAD_FILE);
    return error.what();
  }
  return "no error";
}

}  // namespace

TEST_CASE("a voice that the reference saved, on the CPU or on a GPU") {
  const auto vectors = SafetensorsFile::open(SESSION / "vectors.safetensors");
  for (const char* name : {"TINYM0.pt", "TINYM0-cuda.pt"}) {
    const VoicePt voice = read_voice_pt(SESSION / "voices" / name, 16, 17);
    CHECK(voice.frames() == 8);
    CHECK(voice.embeddings == to_f32(vectors->require("voice_pt.embeddings", {7, 16})));
    CHECK(voice.cache == to_i32(vectors->require("voice_pt.cache", {17, 4})));
    CHECK(voice.token(7, 2) == voice.cache[2 * 4 + 3]);
  }
}

TEST_CASE("anything else is refused by name") {
  const std::string good = file_text(SESSION / "voices/TINYM0.pt");
  CHECK(error_of(good) == "no error");
  CHECK(error_of(good, 32) == "voice.pt: 'embeddings': expected shape [any, 1, 1, 32], found [7, 1, 1, 16]: a voice of another model?");
  CHECK(error_of(good, 16, 9) == "voice.pt: 'cache': expected shape [1, 9, 4], found [1, 17, 4]: a voice of another model?");
  CHECK(error_of("not a zip").find("no end record") != std::string::npos);
  for (size_t size = 0; size < good.size(); size += 13) CHECK(error_of(good.substr(0, size)) != "no error");
  std::string damaged = good;
  const size_t value = damaged.find("cache");
  damaged[value] = 'k';
  CHECK(error_of(damaged) == "voice.pt: entry 'TINYM0/data.pkl': checksum differs: the file is damaged");
}
