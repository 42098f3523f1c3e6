#include "io/safetensors.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <tuple>

#include "error.h"
#include "io/json.h"
#include "io/mapped_file.h"

namespace duplex {
namespace {

static_assert(std::endian::native == std::endian::little, "weights are read in place: little-endian machines only");

constexpr uint64_t MAX_HEADER_BYTES = 100'000'000;  // the format's own limit
constexpr size_t PREFIX_BYTES = 8;

struct DtypeRow {
  Dtype dtype;
  std::string_view name;
  size_t bytes;
};
constexpr DtypeRow DTYPES[] = {{Dtype::f32, "F32", 4}, {Dtype::bf16, "BF16", 2}, {Dtype::f16, "F16", 2}, {Dtype::i8, "I8", 1},       {Dtype::u8, "U8", 1},
                               {Dtype::i16, "I16", 2}, {Dtype::i32, "I32", 4},   {Dtype::i64, "I64", 8}, {Dtype::boolean, "BOOL", 1}, {Dtype::f64, "F64", 8}};

const DtypeRow& row_of(Dtype dtype) {
  return *std::find_if(std::begin(DTYPES), std::end(DTYPES), [&](const DtypeRow& row) { return row.dtype == dtype; });
}

struct Placed {
  uint64_t first, last;
  std::string_view name;
};

bool as_unsigned(const nlohmann::json& value, uint64_t& out) {
  if (!value.is_number_unsigned()) return false;
  out = value.get<uint64_t>();
  return true;
}

// Shape, dtype and place of one header entry, each checked; the data lies at [first, last) of the data part.
TensorView read_entry(const std::string& file, const std::string& name, const nlohmann::json& entry, uint64_t data_bytes, uint64_t& first, uint64_t& last) {
  const std::string at = "tensor '" + name + "'";
  if (!entry.is_object() || !entry.contains("dtype") || !entry.contains("shape") || !entry.contains("data_offsets"))
    bad_file(file, at + ": expected an object with dtype, shape and data_offsets");
  TensorView view;
  const auto& dtype = entry["dtype"];
  const std::string dtype_text = dtype.is_string() ? dtype.get<std::string>() : "(not a string)";
  const auto row = std::find_if(std::begin(DTYPES), std::end(DTYPES), [&](const DtypeRow& r) { return r.name == dtype_text; });
  if (row == std::end(DTYPES)) bad_file(file, at + ": expected a dtype among F32, BF16, F16, F64, I8, U8, I16, I32, I64, BOOL, found " + dtype_text);
  view.dtype = row->dtype;

  const auto& shape = entry["shape"];
  if (!shape.is_array() || shape.size() > 8) bad_file(file, at + ": expected a shape of at most 8 sizes");
  uint64_t bytes = row->bytes;
  for (const auto& size : shape) {
    uint64_t n = 0;
    if (!as_unsigned(size, n) || n > (uint64_t{1} << 48)) bad_file(file, at + ": expected sizes from 0 to 2^48 in the shape, found " + size.dump());
    if (n != 0 && bytes > (uint64_t{1} << 56) / n) bad_file(file, at + ": shape is larger than any file");
    bytes *= n;
    view.shape.push_back(static_cast<int64_t>(n));
  }

  const auto& offsets = entry["data_offsets"];
  if (!offsets.is_array() || offsets.size() != 2 || !as_unsigned(offsets[0], first) || !as_unsigned(offsets[1], last) || first > last)
    bad_file(file, at + ": expected data_offsets [begin, end] with begin <= end");
  if (last > data_bytes)
    bad_file(file, at + ": data ends at byte " + std::to_string(last) + " of the data part, which has " + std::to_string(data_bytes) +
                  ": the file is truncated; download it again");
  if (last - first != bytes)
    bad_file(file, at + ": expected " + std::to_string(bytes) + " bytes for " + std::string(row->name) + " " + shape_text(view.shape) + ", found " +
                  std::to_string(last - first));
  return view;
}

// The format forbids both overlaps and holes; a name given twice shows as a hole.
void check_places(const std::string& file, std::vector<Placed> places, uint64_t data_bytes) {
  std::sort(places.begin(), places.end(), [](const Placed& a, const Placed& b) { return std::tie(a.first, a.last) < std::tie(b.first, b.last); });
  uint64_t end = 0;
  for (const Placed& place : places) {
    if (place.first != end)
      bad_file(file, "tensor '" + std::string(place.name) + "': expected its data at byte " + std::to_string(end) + " of the data part, found " +
                    std::to_string(place.first) + (place.first < end ? " (overlaps the one before)" : " (bytes that belong to no tensor)"));
    end = place.last;
  }
  if (end != data_bytes) bad_file(file, "expected " + std::to_string(end) + " bytes of data after the header, found " + std::to_string(data_bytes));
}

}  // namespace

size_t dtype_bytes(Dtype dtype) { return row_of(dtype).bytes; }
std::string_view dtype_name(Dtype dtype) { return row_of(dtype).name; }

int64_t TensorView::count() const {
  int64_t count = 1;
  for (int64_t size : shape) count *= size;
  return count;
}

std::string shape_text(const std::vector<int64_t>& shape) {
  std::string text = "[";
  for (size_t i = 0; i < shape.size(); ++i) text += (i ? ", " : "") + (shape[i] < 0 ? std::string("any") : std::to_string(shape[i]));
  return text + "]";
}

std::shared_ptr<SafetensorsFile> SafetensorsFile::open(const std::filesystem::path& path) {
  std::shared_ptr<SafetensorsFile> file(new SafetensorsFile());
  file->name_ = path.string();
  file->mapping_ = MappedFile::open(path);
  file->parse(file->mapping_->bytes(), file->mapping_->size());
  return file;
}

std::shared_ptr<SafetensorsFile> SafetensorsFile::from_bytes(const std::byte* bytes, size_t size, std::string name) {
  std::shared_ptr<SafetensorsFile> file(new SafetensorsFile());
  file->name_ = std::move(name);
  file->parse(bytes, size);
  return file;
}

SafetensorsFile::~SafetensorsFile() = default;

void SafetensorsFile::parse(const std::byte* bytes, size_t size) {
  if (size < PREFIX_BYTES) bad_file(name_, "expected a safetensors file (8 bytes of header length first), found " + std::to_string(size) + " bytes");
  uint64_t header_bytes = 0;
  std::memcpy(&header_bytes, bytes, PREFIX_BYTES);
  if (header_bytes > MAX_HEADER_BYTES) bad_file(name_, "expected a header of at most 100 MB, found a length of " + std::to_string(header_bytes) + ": not a safetensors file");
  if (header_bytes > size - PREFIX_BYTES)
    bad_file(name_, "header of " + std::to_string(header_bytes) + " bytes does not fit in a file of " + std::to_string(size) + ": the file is truncated; download it again");
  const char* text = reinterpret_cast<const char*>(bytes) + PREFIX_BYTES;
  const auto header = parse_json({text, header_bytes});
  if (!header.is_object()) bad_file(name_, "expected a JSON object as header, found something else: not a safetensors file");

  const std::byte* data = bytes + PREFIX_BYTES + header_bytes;
  const uint64_t data_bytes = size - PREFIX_BYTES - header_bytes;
  std::vector<Placed> places;
  for (const auto& [tensor, entry] : header.items()) {
    if (tensor == "__metadata__") continue;
    uint64_t first = 0, last = 0;
    TensorView view = read_entry(name_, tensor, entry, data_bytes, first, last);
    view.data = data + first;
    const auto [slot, inserted] = tensors_.emplace(tensor, std::move(view));
    places.push_back({first, last, slot->first});
  }
  check_places(name_, std::move(places), data_bytes);
}

const TensorView* SafetensorsFile::find(std::string_view tensor) const {
  const auto found = tensors_.find(tensor);
  return found == tensors_.end() ? nullptr : &found->second;
}

const TensorView& SafetensorsFile::require(std::string_view tensor, const std::vector<int64_t>& shape) const {
  const TensorView* view = find(tensor);
  if (!view) bad_file(name_, "tensor '" + std::string(tensor) + "': expected " + shape_text(shape) + ", found no such tensor");
  bool fits = view->shape.size() == shape.size();
  for (size_t i = 0; fits && i < shape.size(); ++i) fits = shape[i] < 0 || shape[i] == view->shape[i];
  if (!fits) bad_file(name_, "tensor '" + std::string(tensor) + "': expected shape " + shape_text(shape) + ", found " + shape_text(view->shape));
  return *view;
}

}  // namespace duplex
