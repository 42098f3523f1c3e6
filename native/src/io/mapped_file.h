#pragma once
// A whole file in memory, read-only: a small one is read, a large one is mapped.
#include <cstddef>
#include <filesystem>
#include <memory>

namespace duplex {

// The bytes live as long as the object. A mapped file that another process truncates meanwhile raises SIGBUS, as every mapping does, and
// ends the process with all its calls: large checkpoints are replaced by renaming a new file over the old one, never written in place. A small
// one, which an engine has beside its other speaker, does no such harm.
class MappedFile {
 public:
  // Twice the largest file of models/duo-small and more; a second of reading from a slow disk.
  static constexpr size_t kReadUpTo = size_t{128} << 20;

  // Throws Error(DUPLEX_BAD_FILE) naming the file where it is absent, not a regular file, or not readable.
  static std::shared_ptr<MappedFile> open(const std::filesystem::path& path);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  const std::byte* bytes() const { return bytes_; }
  size_t size() const { return size_; }

 private:
  MappedFile() = default;
  void read(int descriptor, const std::filesystem::path& path);

  std::unique_ptr<std::byte[]> read_;  // null: mapped
  const std::byte* bytes_ = nullptr;
  size_t size_ = 0;
};

}  // namespace duplex
