#include "io/voice_pt.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "error.h"
#include "io/mapped_file.h"
#include "io/stored_zip.h"
#include "io/tensor_pickle.h"

namespace duplex {
namespace {

using Entries = std::map<std::string, ZipEntry>;

// The archive's folder is named after the file it was saved as: "NATF0/" for NATF0.pt.
std::string find_prefix(const Entries& entries, const std::string& file) {
  std::string prefix;
  int found = 0;
  for (const auto& [name, entry] : entries)
    if (name == "data.pkl" || name.ends_with("/data.pkl")) prefix = name.substr(0, name.size() - 8), ++found;
  if (found != 1) bad_file(file, "expected a voice saved with torch.save (a zip with one data.pkl), found " + std::to_string(found) + " of them");
  return prefix;
}

void require_little_endian(const Entries& entries, const std::string& prefix, const std::string& file) {
  const auto order = entries.find(prefix + "byteorder");
  if (order == entries.end()) return;  // written since PyTorch 2.1
  const std::string_view text(reinterpret_cast<const char*>(order->second.bytes), order->second.size);
  if (!text.starts_with("little")) bad_file(file, "expected little-endian values, found another byte order");
}

// A tensor's elements in row-major order, as a tensor of its own; `packed` owns them.
TensorView gather(const Entries& entries, const std::string& prefix, const PickledTensor& tensor, const std::string& name, const std::string& file,
                  std::vector<std::byte>& packed) {
  const std::string at = "'" + name + "'";
  const auto storage = entries.find(prefix + "data/" + tensor.key);
  if (storage == entries.end()) bad_file(file, at + ": expected its values in data/" + tensor.key + ", found no such entry");
  const size_t width = dtype_bytes(tensor.dtype);
  const auto held = static_cast<int64_t>(storage->second.size / width);
  if (tensor.storage_count != held || storage->second.size % width != 0)
    bad_file(file, at + ": expected " + std::to_string(tensor.storage_count) + " values in data/" + tensor.key + ", found " + std::to_string(held));
  int64_t count = 1, furthest = tensor.offset;
  for (size_t axis = 0; axis < tensor.shape.size(); ++axis) {
    const int64_t size = tensor.shape[axis], stride = tensor.strides[axis];
    if (size == 0 || count > held / size) bad_file(file, at + ": shape " + shape_text(tensor.shape) + " does not fit its " + std::to_string(held) + " values");
    count *= size;
    if (size > 1 && stride > held) bad_file(file, at + ": strides leave its values");
    furthest += (size - 1) * stride;  // below 2^40 · 2^40 only for size 1, where it adds nothing: held bounds both
  }
  if (furthest >= held) bad_file(file, at + ": reaches value " + std::to_string(furthest) + " of " + std::to_string(held));
  packed.resize(static_cast<size_t>(count) * width);
  std::vector<int64_t> index(tensor.shape.size(), 0);
  for (int64_t i = 0; i < count; ++i) {
    int64_t from = tensor.offset;
    for (size_t axis = 0; axis < index.size(); ++axis) from += index[axis] * tensor.strides[axis];
    std::memcpy(packed.data() + static_cast<size_t>(i) * width, storage->second.bytes + static_cast<size_t>(from) * width, width);
    for (size_t axis = index.size(); axis-- > 0 && ++index[axis] == tensor.shape[axis];) index[axis] = 0;
  }
  return {tensor.dtype, tensor.shape, packed.data()};
}

const PickledTensor& named(const std::map<std::string, PickledTensor>& tensors, const char* name, const std::string& file) {
  const auto found = tensors.find(name);
  if (found == tensors.end()) bad_file(file, std::string("expected a tensor '") + name + "', found none: not a voice prompt");
  return found->second;
}

void require_shape(const PickledTensor& tensor, const char* name, const std::vector<int64_t>& shape, const std::string& file) {
  bool fits = tensor.shape.size() == shape.size();
  for (size_t axis = 0; fits && axis < shape.size(); ++axis) fits = shape[axis] < 0 || shape[axis] == tensor.shape[axis];
  if (!fits) bad_file(file, std::string("'") + name + "': expected shape " + shape_text(shape) + ", found " + shape_text(tensor.shape) + ": a voice of another model?");
}

}  // namespace

VoicePt parse_voice_pt(const std::byte* bytes, size_t size, const std::string& name, int64_t dim, int64_t streams) {
  const Entries entries = read_stored_zip(bytes, size, name);
  const std::string prefix = find_prefix(entries, name);
  require_little_endian(entries, prefix, name);
  const ZipEntry& pickle = entries.at(prefix + "data.pkl");
  const auto tensors = read_tensor_pickle(pickle.bytes, pickle.size, name);
  const PickledTensor& embeddings = named(tensors, "embeddings", name);
  const PickledTensor& cache = named(tensors, "cache", name);
  require_shape(embeddings, "embeddings", {-1, 1, 1, dim}, name);
  require_shape(cache, "cache", {1, streams, 4}, name);
  if (embeddings.dtype == Dtype::i64) bad_file(name, "'embeddings': expected BFloat16, Half or Float values, found Long");
  if (cache.dtype != Dtype::i64) bad_file(name, "'cache': expected Long values, found floats");

  VoicePt voice;
  std::vector<std::byte> packed;
  voice.rows = embeddings.shape[0];
  voice.dim = dim;
  voice.embeddings = to_f32(gather(entries, prefix, embeddings, "embeddings", name, packed));
  for (float value : voice.embeddings)
    if (!std::isfinite(value)) bad_file(name, "'embeddings': expected finite values, found one that is not");
  voice.streams = streams;
  const TensorView tokens = gather(entries, prefix, cache, "cache", name, packed);
  try {
    voice.cache = to_i32(tokens);
  } catch (const Error&) {
    bad_file(name, "'cache': expected token ids, found larger numbers");
  }
  if (std::any_of(voice.cache.begin(), voice.cache.end(), [](int32_t token) { return token < -2; }))
    bad_file(name, "'cache': expected token ids from -2 up, found smaller numbers");
  return voice;
}

VoicePt read_voice_pt(const std::filesystem::path& path, int64_t dim, int64_t streams) {
  const auto file = MappedFile::open(path);
  return parse_voice_pt(file->bytes(), file->size(), path.string(), dim, streams);
}

}  // namespace duplex
