// TextDecoder: tokens to text as they come (declared in tokenizer.h).
#include "io/tokenizer.h"
#include "io/utf8.h"

namespace duplex {
namespace {
constexpr int32_t EPAD = 0;
}

std::string TextDecoder::push(int32_t token) {
  if (token == padding_id_ || token == EPAD) return "";
  const int32_t byte = tokenizer_->byte_of(token);
  if (byte < 0) return flush() + std::string(tokenizer_->readable(token));
  pending_ += static_cast<char>(byte);
  return take_utf8(pending_, false);
}

std::string TextDecoder::flush() { return take_utf8(pending_, true); }

}  // namespace duplex
