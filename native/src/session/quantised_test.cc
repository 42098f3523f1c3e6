// A checkpoint of 8-bit weights, run as what it is and as floats.
#include <cmath>
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>

#include "io/made_file.h"
#include "session/test_call.h"

using namespace duplex;

namespace fs = std::filesystem;

namespace {

// The fixture's folder again with another language model: every matrix 8-bit, embeddings included.
class QuantisedFolders {
 public:
  QuantisedFolders() {
    std::string place = (fs::temp_directory_path() / "duplex-q8-XXXXXX").string();
    REQUIRE(mkdtemp(place.data()) != nullptr);
    root_ = place;
    const fs::path fixture = fs::path(DUPLEX_FIXTURES) / "parity/session-tiny";
    const auto file = SafetensorsFile::open(fixture / "model.safetensors");
    MadeFile integers, floats;
    for (const auto& [name, tensor] : file->tensors()) tensor.shape.size() == 2 ? quantise(name, tensor, integers, floats) : keep(name, tensor, integers, floats);
    write(fixture, "q8", integers);
    write(fixture, "floats", floats);
  }
  ~QuantisedFolders() { fs::remove_all(root_); }
  std::string q8() const { return root_ / "q8"; }
  std::string floats() const { return root_ / "floats"; }

 private:
  static void keep(const std::string& name, const TensorView& tensor, MadeFile& integers, MadeFile& floats) {
    integers.add(name, tensor.dtype, tensor.shape, tensor.data);
    floats.add(name, tensor.dtype, tensor.shape, tensor.data);
  }
  static void quantise(const std::string& name, const TensorView& tensor, MadeFile& integers, MadeFile& floats) {
    std::vector<float> values = to_f32(tensor), absmax(static_cast<size_t>(tensor.shape[0]));
    std::vector<int8_t> quantised(values.size());
    const size_t width = static_cast<size_t>(tensor.shape[1]);
    for (size_t i = 0; i < values.size(); ++i) absmax[i / width] = std::max(absmax[i / width], std::fabs(values[i]));
    for (size_t i = 0; i < values.size(); ++i) {
      const float largest = absmax[i / width];
      quantised[i] = static_cast<int8_t>(largest > 0 ? std::lrintf(values[i] * 127.0f / largest) : 0);
      values[i] = static_cast<float>(quantised[i]) * (largest / 127.0f);
    }
    integers.add(name, Dtype::i8, tensor.shape, quantised.data());
    integers.add_f32(name + "_scb", {tensor.shape[0]}, absmax);
    floats.add_f32(name, tensor.shape, values);
  }
  void write(const fs::path& fixture, const char* name, const MadeFile& lm) const {
    fs::create_directory(root_ / name);
    for (const auto& entry : fs::directory_iterator(fixture))
      if (entry.path().filename() != "model.safetensors") fs::create_symlink(entry.path(), root_ / name / entry.path().filename());
    std::ofstream(root_ / name / "model.safetensors", std::ios::binary) << lm.bytes();
  }
  fs::path root_;
};

std::vector<TestFrame> frames_of(const std::string& folder, duplex_weights weights) {
  TestModel model(folder, 8, weights);
  TestCall call(model, {.seed = 31, .prompt = "Hello there."});
  call.push(20);
  return call.frames(20);
}

}  // namespace

TEST_CASE("stored 8-bit weights give what quantising the same floats gives, and as floats what the floats give") {
  const QuantisedFolders folders;
  const auto stored = frames_of(folders.q8(), DUPLEX_WEIGHTS_I8);
  CHECK(stored == frames_of(folders.floats(), DUPLEX_WEIGHTS_I8));
  CHECK(stored == frames_of(folders.q8(), DUPLEX_WEIGHTS_AUTO));
  const auto floats = frames_of(folders.q8(), DUPLEX_WEIGHTS_F32);
  CHECK(floats == frames_of(folders.floats(), DUPLEX_WEIGHTS_F32));
  CHECK(frames_of(folders.q8(), DUPLEX_WEIGHTS_BF16) == frames_of(folders.floats(), DUPLEX_WEIGHTS_BF16));
}
