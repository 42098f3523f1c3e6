// The fast kernels at full size: a checkpoint of the real widths and few layers, named by DUPLEX_FULL_SIZE (duplex-make-checkpoint --preset 7b --layers 2).
#include <doctest/doctest.h>

#include <cstdlib>

#include "two_backends.h"

using namespace duplex;
using namespace duplex::gpu_test;

namespace {

std::string full_size() {
  const char* folder = std::getenv("DUPLEX_FULL_SIZE");
  if (!folder) MESSAGE("DUPLEX_FULL_SIZE is not set: the fast kernels are not tested");
  return folder ? folder : "";
}

}  // namespace

TEST_CASE("the fast kernels compute what the CPU computes, alone and among others, stepped and filled, pinned and saved") {
  const std::string folder = full_size();
  if (folder.empty()) return;
  for (const auto& [precision, conversation_window, limit] :
       {std::tuple<LmPrecision, int32_t, double>{{LmPrecision::bf16, true, KeyChoice::bf16}, 0, 0.03}, {{LmPrecision::bf16, true, KeyChoice::bf16}, 100, 0.03},
        {{LmPrecision::bf16, true, KeyChoice::i8}, 0, 0.06}, {{LmPrecision::i8, false, KeyChoice::i8}, 0, 0.08}}) {
    CudaOptions options;
    options.most_sessions = 40;
    options.context = 300;  // so that the ring goes round
    const Windowed checkpoint(folder, conversation_window);
    TwoBackends two(checkpoint.folder(), precision, options);
    CudaBackend& cuda = *two.cuda;
    INFO(cuda.facts().device);
    CAPTURE(conversation_window);
    CHECK(cuda.facts().device.find("simple") == std::string::npos);
    Draw draw(17);
    std::vector<StreamTokens> prompt;
    for (int i = 0; i < 150; ++i) prompt.push_back(draw.tokens(cuda.facts()));
    for (const int64_t pinned : {int64_t{0}, int64_t{70}}) {
      CAPTURE(pinned);
      const SlotId on_cpu = two.cpu.open(), stepped = cuda.open(), filled = cuda.open(), copied = cuda.open();
      std::vector<SlotId> others;
      for (int i = 0; i < 18; ++i) others.push_back(cuda.open());
      two.cpu.prefill({on_cpu, 0, prompt, {}});
      for (size_t p = 0; p < prompt.size(); ++p) {
        StepWork work{stepped, {static_cast<int64_t>(p), prompt[p], filled_streams(0), TextChoice::any, {}}, {}};
        cuda.step({&work, 1});
      }
      cuda.prefill({filled, 0, prompt, {}});
      cuda.load(copied, *cuda.save(filled));
      two.cpu.pin(on_cpu, pinned);
      for (const SlotId slot : {stepped, filled, copied}) cuda.pin(slot, pinned);
      TraceDistance distance;
      std::vector<StreamTokens> skipped;
      Draw rest(4);
      for (int64_t p = 150; p < 150 + 260; ++p) {
        const StepInput in = forced(rest, cuda.facts(), p);
        std::vector<StepWork> a = {{stepped, in, {}}}, b = {{copied, in, {}}}, many, c = {{on_cpu, in, {}}};
        for (const SlotId other : others) many.push_back({other, forced(rest, cuda.facts(), p - 150), {}});
        many.insert(many.begin() + 11, {filled, in, {}});
        const std::vector<StepTrace> first = traced_step(cuda, a), second = traced_step(cuda, b), third = traced_step(cuda, many);
        REQUIRE(first[0].text_logits == second[0].text_logits);
        REQUIRE(first[0].text_logits == third[11].text_logits);
        REQUIRE(first[0].code_logits == third[11].code_logits);
        REQUIRE(a[0].out.codes == many[11].out.codes);
        REQUIRE(a[0].out.text == many[11].out.text);
        if (p % 20 != 0 && p < 405) {  // the CPU reads the positions between in one go: it is slow at this size
          skipped.push_back(in.tokens);
          continue;
        }
        two.cpu.prefill({on_cpu, p - static_cast<int64_t>(skipped.size()), skipped, {}});
        skipped.clear();
        distance.see(traced_step(two.cpu, c)[0], first[0]);
      }
      INFO("hidden ", distance.hidden.relative(), ", text ", distance.text.relative(), ", codes ", distance.codes.relative());
      CHECK(distance.worst() < limit);
      two.cpu.close(on_cpu);
      for (const SlotId slot : {stepped, filled, copied}) cuda.close(slot);
      for (const SlotId slot : others) cuda.close(slot);
    }
  }
}

TEST_CASE("the codec at full size gives the CPU's codes and samples") {
  const std::string folder = full_size();
  if (folder.empty()) return;
  CudaOptions options;
  options.most_sessions = 40;
  TwoBackends two(folder, {LmPrecision::bf16, true}, options);
  const SlotId on_cpu = two.cpu.open(), on_cuda = two.cuda->open();
  std::vector<SlotId> others;
  for (int i = 0; i < 20; ++i) others.push_back(two.cuda->open());
  Draw draw(2);
  Distance sound;
  int64_t differing = 0, compared = 0;
  for (int frame = 0; frame < 140; ++frame) {  // the rings of 125 frames go round
    const std::vector<float> pcm = draw.frame();
    EncodeWork expected{on_cpu, pcm.data(), {}};
    std::vector<EncodeWork> found;
    for (const SlotId other : others) found.push_back({other, pcm.data(), {}});
    found.push_back({on_cuda, pcm.data(), {}});
    two.cpu.encode({&expected, 1});
    two.cuda->encode(found);
    for (size_t q = 0; q < kCodebooks; ++q, ++compared) differing += expected.codes[q] != found.back().codes[q];
    std::vector<float> a(DUPLEX_FRAME_SAMPLES), b(DUPLEX_FRAME_SAMPLES);
    DecodeWork cpu{on_cpu, expected.codes, a.data()}, cuda{on_cuda, expected.codes, b.data()};
    two.cpu.decode({&cpu, 1});
    two.cuda->decode({&cuda, 1});
    sound.see(a, b);
  }
  INFO(differing, " of ", compared, " codes differ, samples ", sound.relative());
  CHECK(differing * 200 <= compared);
  CHECK(sound.relative() < 1e-3);
}
