#include "io/mapped_file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "error.h"

namespace duplex {

std::shared_ptr<MappedFile> MappedFile::open(const std::filesystem::path& path) {
  const auto fail = [&](const char* what) { throw Error(DUPLEX_BAD_FILE, path.string() + ": " + what + ": " + std::strerror(errno)); };
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);  // O_NONBLOCK: a named pipe must not hang us
  if (descriptor < 0) fail("cannot be opened");
  struct Closer {
    int descriptor;
    ~Closer() { ::close(descriptor); }
  } closer{descriptor};
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) fail("cannot be examined");
  if (!S_ISREG(status.st_mode)) throw Error(DUPLEX_BAD_FILE, path.string() + ": expected a regular file, found a folder or a device");
  std::shared_ptr<MappedFile> file(new MappedFile());
  file->size_ = static_cast<size_t>(status.st_size);
  if (file->size_ == 0) return file;  // an empty mapping is not allowed
  if (file->size_ <= kReadUpTo) {
    file->read(descriptor, path);
    return file;
  }
  void* mapping = ::mmap(nullptr, file->size_, PROT_READ, MAP_PRIVATE, descriptor, 0);
  if (mapping == MAP_FAILED) {
    file->size_ = 0;
    fail("cannot be mapped");
  }
  file->bytes_ = static_cast<const std::byte*>(mapping);
  return file;
}

void MappedFile::read(int descriptor, const std::filesystem::path& path) {
  read_ = std::make_unique_for_overwrite<std::byte[]>(size_);
  for (size_t done = 0; done < size_;) {
    const ssize_t got = ::read(descriptor, read_.get() + done, size_ - done);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw Error(DUPLEX_BAD_FILE, path.string() + ": cannot be read: " + std::strerror(errno));
    if (got == 0) throw Error(DUPLEX_BAD_FILE, path.string() + ": expected " + std::to_string(size_) + " bytes, found " + std::to_string(done) + ": it was cut off meanwhile");
    done += static_cast<size_t>(got);
  }
  bytes_ = read_.get();
}

MappedFile::~MappedFile() {
  if (bytes_ && !read_) ::munmap(const_cast<std::byte*>(bytes_), size_);
}

}  // namespace duplex
