#include "io/tokenizer.h"

#include <doctest/doctest.h>
#include <fstream>

#include "error.h"
#include "io/json.h"
#include "io/utf8.h"

using namespace duplex;

namespace {

const std::filesystem::path SESSION = std::filesystem::path(DUPLEX_FIXTURES) / "parity/session-tiny";

std::string file_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string error_of(const std::string& bytes) {
  try {
    Tokenizer::from_bytes(reinterpret_cast<const std::byte*>(bytes.data()), bytes.size(), "tokenizer.model");
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

}  // namespace

TEST_CASE("ids and pieces are those of the reference's tokenizer") {
  const auto tokenizer = Tokenizer::open(SESSION / "tokenizer_spm_32k_3.model");
  CHECK(tokenizer->size() == 512);
  const auto session = parse_json(file_text(SESSION / "session.json"));
  REQUIRE(session["tokenizer_tests"].size() == 18);
  for (const auto& test : session["tokenizer_tests"]) {
    const auto ids = tokenizer->encode(test["text"].get<std::string>());
    CHECK(ids == test["ids"].get<std::vector<int32_t>>());
    std::vector<std::string> pieces;
    for (int32_t id : ids) pieces.emplace_back(tokenizer->piece(id));
    CHECK(pieces == test["pieces"].get<std::vector<std::string>>());
  }
  CHECK(tokenizer->piece(-1).empty());
  CHECK(tokenizer->piece(512).empty());
  CHECK_NOTHROW(tokenizer->encode("\xff\xfe broken \xf0\x9f"));
}

TEST_CASE("bytes become characters when they are whole, whatever PAD comes between") {
  const auto tokenizer = Tokenizer::open(SESSION / "tokenizer_spm_32k_3.model");
  TextDecoder decoder(*tokenizer);
  std::vector<std::string> said;
  for (int32_t id : tokenizer->encode("na\xc3\xafve \xf0\x9f\x98\x80")) {
    said.push_back(decoder.push(id));
    CHECK(decoder.push(3) == "");
    CHECK(decoder.push(0) == "");
  }
  std::string whole;
  for (const auto& part : said) whole += part;
  CHECK(whole == " na\xc3\xafve \xf0\x9f\x98\x80");
  CHECK(said[3] == "");
  CHECK(said[4] == "\xc3\xaf");
  CHECK(decoder.push(199) == "");                       // <0xC3>, left alone
  CHECK(decoder.push(266) == std::string(REPLACEMENT) + " a");
  CHECK(decoder.push(199) == "");
  CHECK(decoder.flush() == REPLACEMENT);
  CHECK(decoder.push(100000) == "");
  CHECK(decoder.push(-5) == "");
}

TEST_CASE("wrong UTF-8 gives one U+FFFD for each maximal wrong sequence") {
  const auto whole = [](std::string text) { return take_utf8(text, true); };
  const std::string r(REPLACEMENT);
  CHECK(whole("a\xc0z") == "a" + r + "z");
  CHECK(whole("\xe1\x80\xe2\xf0\x91\x92\xf1\xbf\x41") == r + r + r + r + "A");  // the standard's own example
  CHECK(whole("\xed\xa0\x80") == r + r + r);                                    // a surrogate
  CHECK(whole("\xf4\x90\x80\x80") == r + r + r + r);
  CHECK(whole("\xf4\x8f\xbf\xbf") == "\xf4\x8f\xbf\xbf");
  std::string pending = "x\xe6\x9d";
  CHECK(take_utf8(pending, false) == "x");
  pending += "\xb1";
  CHECK(take_utf8(pending, false) == "\xe6\x9d\xb1");
}

TEST_CASE("a damaged tokenizer is refused") {
  const std::string good = file_text(SESSION / "tokenizer_spm_32k_3.model");
  CHECK(error_of(good) == "no error");
  CHECK(error_of("") == "tokenizer.model: expected a SentencePiece model, found one without pieces");
  CHECK(error_of("hello, this is no model") != "no error");
  for (size_t size = 1; size < good.size(); size += 97) error_of(good.substr(0, size));  // must not crash; a cut after a piece may be a model
  const std::string piece_twice = std::string("\x0a\x05\x0a\x01") + "a\x18\x02" + "\x0a\x03\x0a\x01" + "a";
  CHECK(error_of(piece_twice) == "tokenizer.model: piece 1 is there twice");
  CHECK(error_of(std::string("\x0a\x03\x0a\x01") + "a") == "tokenizer.model: expected one unknown piece, found 0");
}
