// The CUDA backend beside the CPU's on the small checkpoints: what is computed, and what must not depend on anything.
#include <doctest/doctest.h>

#include <map>

#include "error.h"
#include "two_backends.h"

using namespace duplex;
using namespace duplex::gpu_test;

namespace {

constexpr double kFloat32 = 2e-4;  // relative, of values that pass a few layers in another order of sums

struct Both {
  SlotId cpu, cuda;
  int64_t position = 0;
};

}  // namespace

TEST_CASE("calls that join and leave at random frames compute what they compute on the CPU") {
  for (const char* name : {"session-tiny", "moshi-tiny"}) {
    CAPTURE(name);
    TwoBackends two(fixture(name));
    Draw draw(11);
    std::map<int, Both> calls;
    TraceDistance distance;
    Distance sound;
    int64_t codes = 0, other_codes = 0, tokens = 0, other_tokens = 0;
    int next = 0;
    for (int frame = 0; frame < 150; ++frame) {
      if (calls.size() < 6 && draw.below(4) == 0) calls[next++] = {two.cpu.open(), two.cuda->open()};
      if (!calls.empty() && draw.below(9) == 0) {
        const auto gone = std::next(calls.begin(), draw.below(static_cast<int64_t>(calls.size())));
        two.cpu.close(gone->second.cpu);
        two.cuda->close(gone->second.cuda);
        calls.erase(gone);
      }
      std::vector<EncodeWork> cpu_heard, cuda_heard;
      std::vector<StepWork> cpu_steps, cuda_steps;
      std::vector<std::vector<float>> pcm, cpu_pcm, cuda_pcm;
      for (auto& [id, call] : calls) {
        if (draw.below(5) == 0) continue;  // this one's frame is late
        pcm.push_back(draw.frame());
        const StepInput in = forced(draw, two.cpu.facts(), call.position++);
        cpu_heard.push_back({call.cpu, nullptr, {}});
        cuda_heard.push_back({call.cuda, nullptr, {}});
        cpu_steps.push_back({call.cpu, in, {}});
        cuda_steps.push_back({call.cuda, in, {}});
      }
      if (pcm.empty()) continue;
      for (size_t i = 0; i < pcm.size(); ++i) cpu_heard[i].pcm = cuda_heard[i].pcm = pcm[i].data();
      two.cpu.encode(cpu_heard);
      two.cuda->encode(cuda_heard);
      const std::vector<StepTrace> expected = traced_step(two.cpu, cpu_steps), found = traced_step(*two.cuda, cuda_steps);
      cpu_pcm.assign(pcm.size(), std::vector<float>(DUPLEX_FRAME_SAMPLES));
      cuda_pcm = cpu_pcm;
      std::vector<DecodeWork> cpu_spoken, cuda_spoken;
      for (size_t i = 0; i < pcm.size(); ++i) {
        distance.see(expected[i], found[i]);
        for (size_t q = 0; q < kCodebooks; ++q, ++codes) other_codes += cpu_heard[i].codes[q] != cuda_heard[i].codes[q];
        ++tokens;
        other_tokens += cpu_steps[i].out.text != cuda_steps[i].out.text;
        for (size_t k = 0; k < kCodebooks; ++k, ++tokens) other_tokens += cpu_steps[i].out.codes[k] != cuda_steps[i].out.codes[k];
        cpu_spoken.push_back({cpu_heard[i].slot, cpu_heard[i].codes, cpu_pcm[i].data()});
        cuda_spoken.push_back({cuda_heard[i].slot, cpu_heard[i].codes, cuda_pcm[i].data()});
      }
      two.cpu.decode(cpu_spoken);
      two.cuda->decode(cuda_spoken);
      for (size_t i = 0; i < pcm.size(); ++i) sound.see(cpu_pcm[i], cuda_pcm[i]);
    }
    INFO("hidden ", distance.hidden.relative(), ", text ", distance.text.relative(), ", codes ", distance.codes.relative(), ", sound ", sound.relative(), ", codes that differ ",
         other_codes, " of ", codes, ", tokens ", other_tokens, " of ", tokens);
    CHECK(distance.worst() < kFloat32);
    CHECK(sound.relative() < kFloat32);
    CHECK(other_codes * 500 <= codes);    // distances or scores that lie closer than float32 tells apart
    CHECK(other_tokens * 500 <= tokens);
  }
}

