#include "io/stored_zip.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "error.h"
#include "io/byte_reader.h"

namespace duplex {
namespace {

constexpr uint32_t LOCAL = 0x04034b50, CENTRAL = 0x02014b50, END = 0x06054b50;
constexpr size_t END_BYTES = 22, LONGEST_COMMENT = 65535;
constexpr uint16_t ENCRYPTED = 1, MOST_ENTRIES = 1024;

uint32_t crc32(const std::byte* bytes, size_t size) {
  static const auto table = [] {
    std::array<uint32_t, 256> made{};
    for (uint32_t i = 0; i < 256; ++i) {
      made[i] = i;
      for (int bit = 0; bit < 8; ++bit) made[i] = (made[i] >> 1) ^ (made[i] & 1 ? 0xedb88320u : 0u);
    }
    return made;
  }();
  uint32_t crc = ~0u;
  for (size_t i = 0; i < size; ++i) crc = (crc >> 8) ^ table[(crc ^ static_cast<uint8_t>(bytes[i])) & 0xff];
  return ~crc;
}

// The end record stands last, before a comment of any length.
size_t find_end(const std::byte* bytes, size_t size, const std::string& file) {
  if (size >= END_BYTES)
    for (size_t back = 0; back <= std::min(LONGEST_COMMENT, size - END_BYTES); ++back) {
      const size_t at = size - END_BYTES - back;
      if (ByteReader(bytes + at, END_BYTES).take<uint32_t>() == END) return at;
    }
  bad_file(file, "expected a zip archive, as torch.save writes, found no end record: the file is cut off or something else");
}

struct Listed {
  std::string name;
  uint32_t crc = 0, stored = 0, size = 0, offset = 0;
};

Listed read_listed(ByteReader& reader, const std::string& file) {
  Listed listed;
  const bool signature = reader.take<uint32_t>() == CENTRAL;
  reader.skip(4);  // versions
  const auto flags = reader.take<uint16_t>(), method = reader.take<uint16_t>();
  reader.skip(4);  // time, date
  listed.crc = reader.take<uint32_t>(), listed.stored = reader.take<uint32_t>(), listed.size = reader.take<uint32_t>();
  const auto name = reader.take<uint16_t>(), extra = reader.take<uint16_t>(), comment = reader.take<uint16_t>();
  reader.skip(8);  // disk, attributes
  listed.offset = reader.take<uint32_t>();
  listed.name = reader.take_text(name);
  reader.skip(static_cast<size_t>(extra) + comment);
  if (!reader.ok() || !signature) bad_file(file, "the list of entries is damaged");
  if (flags & ENCRYPTED) bad_file(file, "entry '" + listed.name + "': expected a plain entry, found an encrypted one");
  if (method != 0 || listed.stored != listed.size) bad_file(file, "entry '" + listed.name + "': expected a stored entry, as torch.save writes, found a compressed one");
  if (listed.size == ~0u || listed.offset == ~0u) bad_file(file, "entry '" + listed.name + "': expected an archive under 4 GB");
  return listed;
}

}  // namespace

std::map<std::string, ZipEntry> read_stored_zip(const std::byte* bytes, size_t size, const std::string& file) {
  const size_t end = find_end(bytes, size, file);
  ByteReader tail(bytes + end, size - end);
  tail.skip(10);  // signature, disks, entries on this disk
  const auto count = tail.take<uint16_t>();
  const auto list_bytes = tail.take<uint32_t>(), list_offset = tail.take<uint32_t>();
  if (count > MOST_ENTRIES) bad_file(file, "expected at most 1024 entries, found " + std::to_string(count));
  if (list_offset > end || list_bytes > end - list_offset) bad_file(file, "the list of entries lies outside the file");
  ByteReader list(bytes + list_offset, list_bytes);
  std::map<std::string, ZipEntry> entries;
  for (uint16_t i = 0; i < count; ++i) {
    const Listed listed = read_listed(list, file);
    const std::string at = "entry '" + listed.name + "'";
    if (listed.offset > size) bad_file(file, at + " lies outside the file");
    ByteReader local(bytes + listed.offset, size - listed.offset);
    const bool signature = local.take<uint32_t>() == LOCAL;
    local.skip(22);
    const auto name = local.take<uint16_t>(), extra = local.take<uint16_t>();
    local.skip(static_cast<size_t>(name) + extra);
    const std::string_view data = local.take_text(listed.size);
    if (!local.ok() || !signature) bad_file(file, at + " is cut off");
    const ZipEntry entry{reinterpret_cast<const std::byte*>(data.data()), data.size()};
    if (crc32(entry.bytes, entry.size) != listed.crc) bad_file(file, at + ": checksum differs: the file is damaged");
    if (!entries.emplace(listed.name, entry).second) bad_file(file, at + " is there twice");
  }
  return entries;
}

}  // namespace duplex
