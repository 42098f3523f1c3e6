#include "call_run.h"

#include "io/wav.h"
#include "lm_runs.h"

namespace duplex::parity {

namespace {

// Steps once and takes down what went in and came out.
StepOutput step(LmSession& session, const StepInput& in, CallRun& run) {
  StepOutput out;
  StepTrace trace;
  session.step(in, out, &trace);
  run.steps.push_back(in);
  run.outputs.push_back(out);
  run.traces.push_back(std::move(trace));
  return out;
}

void decode(Backend& backend, SlotId slot, const Codes& codes, std::vector<float>& pcm) {
  pcm.resize(pcm.size() + DUPLEX_FRAME_SAMPLES);
  DecodeWork work{slot, codes, pcm.data() + pcm.size() - DUPLEX_FRAME_SAMPLES};
  backend.decode({&work, 1});
}

}  // namespace

CallRun run_call(Traced& traced, const PromptSpec& prompt, const std::vector<float>& user, const CallOptions& options) {
  Backend& backend = traced.backend();
  CallRun run;
  PrefixCache cache(0);
  const SlotId slot = backend.open();
  const std::unique_ptr<LmSession> session = traced.session(slot);
  Priming priming(prompt, backend.facts(), slot);
  while (!priming.advance(backend, cache, options.slice)) {}
  run.prompt = priming.prompt();
  Conversation conversation(run.prompt, backend.facts().text_pad, {}, options.reference_schedule);
  if (!options.reference_schedule) {
    const StepInput in = conversation.opening_step();
    const Codes before = conversation.spoken_before(in.position);
    const StepOutput out = step(*session, in, run);
    conversation.finish_opening(in, out);
    if (conversation.ends_in_silence()) decode(backend, slot, spoken_codes(before, out), run.opening_pcm);
  }
  for (size_t at = 0; at < user.size(); at += DUPLEX_FRAME_SAMPLES) {
    EncodeWork heard{slot, user.data() + at, {}};
    backend.encode({&heard, 1});
    append(run.user_codes, heard.codes);
    StepInput in = conversation.begin(static_cast<int64_t>(at / DUPLEX_FRAME_SAMPLES));
    hear(in, heard.codes);
    append(run.inputs, in.tokens);
    const Codes before = conversation.spoken_before(in.position);
    const StepOutput out = step(*session, in, run);
    const Codes spoken = spoken_codes(before, out);
    run.frames.push_back(conversation.finish(heard.codes, in, out).text);
    append(run.frames, spoken);
    decode(backend, slot, spoken, run.pcm);
  }
  backend.close(slot);
  return run;
}

std::vector<float> whole_frames(const std::filesystem::path& wav) {
  std::vector<float> samples = read_wav_24k(wav);
  samples.resize((samples.size() + DUPLEX_FRAME_SAMPLES - 1) / DUPLEX_FRAME_SAMPLES * DUPLEX_FRAME_SAMPLES);
  return samples;
}

}  // namespace duplex::parity