TEST_CASE("a frame done whole gives the bits of encoding, stepping and decoding in turn") {
  for (const char* name : {"session-tiny", "moshi-tiny"}) {
    CAPTURE(name);
    TwoBackends two(fixture(name));
    CudaBackend& cuda = *two.cuda;
    Draw draw(23);
    std::vector<SlotId> whole, parts;
    for (int i = 0; i < 5; ++i) whole.push_back(cuda.open()), parts.push_back(cuda.open());
    for (int64_t position = 0; position < 40; ++position) {
      std::vector<FrameWork> work;
      std::vector<std::vector<float>> pcm, spoken(whole.size(), std::vector<float>(DUPLEX_FRAME_SAMPLES));
      std::vector<size_t> who;
      for (size_t i = 0; i < whole.size(); ++i) {
        pcm.push_back(draw.frame());
        if (draw.below(6) == 0 && position > 0) continue;  // this one's frame is late
        FrameWork& each = work.emplace_back();
        each.slot = whole[i];
        each.in = forced(draw, cuda.facts(), position);
        each.in.provided = filled_streams(kUngenerated);
        each.in.sampling.seed = i;
        const bool hears = draw.below(5) != 0, speaks = draw.below(5) != 0;  // some open a call, some are not to be heard
        if (hears) each.pcm = pcm[i].data();
        for (size_t k = 0; hears && k < kCodebooks; k += 3) each.in.tokens[kFirstUser + k] = kUngenerated;
        each.spoken[0] = draw.below(cuda.facts().card);
        if (speaks) each.agent_pcm = spoken[i].data();
        who.push_back(i);
      }
      std::vector<FrameWork> again = work;
      cuda.frame(work);
      std::vector<std::vector<float>> in_turn(whole.size(), std::vector<float>(DUPLEX_FRAME_SAMPLES));
      for (size_t w = 0; w < again.size(); ++w) {
        again[w].slot = parts[who[w]];
        if (again[w].agent_pcm) again[w].agent_pcm = in_turn[who[w]].data();
      }
      cuda.Backend::frame(again);
      for (size_t w = 0; w < work.size(); ++w) {
        REQUIRE(work[w].heard == again[w].heard);
        REQUIRE(work[w].out.text == again[w].out.text);
        REQUIRE(work[w].out.codes == again[w].out.codes);
      }
      REQUIRE(spoken == in_turn);
    }
  }
}

TEST_CASE("a call's bits do not depend on the calls beside it") {
  for (const KeyChoice keys : {KeyChoice::from_weights, KeyChoice::i8}) {
    TwoBackends two(fixture("session-tiny"), {.keys = keys});
    CudaBackend& cuda = *two.cuda;
    const SlotId alone = cuda.open(), among = cuda.open();
    std::vector<SlotId> others;
    for (int i = 0; i < 21; ++i) others.push_back(cuda.open());
    Draw draw(5), noise(6);
    for (int64_t position = 0; position < 90; ++position) {  // the ring of 72 goes round
      const StepInput in = forced(draw, cuda.facts(), position);
      std::vector<StepWork> one = {{alone, in, {}}}, many;
      const int before = noise.below(static_cast<int64_t>(others.size()));
      for (int i = 0; i < static_cast<int>(others.size()); ++i) {
        if (i == before) many.push_back({among, in, {}});
        if (noise.below(2) == 0) many.push_back({others[static_cast<size_t>(i)], forced(noise, cuda.facts(), position), {}});
      }
      size_t at = 0;
      while (many[at].slot != among) ++at;
      const std::vector<StepTrace> by_itself = traced_step(cuda, one), together = traced_step(cuda, many);
      REQUIRE(by_itself[0].hidden == together[at].hidden);
      REQUIRE(by_itself[0].text_logits == together[at].text_logits);
      REQUIRE(by_itself[0].code_logits == together[at].code_logits);
      REQUIRE(one[0].out.text == many[at].out.text);
      REQUIRE(one[0].out.codes == many[at].out.codes);
      const std::vector<float> pcm = draw.frame();
      EncodeWork heard{alone, pcm.data(), {}};
      std::vector<EncodeWork> all = {{others[0], pcm.data(), {}}, {among, pcm.data(), {}}, {others[1], pcm.data(), {}}};
      cuda.encode({&heard, 1});
      cuda.encode(all);
      REQUIRE(heard.codes == all[1].codes);
    }
  }
}

