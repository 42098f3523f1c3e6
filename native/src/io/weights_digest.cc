#include "io/weights_digest.h"

#include <algorithm>

#include "io/sha256.h"

namespace duplex {
namespace {

constexpr size_t SAMPLES = 64, SAMPLE_BYTES = 64;
constexpr size_t PIECE_BYTES = size_t{4} << 20;  // between two looks at the stop token: about 15 ms

struct Line {
  std::string head;
  const TensorView* tensor;
  std::string hash;
};

std::vector<Line> lines_of(const std::vector<DigestPart>& parts) {
  std::vector<Line> lines;
  for (const DigestPart& part : parts)
    for (const auto& [name, tensor] : part.file->tensors())
      lines.push_back({part.role + '\0' + name + '\0' + std::string(dtype_name(tensor.dtype)) + '\0' + shape_text(tensor.shape), &tensor, ""});
  std::sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) { return a.head < b.head; });
  return lines;
}

std::string hash_lines(const std::vector<Line>& lines) {
  Sha256 sha;
  for (const Line& line : lines) {
    const std::string text = line.head + '\0' + line.hash + '\n';
    sha.add(text.data(), text.size());
  }
  return sha.hex();
}

}  // namespace

std::string hash_weights(const std::vector<DigestPart>& parts, const std::stop_token& stop) {
  std::vector<Line> lines = lines_of(parts);
  for (Line& line : lines) {
    Sha256 sha;
    for (size_t at = 0, bytes = line.tensor->bytes(); at < bytes; at += PIECE_BYTES) {
      if (stop.stop_requested()) return {};
      sha.add(line.tensor->data + at, std::min(PIECE_BYTES, bytes - at));
    }
    line.hash = sha.hex();
  }
  return hash_lines(lines);
}

std::string sample_weights(const std::vector<DigestPart>& parts) {
  std::vector<Line> lines = lines_of(parts);
  for (Line& line : lines) {
    Sha256 sha;
    const size_t bytes = line.tensor->bytes();
    if (bytes <= SAMPLES * SAMPLE_BYTES) {
      sha.add(line.tensor->data, bytes);
    } else {
      const size_t room = bytes - SAMPLE_BYTES;
      for (size_t i = 0; i < SAMPLES; ++i) sha.add(line.tensor->data + room / (SAMPLES - 1) * i, SAMPLE_BYTES);
    }
    line.hash = sha.hex();
  }
  return hash_lines(lines);
}

}  // namespace duplex
