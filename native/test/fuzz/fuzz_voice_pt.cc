// Any bytes as a voice .pt: an Error or a voice of the sizes asked for. Also as the pickle inside, which the checksums of the zip would hide.
#include <cstdlib>

#include "error.h"
#include "io/tensor_pickle.h"
#include "io/voice_pt.h"

using namespace duplex;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto* bytes = reinterpret_cast<const std::byte*>(data);
  try {
    const VoicePt voice = parse_voice_pt(bytes, size, "fuzz.pt", 16, 17);
    if (voice.embeddings.size() != static_cast<size_t>(voice.rows * 16) || voice.cache.size() != 17 * 4) std::abort();
  } catch (const Error&) {
  }
  try {
    read_tensor_pickle(bytes, size, "fuzz.pkl");
  } catch (const Error&) {
  }
  return 0;
}