TEST_CASE("a prompt in wide passes leaves the bits of stepping, pinned or not, with a conversation window or without") {
  for (const int32_t conversation_window : {0, 20}) {
    CAPTURE(conversation_window);
    const Windowed checkpoint(fixture("session-tiny"), conversation_window);
    TwoBackends two(checkpoint.folder());
    CudaBackend& cuda = *two.cuda;
    Draw draw(9);
    std::vector<StreamTokens> prompt;
    for (int i = 0; i < 110; ++i) prompt.push_back(draw.tokens(cuda.facts()));  // longer than the ring
    for (const int64_t pinned : {int64_t{0}, int64_t{7}, int64_t{65}}) {
      for (const int64_t length : {int64_t{20}, int64_t{68}, int64_t{110}}) {
        if (pinned > length || (pinned > 0 && length > 70)) continue;  // pinning comes before the ring goes round
        const SlotId stepped = cuda.open(), filled = cuda.open(), on_cpu = two.cpu.open();
        for (int64_t p = 0; p < length; ++p) {
          StepWork work{stepped, {p, prompt[static_cast<size_t>(p)], filled_streams(0), TextChoice::any, {}}, {}};
          cuda.step({&work, 1});
        }
        const int64_t cut = length / 3;
        cuda.prefill({filled, 0, std::span(prompt).first(static_cast<size_t>(cut)), {}});
        cuda.prefill({filled, cut, std::span(prompt).subspan(static_cast<size_t>(cut), static_cast<size_t>(length - cut)), {}});
        two.cpu.prefill({on_cpu, 0, std::span(prompt).first(static_cast<size_t>(length)), {}});
        cuda.pin(stepped, pinned);
        cuda.pin(filled, pinned);
        two.cpu.pin(on_cpu, pinned);
        Draw rest(3);
        TraceDistance distance;
        for (int64_t p = length; p < length + 120; ++p) {
          const StepInput in = forced(rest, cuda.facts(), p);
          std::vector<StepWork> a = {{stepped, in, {}}}, b = {{filled, in, {}}}, c = {{on_cpu, in, {}}};
          const std::vector<StepTrace> first = traced_step(cuda, a), second = traced_step(cuda, b), third = traced_step(two.cpu, c);
          REQUIRE(first[0].hidden == second[0].hidden);
          REQUIRE(first[0].code_logits == second[0].code_logits);
          distance.see(third[0], first[0]);
        }
        CAPTURE(pinned);
        CAPTURE(length);
        CHECK(distance.worst() < kFloat32);
        cuda.close(stepped);
        cuda.close(filled);
        two.cpu.close(on_cpu);
      }
    }
  }
}

