#pragma once
// SentencePiece text tokens: ids identical to spm_encode, and tokens back to readable text as they come.
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace duplex {

// Immutable after opening; any number of threads may use it.
class Tokenizer {
 public:
  // Throws Error(DUPLEX_BAD_FILE) naming the file and what is wrong with it.
  static std::shared_ptr<const Tokenizer> open(const std::filesystem::path& path);
  static std::shared_ptr<const Tokenizer> from_bytes(const std::byte* bytes, size_t size, std::string name);
  ~Tokenizer();

  // Ids of a UTF-8 text as spm_encode gives them: no begin or end token, nothing wrapped. Invalid UTF-8 counts as U+FFFD.
  std::vector<int32_t> encode(std::string_view text) const;
  int32_t size() const;                             // number of pieces
  // The piece as it stands in the model ("▁hav", "<0xC3>"); "" for an id outside the vocabulary.
  std::string_view piece(int32_t id) const;
  // The byte that a byte-fallback piece stands for, −1 for any other piece.
  int32_t byte_of(int32_t id) const;
  // What one token says: U+2581 as space; "" for control, unknown and byte pieces and ids outside the vocabulary.
  std::string_view readable(int32_t id) const;

 private:
  Tokenizer();
  struct State;
  std::unique_ptr<State> state_;
};

// The live text of one session. Byte-fallback tokens are held back until they make up a character. Copyable; keep the Tokenizer alive.
class TextDecoder {
 public:
  explicit TextDecoder(const Tokenizer& tokenizer, int32_t padding_id = 3) : tokenizer_(&tokenizer), padding_id_(padding_id) {}
  // UTF-8 that became readable with this token. PAD and EPAD (0) say nothing and do not part the bytes of a character.
  // Bytes that cannot become a character are given as U+FFFD, one for each maximal wrong sequence.
  std::string push(int32_t token);
  std::string flush();  // U+FFFD where a character was left unfinished

 private:
  const Tokenizer* tokenizer_;
  int32_t padding_id_;
  std::string pending_;
};

}  // namespace duplex
