#include "bench-cuda/calls.h"

#include <algorithm>
#include <chrono>

#include "duplex.h"

namespace duplex::bench {

namespace {

constexpr int64_t kVoiceFrames = 125, kPromptPositions = 125 + 6 + 200 + 6, kSlice = 96;

double now_ms() { return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

StreamTokens tokens_at(int64_t position) {
  StreamTokens tokens{};
  for (int s = 0; s < kStreams; ++s) tokens[static_cast<size_t>(s)] = static_cast<int32_t>((position * 7919 + s * 131) % (s ? 2048 : 32000));
  return tokens;
}

std::vector<StreamTokens> tokens_from(int64_t first, int64_t count) {
  std::vector<StreamTokens> tokens;
  for (int64_t p = first; p < first + count; ++p) tokens.push_back(tokens_at(p));
  return tokens;
}

void read(CudaBackend& backend, SlotId slot, int64_t first, int64_t end) {
  while (first < end) {
    const int64_t count = std::min(kSlice, end - first);
    const std::vector<StreamTokens> tokens = tokens_from(first, count);
    backend.prefill({slot, first, tokens, {}});
    first += count;
  }
}

}  // namespace

Milliseconds percentiles(std::vector<double> ms) {
  std::sort(ms.begin(), ms.end());
  return {ms[ms.size() / 2], ms[std::min(ms.size() - 1, static_cast<size_t>(static_cast<double>(ms.size()) * 0.99))]};
}

Calls::Calls(CudaBackend& backend) : backend_(backend) {
  uint64_t state = 1;
  for (int i = 0; i < 64 * DUPLEX_FRAME_SAMPLES; ++i) {
    state = state * 6364136223846793005ull + 1442695040888963407ull;
    noise_.push_back(0.2f * (static_cast<float>(state >> 40) / 16777216.0f - 0.5f));
  }
}

void Calls::fill_context() {
  if (full_) return;
  const SlotId slot = backend_.open();
  read(backend_, slot, 0, backend_.facts().context + 8);
  full_ = backend_.save(slot);
  backend_.close(slot);
}

CallTimes Calls::time_frames(int32_t calls, int32_t frames, int32_t leave_every) {
  fill_context();
  struct Call {
    SlotId slot;
    int64_t position;
  };
  std::vector<Call> live;
  const auto join = [&] {
    const SlotId slot = backend_.open();
    backend_.load(slot, *full_);
    return Call{slot, backend_.facts().context + 8};
  };
  for (int32_t i = 0; i < calls; ++i) live.push_back(join());
  std::vector<float> spoken(static_cast<size_t>(calls) * DUPLEX_FRAME_SAMPLES);
  std::vector<FrameWork> work(live.size());
  std::vector<double> encode_ms, step_ms, decode_ms, frame_ms;
  constexpr int32_t kWarmUp = 10;
  int32_t frame = 0;
  const auto next = [&] {
    if (leave_every > 0 && frame % leave_every == leave_every - 1) {
      Call& gone = live[static_cast<size_t>(frame / leave_every) % live.size()];
      backend_.close(gone.slot);
      gone = join();
    }
    for (size_t i = 0; i < live.size(); ++i) {
      work[i] = {live[i].slot, noise_.data() + (static_cast<size_t>(frame) * 7 + i) % 64 * DUPLEX_FRAME_SAMPLES,
                 {live[i].position, tokens_at(live[i].position), filled_streams(kUngenerated), TextChoice::any, {{0.7f, 25}, {0.8f, 250}, i + 1}}};
      std::fill_n(work[i].in.tokens.begin() + kFirstUser, kCodebooks, kUngenerated);
      work[i].agent_pcm = spoken.data() + i * DUPLEX_FRAME_SAMPLES;
      ++live[i].position;
    }
    ++frame;
  };
  for (int32_t i = 0; i < frames + kWarmUp; ++i) {
    next();
    const double start = now_ms();
    backend_.frame(work);
    if (i >= kWarmUp) frame_ms.push_back(now_ms() - start);
  }
  std::vector<EncodeWork> encodes(live.size());
  std::vector<StepWork> steps(live.size());
  std::vector<DecodeWork> decodes(live.size());
  for (int32_t i = 0; i < frames + kWarmUp; ++i) {  // its parts, each waited for
    next();
    for (size_t c = 0; c < live.size(); ++c) encodes[c] = {work[c].slot, work[c].pcm, {}};
    const double start = now_ms();
    backend_.encode(encodes);
    const double encoded = now_ms();
    for (size_t c = 0; c < live.size(); ++c) {
      steps[c] = {work[c].slot, work[c].in, {}};
      hear(steps[c].in, encodes[c].codes);
    }
    const double ready = now_ms();
    backend_.step(steps);
    const double stepped = now_ms();
    for (size_t c = 0; c < live.size(); ++c) {
      decodes[c] = {work[c].slot, {}, work[c].agent_pcm};
      for (size_t q = 0; q < kCodebooks; ++q) decodes[c].codes[q] = std::clamp(steps[c].out.codes[q], 0, 2047);
    }
    const double begin = now_ms();
    backend_.decode(decodes);
    const double end = now_ms();
    if (i < kWarmUp) continue;
    encode_ms.push_back(encoded - start), step_ms.push_back(stepped - ready), decode_ms.push_back(end - begin);
  }
  for (const Call& call : live) backend_.close(call.slot);
  return {calls, percentiles(encode_ms), percentiles(step_ms), percentiles(decode_ms), percentiles(frame_ms)};
}

Milliseconds Calls::time_cold_start(int32_t repeats) {
  std::vector<double> ms;
  for (int32_t i = 0; i < repeats + 2; ++i) {
    const SlotId slot = backend_.open();
    const double start = now_ms();
    for (int64_t t = 0; t < kVoiceFrames; ++t) {
      EncodeWork work{slot, noise_.data() + t % 64 * DUPLEX_FRAME_SAMPLES, {}};
      backend_.encode({&work, 1});
    }
    read(backend_, slot, 0, kPromptPositions);
    if (i >= 2) ms.push_back(now_ms() - start);
    prompt_ = backend_.save(slot);
    backend_.close(slot);
  }
  return percentiles(ms);
}

Milliseconds Calls::time_cached_start(int32_t repeats) {
  std::vector<double> ms;
  for (int32_t i = 0; i < repeats + 2; ++i) {
    const double start = now_ms();
    const SlotId slot = backend_.open();
    backend_.load(slot, *prompt_);
    if (i >= 2) ms.push_back(now_ms() - start);
    backend_.close(slot);
  }
  return percentiles(ms);
}

}  // namespace duplex::bench