TEST_CASE("a call goes on from a saved state as if nothing had been, also from one that had to leave the device") {
  TwoBackends two(fixture("session-tiny"));
  CudaBackend& cuda = *two.cuda;
  const SlotId slot = cuda.open();
  Draw draw(21);
  const auto frame = [&](SlotId of, Draw& from, int64_t position) {
    const std::vector<float> pcm = from.frame();
    EncodeWork heard{of, pcm.data(), {}};
    cuda.encode({&heard, 1});
    std::vector<StepWork> work = {{of, forced(from, cuda.facts(), position), {}}};
    StepTrace trace = traced_step(cuda, work)[0];
    trace.hidden.resize(trace.hidden.size() + DUPLEX_FRAME_SAMPLES);
    DecodeWork spoken{of, heard.codes, trace.hidden.data() + trace.hidden.size() - DUPLEX_FRAME_SAMPLES};
    cuda.decode({&spoken, 1});
    return trace;
  };
  for (int64_t p = 0; p < 40; ++p) frame(slot, draw, p);
  const std::shared_ptr<const SlotState> state = cuda.save(slot);
  CHECK(state->bytes() > 0);
  std::vector<StepTrace> expected;
  Draw again = draw;
  for (int64_t p = 40; p < 60; ++p) expected.push_back(frame(slot, draw, p));
  std::vector<std::shared_ptr<const SlotState>> hoard;  // until the spare pages are used up
  const SlotId early = cuda.open();
  cuda.load(early, *state);
  for (int i = 0; i < 30; ++i) hoard.push_back(cuda.save(early));
  cuda.close(early);
  std::vector<SlotId> crowd;
  for (const bool crowded : {false, true}) {
    if (crowded) {
      CHECK_THROWS_AS(
          [&] {
            for (int i = 0; i < 1000; ++i) crowd.push_back(cuda.open());
          }(),
          Error);
      cuda.close(crowd.back());
      crowd.pop_back();
    }
    const SlotId other = cuda.open();
    cuda.load(other, crowded ? *state : *hoard.back());
    Draw same = again;
    for (size_t i = 0; i < expected.size(); ++i) {
      const StepTrace found = frame(other, same, 40 + static_cast<int64_t>(i));
      REQUIRE(found.hidden == expected[i].hidden);
      REQUIRE(found.code_logits == expected[i].code_logits);
    }
    cuda.close(other);
  }
  for (const SlotId each : crowd) cuda.close(each);
}

TEST_CASE("a call that does not fit is refused with a sentence, and leaves the others alone") {
  CudaOptions options;
  options.most_sessions = 3;
  TwoBackends two(fixture("session-tiny"), {}, options);
  CHECK(two.cuda->facts().most_sessions == 3);
  std::vector<SlotId> slots;
  for (int i = 0; i < 3; ++i) slots.push_back(two.cuda->open());
  CHECK_THROWS_WITH_AS(two.cuda->open(), doctest::Contains("close a call"), Error);
  StepWork work{slots[0], {}, {}};
  CHECK_NOTHROW(two.cuda->step({&work, 1}));
  two.cuda->close(slots[1]);
  CHECK_NOTHROW(two.cuda->open());
}

TEST_CASE("bfloat16 and 8-bit weights stay near the CPU's own") {
  for (const auto& [precision, limit] : {std::pair<LmPrecision, double>{{LmPrecision::bf16, true}, 0.05}, {{LmPrecision::i8, false}, 1e-3}, {{LmPrecision::f32, false}, kFloat32}}) {
    TwoBackends two(fixture("moshi-tiny"), precision);
    const SlotId cpu = two.cpu.open(), cuda = two.cuda->open();
    Draw draw(31);
    TraceDistance distance;
    for (int64_t p = 0; p < 60; ++p) {
      const StepInput in = forced(draw, two.cpu.facts(), p);
      std::vector<StepWork> a = {{cpu, in, {}}}, b = {{cuda, in, {}}};
      const std::vector<StepTrace> expected = traced_step(two.cpu, a), found = traced_step(*two.cuda, b);
      distance.see(expected[0], found[0]);
    }
    INFO("weights ", static_cast<int>(precision.weights), ": hidden ", distance.hidden.relative(), ", text ", distance.text.relative(), ", codes ", distance.codes.relative());
    CHECK(distance.worst() < limit);
  }
}

TEST_CASE("a limit on memory is kept, and one too small says what is missing") {
  CudaOptions options;
  options.memory_limit_bytes = 1;
  CHECK_THROWS_WITH_AS(TwoBackends(fixture("session-tiny"), {}, options), doctest::Contains("the limit is"), Error);
}
