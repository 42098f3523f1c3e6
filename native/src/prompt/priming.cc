#include "prompt/priming.h"

#include <algorithm>

#include "duplex.h"
#include "error.h"
#include "io/sha256.h"

namespace duplex {

Priming::Priming(PromptSpec spec, const BackendFacts& facts, SlotId slot) : spec_(std::move(spec)), facts_(facts), slot_(slot) {
  if (!spec_.bare) require_prompt_codes(facts.prompt_codes, facts.card);
  for (const int32_t token : spec_.text) {
    if (token < 0 || token >= facts.text_card) {
      throw Error(DUPLEX_UNSUPPORTED, "text prompt: expected token ids below text_card " + std::to_string(facts.text_card) + ", found " +
                                          std::to_string(token) + "; tokenizer and language model do not belong together.");
    }
  }
}

int64_t Priming::steps_total() const {
  const int64_t text = static_cast<int64_t>(spec_.text.size());
  if (spec_.bare) return 1;
  return 2 * spec_.voice.frames() + kSilenceFrames + (text > 0 ? text + kSilenceFrames : 0);
}

std::string Priming::whole_key() const {
  Sha256 digest;
  digest.add(spec_.voice.key.data(), spec_.voice.key.size());
  digest.add(spec_.text.data(), spec_.text.size() * sizeof(int32_t));
  return "prompt " + digest.hex();
}

bool Priming::advance(Backend& backend, PrefixCache& cache, int64_t slice) {
  switch (stage_) {
    case Stage::look_up: look_up(backend, cache); break;
    case Stage::encode: encode(backend, slice); break;
    case Stage::prefill: prefill(backend, cache, slice); break;
    case Stage::ready: break;
  }
  return stage_ == Stage::ready;
}

void Priming::look_up(Backend& backend, PrefixCache& cache) {
  if (spec_.bare) {
    prompt_ = std::make_shared<PromptSequence>(build_bare_start(facts_.layout));
    return finish(backend);
  }
  if (const Prefix* whole = cache.find(whole_key())) {
    backend.load(slot_, *whole->state);
    prompt_ = whole->prompt;
    return finish(backend);
  }
  if (spec_.voice.key.empty() || spec_.voice.embedded) {
    lay_out();
  } else if (const Prefix* voice = cache.find("voice " + spec_.voice.key)) {
    backend.load(slot_, *voice->state);
    voice_codes_ = voice->voice;
    positions_ = voice->positions;
    done_ = 2 * spec_.voice.frames();
    lay_out();
  } else {
    stage_ = Stage::encode;
  }
}

void Priming::encode(Backend& backend, int64_t slice) {
  const int64_t total = spec_.voice.frames();
  for (int64_t i = 0; i < slice && static_cast<int64_t>(voice_codes_.size()) < total; ++i) {
    EncodeWork work{slot_, spec_.voice.pcm.data() + voice_codes_.size() * DUPLEX_FRAME_SAMPLES, {}};
    backend.encode({&work, 1});
    voice_codes_.push_back(work.codes);
  }
  done_ = static_cast<int64_t>(voice_codes_.size());
  if (done_ < total) return;
  backend.reset_codec(slot_);
  lay_out();
}

void Priming::lay_out() {
  const PromptFill fill{facts_.text_pad, facts_.prompt_codes};
  prompt_ = std::make_shared<PromptSequence>(spec_.voice.embedded ? build_prompt(facts_.layout, fill, *spec_.voice.embedded, spec_.text)
                                                                  : build_prompt(facts_.layout, fill, voice_codes_, spec_.text));
  stage_ = Stage::prefill;
}

// Up to the end of a slice, of the embedded part, of the voice or of the prompt but its last position, whichever comes first.
void Priming::prefill(Backend& backend, PrefixCache& cache, int64_t slice) {
  const PromptSequence& prompt = *prompt_;
  int64_t end = std::min(positions_ + slice, prompt.positions - 1);
  for (const int64_t stop : {prompt.embedded_positions, prompt.voice_positions}) {
    if (positions_ < stop) end = std::min(end, stop);
  }
  PrefillWork work;
  work.slot = slot_;
  work.first_position = positions_;
  const auto count = static_cast<size_t>(end - positions_);
  if (positions_ < prompt.embedded_positions) {
    const auto dim = static_cast<size_t>(facts_.dim);
    work.embeddings = std::span(prompt.embeddings).subspan(static_cast<size_t>(positions_) * dim, count * dim);
  } else {
    work.tokens = std::span(prompt.inputs).subspan(static_cast<size_t>(positions_ - prompt.embedded_positions), count);
  }
  if (count > 0) backend.prefill(work);
  positions_ = end;
  done_ = spec_.voice.frames() + positions_;
  if (positions_ == prompt.voice_positions && !voice_codes_.empty()) {
    cache.put("voice " + spec_.voice.key, {backend.save(slot_), positions_, voice_codes_, nullptr});
  }
  if (positions_ < prompt.positions - 1) return;
  backend.reset_codec(slot_);
  auto kept = std::make_shared<PromptSequence>(prompt);
  kept->embeddings.clear();
  kept->inputs.clear();
  cache.put(whole_key(), {backend.save(slot_), positions_, {}, kept});
  finish(backend);
}

void Priming::finish(Backend& backend) {
  backend.reset_codec(slot_);
  const bool fits = prompt_->positions <= backend.facts().context * 2 / 3;
  if (spec_.pin == Pinning::always || (spec_.pin == Pinning::where_it_fits && fits)) backend.pin(slot_, prompt_->positions);
  done_ = steps_total();
  stage_ = Stage::ready;
}

}  // namespace duplex
