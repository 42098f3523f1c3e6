#include "io/tokenizer_model.h"

#include <bit>
#include <cmath>
#include <cstring>
#include <unordered_set>

#include "error.h"
#include "io/protobuf_reader.h"

namespace duplex {
namespace {

// Field numbers of sentencepiece_model.proto.
enum ModelField : uint32_t { PIECES = 1, TRAINER = 2, NORMALIZER = 3, DENORMALIZER = 5 };
enum PieceField : uint32_t { PIECE = 1, SCORE = 2, TYPE = 3 };
enum TrainerField : uint32_t { MODEL_TYPE = 3 };
enum NormalizerField : uint32_t { CHARSMAP = 2 };
enum PieceType : uint64_t { NORMAL = 1, UNKNOWN = 2, CONTROL = 3, USER_DEFINED = 4, UNUSED = 5, BYTE = 6 };
enum ModelType : uint64_t { UNIGRAM = 1, BPE = 2 };
constexpr size_t MOST_PIECES = 1 << 22, LONGEST_PIECE = 4096;

class Checker {
 public:
  explicit Checker(const std::string& file) : file_(file) {}

  void model(std::string_view message) {
    ProtobufReader reader(message);
    while (reader.next()) {
      if (reader.type != ProtobufReader::delimited) continue;
      if (reader.field == PIECES) piece(reader.bytes);
      if (reader.field == TRAINER) trainer(reader.bytes);
      if (reader.field == NORMALIZER || reader.field == DENORMALIZER) normalizer(reader.bytes);
    }
    if (!reader.ok()) bad("expected a SentencePiece model, found something else or a file cut off");
    if (pieces_.empty()) bad("expected a SentencePiece model, found one without pieces");
    if (unknown_ != 1) bad("expected one unknown piece, found " + std::to_string(unknown_));
  }

 private:
  [[noreturn]] void bad(const std::string& what) const { throw Error(DUPLEX_BAD_FILE, file_ + ": " + what); }

  void piece(std::string_view message) {
    const std::string at = "piece " + std::to_string(pieces_.size());
    ProtobufReader reader(message);
    std::string_view text;
    uint64_t type = NORMAL;
    while (reader.next()) {
      if (reader.field == PIECE && reader.type == ProtobufReader::delimited) text = reader.bytes;
      if (reader.field == TYPE && reader.type == ProtobufReader::varint) type = reader.number;
      if (reader.field == SCORE && reader.type == ProtobufReader::fixed32 && !(std::fabs(std::bit_cast<float>(static_cast<uint32_t>(reader.number))) < 1e9f))
        bad(at + ": expected a finite score");
    }
    if (!reader.ok()) bad(at + " is damaged");
    if (text.empty() || text.size() > LONGEST_PIECE || text.find('\0') != std::string_view::npos) bad(at + ": expected a text of 1 to 4096 bytes without NUL");
    if (type < NORMAL || type > BYTE) bad(at + ": expected a type from 1 to 6, found " + std::to_string(type));
    if (type == BYTE && !is_byte_name(text)) bad(at + ": expected a byte piece <0x00> to <0xFF>");
    if (type == UNKNOWN) ++unknown_;
    if (!pieces_.insert(text).second) bad(at + " is there twice");
    if (pieces_.size() > MOST_PIECES) bad("expected at most 4194304 pieces");
  }

  static bool is_byte_name(std::string_view text) {
    const auto digit = [&](size_t i) { return (text[i] >= '0' && text[i] <= '9') || (text[i] >= 'A' && text[i] <= 'F'); };
    return text.size() == 6 && text.starts_with("<0x") && digit(3) && digit(4) && text[5] == '>';
  }

  void trainer(std::string_view message) const {
    ProtobufReader reader(message);
    while (reader.next())
      if (reader.field == MODEL_TYPE && reader.type == ProtobufReader::varint && reader.number != UNIGRAM && reader.number != BPE)
        bad("expected a unigram or BPE model, found type " + std::to_string(reader.number));
    if (!reader.ok()) bad("the trainer's part is damaged");
  }

  void normalizer(std::string_view message) const {
    ProtobufReader reader(message);
    while (reader.next())
      if (reader.field == CHARSMAP && reader.type == ProtobufReader::delimited && !reader.bytes.empty()) charsmap(reader.bytes);
    if (!reader.ok()) bad("the normaliser's part is damaged");
  }

  // Four bytes of trie length, a double-array trie of 32-bit units, and the texts it leads to, each closed by NUL.
  // From any unit, any byte leads to unit ^ offset ^ byte: inside for all bytes if the whole block of 256 is.
  void charsmap(std::string_view blob) const {
    const std::string damaged = "the normalisation map is damaged: ";
    ByteReader reader(reinterpret_cast<const std::byte*>(blob.data()), blob.size());
    const auto trie_bytes = reader.take<uint32_t>();
    const std::string_view trie = reader.take_text(trie_bytes);
    if (!reader.ok() || trie_bytes == 0 || trie_bytes % 1024 != 0) bad(damaged + "expected a trie of whole blocks, found " + std::to_string(trie_bytes) + " bytes");
    const std::string_view texts = reader.take_text(reader.left());
    if (texts.empty() || texts.back() != '\0') bad(damaged + "expected texts closed by NUL");
    const size_t units = trie_bytes / 4;
    const auto unit_at = [&](size_t i) {
      uint32_t unit;
      std::memcpy(&unit, trie.data() + 4 * i, 4);
      return unit;
    };
    for (size_t i = 0; i < units; ++i) {
      const uint32_t unit = unit_at(i);
      const bool leaf = unit >> 31;
      if (leaf && (unit & 0x7fffffff) >= texts.size()) bad(damaged + "a text outside it");
      if (leaf && i != 0) continue;  // nothing branches from a leaf, but the search begins at unit 0 whatever it is
      const size_t next = i ^ (static_cast<size_t>(unit >> 10) << ((unit & (1u << 9)) >> 6));
      if ((next | 0xff) >= units) bad(damaged + "a branch that leads out of it");
      if ((unit & (1u << 8)) && !(unit_at(next) >> 31)) bad(damaged + "a text that is none");
    }
  }

  const std::string& file_;
  std::unordered_set<std::string_view> pieces_;
  size_t unknown_ = 0;
};

}  // namespace

void check_tokenizer_model(const std::byte* bytes, size_t size, const std::string& file) {
  Checker(file).model({reinterpret_cast<const char*>(bytes), size});
}

}  // namespace duplex
