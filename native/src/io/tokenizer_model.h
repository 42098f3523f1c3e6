#pragma once
// What must hold of a SentencePiece model file before the library may have it: the library trusts its files.
#include <cstddef>
#include <string>

namespace duplex {

// Walks the ModelProto. Throws Error(DUPLEX_BAD_FILE) naming `file` and what is wrong: not a protobuf, no or too many pieces, an empty, over-long
// or repeated piece, a score that is not finite, other than one unknown piece, byte pieces that are not <0x00>…<0xFF>, an algorithm other than
// unigram and BPE, or a normalisation map whose trie or texts reach outside it.
void check_tokenizer_model(const std::byte* bytes, size_t size, const std::string& file);

}  // namespace duplex
