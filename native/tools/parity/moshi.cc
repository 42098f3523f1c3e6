// The Moshi pack: an 8-set checkpoint by upstream's schedule, started in the three ways that upstream starts it.
#include <algorithm>

#include "call_run.h"
#include "lm_runs.h"

namespace duplex::parity {

namespace {

struct MoshiRun {
  GreedyRun steps;
  std::vector<int32_t> codes, out;  // [frames, 8], [frames − 1, 9]
  std::vector<float> pcm;
};

// User frame t goes in at position t: the first one is never heard. `reset`: the codec starts anew after frame 0.
MoshiRun one_call_per_frame(Traced& traced, const std::vector<float>& user, bool reset) {
  MoshiRun run;
  Backend& backend = traced.backend();
  DelayLine line(backend.facts().layout);
  const SlotId slot = backend.open();
  const std::unique_ptr<LmSession> session = traced.session(slot);
  const auto frames = static_cast<int64_t>(user.size()) / DUPLEX_FRAME_SAMPLES;
  for (int64_t t = 0; t < frames; ++t) {
    EncodeWork heard{slot, user.data() + t * DUPLEX_FRAME_SAMPLES, {}};
    backend.encode({&heard, 1});
    if (t == 0 && reset) backend.reset_codec(slot);
    append(run.codes, heard.codes);
    for (int k = 0; k < kCodebooks; ++k) line.give(t, kFirstUser + k, heard.codes[static_cast<size_t>(k)]);
    upstream_step(*session, kCodebooks, line, t, run.steps);
    if (t == 0) continue;
    DecodeWork spoken{slot, {}, nullptr};
    run.out.push_back(line.frame_token(t, 0));
    for (int k = 0; k < kCodebooks; ++k) run.out.push_back(spoken.codes[static_cast<size_t>(k)] = line.frame_token(t, kFirstAgent + k));
    run.pcm.resize(run.pcm.size() + DUPLEX_FRAME_SAMPLES);
    spoken.pcm = run.pcm.data() + run.pcm.size() - DUPLEX_FRAME_SAMPLES;
    backend.decode({&spoken, 1});
  }
  backend.close(slot);
  return run;
}

std::vector<float> every_16th(const std::vector<float>& pcm) {
  std::vector<float> thinned;
  for (size_t i = 0; i < pcm.size(); i += 16) thinned.push_back(pcm[i]);
  return thinned;
}

void report(Pack& pack, const std::string& way, const MoshiRun& run) {
  pack.report(way + ".codes", run.codes);
  pack.report(way + ".inputs", run.steps.inputs);
  pack.report(way + ".text", run.steps.text);
  pack.report(way + ".audio", run.steps.codes);
  pack.report(way + ".out", run.out);
  pack.report(way + ".pcm_s16", every_16th(run.pcm));
}

void report_logits(Pack& pack, const MoshiRun& run) {
  std::vector<float> hidden, text, audio;
  for (size_t p = 0; p < run.steps.traces.size(); ++p) {
    append(hidden, run.steps.traces[p].hidden);
    if (p % 4 == 0) append(text, run.steps.traces[p].text_logits);
    if (p == 1 || p + 1 == run.steps.traces.size()) append(audio, run.steps.traces[p].code_logits);
  }
  pack.report("raw.hidden", hidden);
  pack.report("raw.text_logits", text);
  pack.report("raw.audio_logits", audio);
  pack.report("raw.pcm_head", std::span(run.pcm).first(2 * DUPLEX_FRAME_SAMPLES));
}

// Our own sessions on a Moshi checkpoint: position 0 is run at once, user frame t at position t + 1, so that n frames give n answers.
MoshiRun own_session(Traced& backend, const std::vector<float>& user) {
  PromptSpec bare;
  bare.bare = true;
  const CallRun call = run_call(backend, bare, user);
  MoshiRun run;
  run.codes = call.user_codes;
  run.out = call.frames;
  run.pcm = call.pcm;
  for (size_t j = 0; j < call.steps.size(); ++j) {
    append(run.steps.inputs, call.steps[j].tokens);
    run.steps.text.push_back(call.outputs[j].text);
    append(run.steps.codes, std::span(call.outputs[j].codes).first(kCodebooks));
  }
  return run;
}

void run_moshi(Pack& pack) {
  const std::unique_ptr<Traced> traced = open_traced(Checkpoint::open(pack.folder()));
  Traced& backend = *traced;
  const std::vector<float> user = whole_frames(pack.folder() / "user.wav");
  const MoshiRun raw = one_call_per_frame(backend, user, false);
  report(pack, "raw", raw);
  report_logits(pack, raw);
  report(pack, "server", one_call_per_frame(backend, user, true));
  report(pack, "offline", own_session(backend, user));
}

const Registration moshi_registration{"moshi", [](const Pack& pack) { return pack.has("raw.inputs") && pack.has("offline.out"); }, run_moshi};

}  // namespace

}  // namespace duplex::parity
