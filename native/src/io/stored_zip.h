#pragma once
// A zip archive whose entries are stored, not compressed: what torch.save writes.
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

namespace duplex {

struct ZipEntry {
  const std::byte* bytes = nullptr;
  size_t size = 0;
};

// Entries by name; they point into `bytes`. Throws Error(DUPLEX_BAD_FILE) naming `file` and the entry: not a zip, cut off, compressed,
// encrypted, 64-bit, wrong checksum, a name twice, more than 1024 entries.
std::map<std::string, ZipEntry> read_stored_zip(const std::byte* bytes, size_t size, const std::string& file);

}  // namespace duplex
