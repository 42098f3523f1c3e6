// What the native library is built with and Debian brings.
export const NEEDED_TO_BUILD_NATIVE = [
  { program: "g++", debianPackage: "g++", why: "compiles the native engine" },
  { program: "cmake", debianPackage: "cmake", why: "builds the native engine" },
  { program: "ninja", debianPackage: "ninja-build", why: "builds the native engine" },
  { header: "hwy/highway.h", debianPackage: "libhwy-dev", why: "vector instructions of every processor" },
  { header: "sentencepiece_processor.h", debianPackage: "libsentencepiece-dev", why: "turns prompts into the model's tokens" },
  { header: "nlohmann/json.hpp", debianPackage: "nlohmann-json3-dev", why: "reads a checkpoint's config.json" },
];
export const NEEDED_TO_TEST_NATIVE = [{ header: "doctest/doctest.h", debianPackage: "doctest-dev", why: "runs the native tests" }];
