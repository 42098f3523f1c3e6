#pragma once
// A whole file, mapped read-only into memory.
#include <cstddef>
#include <filesystem>
#include <memory>

namespace duplex {

// The mapping lives as long as the object. A file that another process truncates meanwhile raises SIGBUS, as every mapping does:
// checkpoints are replaced by renaming a new file over the old one, never written in place.
class MappedFile {
 public:
  // Throws Error(DUPLEX_BAD_FILE) naming the file where it is absent, not a regular file, or not readable.
  static std::shared_ptr<MappedFile> open(const std::filesystem::path& path);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  const std::byte* bytes() const { return bytes_; }
  size_t size() const { return size_; }

 private:
  MappedFile() = default;
  const std::byte* bytes_ = nullptr;
  size_t size_ = 0;
};

}  // namespace duplex
