// Any bytes as a SentencePiece model: an Error or a tokenizer that encodes and decodes whatever comes.
#include <cstdlib>

#include "error.h"
#include "io/tokenizer.h"
#include "io/utf8.h"

using namespace duplex;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  try {
    const auto tokenizer = Tokenizer::from_bytes(reinterpret_cast<const std::byte*>(data), size, "fuzz.model");
    TextDecoder decoder(*tokenizer);
    std::string said;
    for (const char* text : {"<system> You enjoy having a good conversation. <system>", "na\xc3\xafve \xf0\x9f\x98\x80 \xef\xac\x81ne  10:45\n", "\xff\xc0 broken"})
      for (int32_t id : tokenizer->encode(text)) said += decoder.push(id);
    for (int32_t id = -1; id <= tokenizer->size() && id < 4096; ++id) said += decoder.push(id);
    said += decoder.flush();
    std::string pending = said;
    if (take_utf8(pending, true) != said) std::abort();  // whatever it says is UTF-8
  } catch (const Error&) {
  }
  return 0;
}
