#include "io/mimi_tensors.h"

#include <cmath>
#include <string>

#include <doctest/doctest.h>

#include "error.h"
#include "io/made_file.h"

using namespace duplex;

namespace {

std::string refusal(MadeFile& made, const std::string& tensor, const std::vector<int64_t>& shape) {
  const auto file = made.open();
  try {
    MimiTensors(*file).values(tensor, shape);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a number that is none is refused with its place, in a weight and in what a weight is made of") {
  for (const auto& [bad, word] : {std::pair{NAN, "nan"}, {-INFINITY, "-inf"}}) {
    MadeFile plain, normed, sound;
    plain.add_f32("c.weight", {2, 3}, {1, 2, 3, 4, bad, 6});
    normed.add_f32("c.weight_v", {2, 3}, {1, 2, 3, 4, 5, 6});
    normed.add_f32("c.weight_g", {2, 1}, {1, bad});
    sound.add_f32("c.weight", {2, 3}, {1, 2, 3, 4, 5, 6});
    CHECK(refusal(plain, "c.weight", {2, 3}) == "made.safetensors: tensor 'c.weight': expected finite values, found " + std::string(word) +
                                                    " at 4; the file is damaged, fetch it again");
    CHECK(refusal(normed, "c.weight", {2, 3}).find("tensor 'c.weight_g': expected finite values") != std::string::npos);
    CHECK(refusal(sound, "c.weight", {2, 3}).empty());
  }
}
