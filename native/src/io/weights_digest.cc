#include "io/weights_digest.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "io/sha256.h"

namespace duplex {
namespace {

constexpr size_t SAMPLES = 64, SAMPLE_BYTES = 64;

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

std::string hash_weights(const std::vector<DigestPart>& parts, int threads) {
  std::vector<Line> lines = lines_of(parts);
  if (threads <= 0) threads = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  std::atomic<size_t> next{0};
  const auto work = [&] {
    for (size_t i = next++; i < lines.size(); i = next++) {
      Sha256 sha;
      sha.add(lines[i].tensor->data, lines[i].tensor->bytes());
      lines[i].hash = sha.hex();
    }
  };
  std::vector<std::jthread> team;
  for (int i = 1; i < threads; ++i) team.emplace_back(work);
  work();
  team.clear();
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
