// The session pack: voice (.wav and .pt), text prompt, a call by both schedules and both ring rules, and the sound of it.
#include <algorithm>
#include <cstring>

#include "call_run.h"
#include "io/loudness.h"
#include "io/tokenizer.h"
#include "io/voice_pt.h"
#include "io/wav.h"
#include "lm_runs.h"
#include "prompt/system_tag.h"

namespace duplex::parity {

namespace {

// What all parts of the check share.
struct SessionCase {
  explicit SessionCase(Pack& of) : pack(of), session(of.json("session.json")), checkpoint(Checkpoint::open(of.folder())) {
    tokenizer = Tokenizer::open(checkpoint->tokenizer_path());
    user = whole_frames(path("user_wav"));
    text = tokenizer->encode(wrap_in_system_tags(session.at("text_prompt").get<std::string>()));
  }
  std::filesystem::path path(const char* key) const { return pack.folder() / session.at(key).get<std::string>(); }
  std::unique_ptr<Traced> backend(std::optional<RingRule> ring = std::nullopt, const LmPrecision& precision = {}) const {
    return open_traced(checkpoint, precision, ring);
  }
  PromptSpec prompt(Traced& backend, const std::filesystem::path& voice) const {
    return {voice_from_file(voice, backend.facts()), text, false, Pinning::none};
  }
  Pack& pack;
  nlohmann::json session;
  std::shared_ptr<Checkpoint> checkpoint;
  std::shared_ptr<const Tokenizer> tokenizer;
  std::vector<float> user;
  std::vector<int32_t> text;
};

void check_text(SessionCase& of) {
  of.pack.report("text.ids", of.text);
  bool wraps = true, encodes = true;
  for (const auto& test : of.session.at("wrap_tests")) wraps &= wrap_in_system_tags(test.at("in").get<std::string>()) == test.at("out").get<std::string>();
  for (const auto& test : of.session.at("tokenizer_tests")) {
    encodes &= of.tokenizer->encode(test.at("text").get<std::string>()) == test.at("ids").get<std::vector<int32_t>>();
  }
  of.pack.claim("prompts are wrapped as the reference wraps them", wraps);
  of.pack.claim("token ids are those of spm_encode", encodes);
}

void check_sound_of_voice(SessionCase& of) {
  const std::vector<float> voice = read_wav_24k(of.path("voice_wav"));
  const double lufs = integrated_loudness(voice, DUPLEX_SAMPLE_RATE_HZ);
  of.pack.report("voice.lufs", std::vector<double>{lufs});
  of.pack.report("voice.gain", std::vector<double>{loudness_gain(lufs)});
  of.pack.report("user.lufs", std::vector<double>{integrated_loudness(read_wav_24k(of.path("user_wav")), DUPLEX_SAMPLE_RATE_HZ)});
  const std::vector<float> normalized = normalize_loudness(voice, DUPLEX_SAMPLE_RATE_HZ);
  of.pack.report("voice.pcm_head", std::span(normalized).first(DUPLEX_FRAME_SAMPLES));
}

void check_voice_pt(SessionCase& of) {
  const std::filesystem::path file = of.path("voice_pt");
  std::filesystem::path tagged = file;
  tagged.replace_filename(file.stem().string() + "-cuda.pt");
  for (const std::filesystem::path& path : {file, tagged}) {
    if (!std::filesystem::exists(path)) continue;
    const VoicePt pt = read_voice_pt(path, of.checkpoint->config().lm.dim, kStreams);
    of.pack.report("voice_pt.embeddings", pt.embeddings);
    of.pack.report("voice_pt.cache", pt.cache);
  }
}

std::vector<Codes> voice_codes(const SessionCase& of, Backend& backend) {
  const VoicePrompt voice = voice_from_file(of.path("voice_wav"), backend.facts());
  std::vector<Codes> codes;
  const SlotId slot = backend.open();
  for (int64_t t = 0; t < voice.frames(); ++t) {
    EncodeWork work{slot, voice.pcm.data() + t * DUPLEX_FRAME_SAMPLES, {}};
    backend.encode({&work, 1});
    codes.push_back(work.codes);
  }
  backend.close(slot);
  return codes;
}

template <class Rows>
std::vector<int32_t> flat(const Rows& rows) {
  std::vector<int32_t> values;
  for (const auto& row : rows) append(values, row);
  return values;
}

void check_prompt(SessionCase& of, Traced& backend, const CallRun& run) {
  const PromptSequence& prompt = run.prompt;
  const std::vector<Codes> voice = voice_codes(of, backend.backend());
  of.pack.report("voice.codes", flat(voice));
  of.pack.report("prompt.frames", flat(prompt_frames({backend.facts().text_pad, backend.facts().prompt_codes}, voice, of.text)));
  of.pack.report("prompt.inputs", flat(prompt.inputs));

  of.pack.report("prompt.hidden", backend.hidden_of(prompt.inputs));
  of.pack.report("prompt.text_logits_last", run.traces[0].text_logits);
}

void check_decisions(SessionCase& of, const CallRun& early) {
  std::vector<int32_t> text, audio;
  std::vector<float> hidden, text_max, audio_max;
  const auto card = static_cast<size_t>(of.checkpoint->config().lm.card);
  for (size_t j = 0; j < early.steps.size(); ++j) {
    const StepTrace& trace = early.traces[j];
    text.push_back(early.outputs[j].text);
    append(hidden, trace.hidden);
    text_max.push_back(*std::max_element(trace.text_logits.begin(), trace.text_logits.end()));
    for (size_t k = 0; k < kCodebooks; ++k) {
      const bool forced = early.steps[j].provided[k + 1] != kUngenerated;
      audio.push_back(forced ? -1 : early.outputs[j].codes[k]);
      const auto logits = std::span(trace.code_logits).subspan(k * card, card);
      audio_max.push_back(*std::max_element(logits.begin(), logits.end()));
    }
  }
  of.pack.report("dec.text", text);
  of.pack.report("dec.audio", audio);
  of.pack.report("dec.hidden", hidden);
  of.pack.report("dec.text_max", text_max);
  of.pack.report("dec.audio_max", audio_max);
}

// All 17 rows of frame N − 1 + t: the reference echoes the user's codes.
std::vector<int32_t> with_user_rows(const CallRun& reference, const Codes& tone) {
  std::vector<int32_t> rows;
  const size_t calls = reference.frames.size() / kFirstUser;
  for (size_t t = 0; t < calls; ++t) {
    append(rows, std::span(reference.frames).subspan(t * kFirstUser, kFirstUser));
    append(rows, t == 0 ? std::span<const int32_t>(tone) : std::span<const int32_t>(reference.user_codes).subspan((t - 1) * kCodebooks, kCodebooks));
  }
  return rows;
}

void check_sound(SessionCase& of, Backend& backend, const CallRun& early) {
  std::vector<float> primed = early.opening_pcm, thinned;
  append(primed, early.pcm);
  for (size_t i = 0; i < primed.size(); i += 24) thinned.push_back(primed[i]);
  of.pack.report("primed.pcm_head", std::span(primed).first(2 * DUPLEX_FRAME_SAMPLES));
  of.pack.report("primed.pcm_s24", thinned);
  std::vector<float> cold(DUPLEX_FRAME_SAMPLES);
  DecodeWork work{backend.open(), {}, cold.data()};
  std::copy_n(early.frames.begin() + 1, kCodebooks, work.codes.begin());
  backend.decode({&work, 1});
  backend.close(work.slot);
  of.pack.report("cold.pcm_head", cold);
}

// Feeds what float32 decided and compares arg-maxes where its logits were clearly apart.
void check_bf16(SessionCase& of, const CallRun& early) {
  const std::unique_ptr<Traced> traced = of.backend(std::nullopt, {LmPrecision::bf16, true});
  const std::unique_ptr<LmSession> session = traced->session(traced->backend().open());
  const std::vector<float> text_gap = of.pack.floats("dec.text_gap"), audio_gap = of.pack.floats("dec.audio_gap");
  session->prefill(0, std::span(early.prompt.inputs).first(early.prompt.inputs.size() - 1), nullptr);
  int64_t compared = 0, differing = 0;
  const auto compare = [&](float gap, int32_t expected, int32_t found) {
    if (gap <= 0.5f) return;
    ++compared;
    differing += expected != found;
  };
  for (size_t j = 0; j < early.steps.size(); ++j) {
    StepInput in = early.steps[j];
    for (size_t s = 0; s <= kCodebooks; ++s) {
      if (in.provided[s] == kUngenerated) in.provided[s] = s == 0 ? early.outputs[j].text : early.outputs[j].codes[s - 1];
    }
    StepOutput out;
    session->step(in, out, nullptr);
    compare(text_gap[j], early.outputs[j].text, out.text);
    for (size_t k = 0; k < kCodebooks; ++k) {
      if (early.steps[j].provided[k + 1] == kUngenerated) compare(audio_gap[j * kCodebooks + k], early.outputs[j].codes[k], out.codes[k]);
    }
  }
  of.pack.claim("bfloat16 agrees wherever the float32 gap is above 0.5", differing == 0 && compared > 0,
                std::to_string(differing) + " of " + std::to_string(compared) + " differ");
}

// The same call through duplex.h, as an engine makes it.
void check_c_api(SessionCase& of, const CallRun& early) {
  duplex_model_options options{};
  options.struct_bytes = sizeof options;
  options.threads = 2;
  options.max_sessions = 1;
  const std::string device = cuda_device() ? "cuda:" + std::to_string(*cuda_device()) : "cpu";
  options.device = device.c_str();
  duplex_model* model = nullptr;
  if (duplex_model_load(of.pack.folder().c_str(), &options, &model) != DUPLEX_OK) return of.pack.claim("duplex.h loads the checkpoint", false, duplex_last_error());
  const std::string prompt = of.session.at("text_prompt"), voice = of.path("voice_wav").string();
  duplex_session_options session_options{};
  session_options.struct_bytes = sizeof session_options;
  session_options.text_prompt = prompt.c_str();
  session_options.voice_file = voice.c_str();
  duplex_session* session = nullptr;
  duplex_status status = duplex_session_open(model, &session_options, &session);
  if (status == DUPLEX_OK) status = duplex_session_prime(session);
  std::vector<float> pcm;
  std::vector<int32_t> spoken, heard;
  size_t pushed = 0;
  while (status == DUPLEX_OK && pcm.size() < of.user.size()) {
    while (pushed < of.user.size() && duplex_session_push(session, of.user.data() + pushed, 0) == DUPLEX_OK) pushed += DUPLEX_FRAME_SAMPLES;
    duplex_event event{};
    const duplex_status polled = duplex_session_poll(session, &event);
    if (polled != DUPLEX_OK && polled != DUPLEX_EMPTY) status = polled;
    if (polled != DUPLEX_OK || event.kind != DUPLEX_EVENT_FRAME) continue;
    spoken.push_back(event.text_token);
    append(spoken, event.spoken_codes);
    append(heard, event.heard_codes);
    append(pcm, std::span(event.pcm, DUPLEX_FRAME_SAMPLES));
  }
  of.pack.claim("a call through duplex.h gives the same tokens, codes and samples",
                status == DUPLEX_OK && spoken == early.frames && heard == early.user_codes && pcm == early.pcm,
                status == DUPLEX_OK ? "" : duplex_last_error());
  duplex_session_close(session);
  duplex_model_free(model);
}

void run_session(Pack& pack) {
  SessionCase of(pack);
  check_text(of);
  check_sound_of_voice(of);
  check_voice_pt(of);

  const std::unique_ptr<Traced> traced = of.backend();
  Traced& backend = *traced;
  const PromptSpec wav = of.prompt(backend, of.path("voice_wav")), pt = of.prompt(backend, of.path("voice_pt"));
  const CallRun early = run_call(backend, wav, of.user);
  check_prompt(of, backend, early);
  pack.report("user.codes", early.user_codes);
  pack.report("early.inputs", early.inputs);
  pack.report("early.out", early.frames);
  check_decisions(of, early);
  check_sound(of, backend.backend(), early);

  const CallRun reference = run_call(backend, wav, of.user, {true, 64});
  pack.report("ref.inputs", reference.inputs);
  pack.report("ref.out", with_user_rows(reference, backend.facts().prompt_codes.tone));

  const CallRun stepwise = run_call(backend, wav, of.user, {false, 1}), embedded = run_call(backend, pt, of.user);
  pack.claim("the prompt step by step gives the bits of a batched prefill",
             stepwise.frames == early.frames && stepwise.traces.back().hidden == early.traces.back().hidden);
  pack.claim("voice .pt and .wav give the same tokens, hidden states and samples",
             embedded.frames == early.frames && embedded.traces.back().hidden == early.traces.back().hidden && embedded.pcm == early.pcm);

  const std::unique_ptr<Traced> with_full_ring = of.backend(RingRule::full);
  Traced& full = *with_full_ring;
  const CallRun fixed = run_call(full, of.prompt(full, of.path("voice_wav")), of.user, {true, 64});
  pack.report("full.user_codes", fixed.user_codes);
  pack.report("full.ref_out", fixed.frames);
  pack.report("full.voice_codes", flat(voice_codes(of, full.backend())));

  check_bf16(of, early);
  check_c_api(of, early);
}

const Registration session_registration{"session", [](const Pack& pack) { return pack.has("prompt.inputs") && pack.has("early.out"); }, run_session};

}  // namespace

}  // namespace duplex::parity
