#include "io/tokenizer.h"

#include <sentencepiece_processor.h>

#include "error.h"
#include "io/mapped_file.h"
#include "io/tokenizer_model.h"
#include "io/utf8.h"

namespace duplex {
namespace {

constexpr std::string_view SPACE_MARK = "\xe2\x96\x81";  // U+2581

std::string with_spaces(std::string_view piece) {
  std::string pending, text;
  for (size_t at = 0; at < piece.size();) {
    const bool mark = piece.substr(at).starts_with(SPACE_MARK);
    pending += mark ? ' ' : piece[at];
    at += mark ? SPACE_MARK.size() : 1;
  }
  return take_utf8(pending, true);  // a piece of a strange model may hold anything
}

}  // namespace

struct Tokenizer::State {
  sentencepiece::SentencePieceProcessor processor;
  std::vector<std::string> pieces, readable;
  std::vector<int16_t> bytes;  // −1: not a byte piece
};

Tokenizer::Tokenizer() : state_(std::make_unique<State>()) {}
Tokenizer::~Tokenizer() = default;

std::shared_ptr<const Tokenizer> Tokenizer::open(const std::filesystem::path& path) {
  const auto file = MappedFile::open(path);
  return from_bytes(file->bytes(), file->size(), path.string());
}

std::shared_ptr<const Tokenizer> Tokenizer::from_bytes(const std::byte* bytes, size_t size, std::string name) {
  check_tokenizer_model(bytes, size, name);
  std::shared_ptr<Tokenizer> tokenizer(new Tokenizer());
  State& state = *tokenizer->state_;
  const auto status = state.processor.LoadFromSerializedProto({reinterpret_cast<const char*>(bytes), size});
  if (!status.ok()) throw Error(DUPLEX_BAD_FILE, name + ": expected a SentencePiece model, but the library says: " + status.ToString());
  for (int32_t id = 0; id < state.processor.GetPieceSize(); ++id) {
    const std::string& piece = state.processor.IdToPiece(id);
    const bool byte = state.processor.IsByte(id);
    const bool silent = byte || state.processor.IsControl(id) || state.processor.IsUnknown(id);
    state.pieces.push_back(piece);
    state.readable.push_back(silent ? "" : with_spaces(piece));
    state.bytes.push_back(byte ? static_cast<int16_t>(std::stoi(piece.substr(3, 2), nullptr, 16)) : int16_t{-1});
  }
  return tokenizer;
}

std::vector<int32_t> Tokenizer::encode(std::string_view text) const {
  std::vector<int> ids;
  const auto status = state_->processor.Encode(text, &ids);
  if (!status.ok()) throw Error(DUPLEX_INTERNAL, "the text cannot be split into tokens: " + status.ToString());
  return {ids.begin(), ids.end()};
}

int32_t Tokenizer::size() const { return static_cast<int32_t>(state_->pieces.size()); }

std::string_view Tokenizer::piece(int32_t id) const { return id >= 0 && id < size() ? std::string_view(state_->pieces[static_cast<size_t>(id)]) : std::string_view(); }
std::string_view Tokenizer::readable(int32_t id) const { return id >= 0 && id < size() ? std::string_view(state_->readable[static_cast<size_t>(id)]) : std::string_view(); }
int32_t Tokenizer::byte_of(int32_t id) const { return id >= 0 && id < size() ? state_->bytes[static_cast<size_t>(id)] : -1; }

}  // namespace duplex
