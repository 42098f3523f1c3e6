#include "backend/cpu_backend.h"

#include <sched.h>

#include <algorithm>
#include <thread>
#include <utility>

#include "backend/cpu/matmul.h"
#include "error.h"

namespace duplex {

// Keys share their pages with the slot until one of the two writes; the codec's state is left out where it is as at a stream's start.
struct CpuBackend::State : SlotState {
  State(const CpuBackend* owner, KvPages kept_keys, std::optional<Codec> kept_codec)
      : backend(owner), keys(std::move(kept_keys)), codec(std::move(kept_codec)) {}
  size_t bytes() const override { return keys.bytes() + (codec ? codec->encoder.bytes() + codec->decoder.bytes() : 0); }
  const CpuBackend* backend;
  KvPages keys;
  std::optional<Codec> codec;
};

int32_t usable_cores() {
#ifdef __linux__
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0) return std::max(1, CPU_COUNT(&set));
#endif
  return static_cast<int32_t>(std::max(1u, std::thread::hardware_concurrency()));
}

CpuBackend::CpuBackend(std::shared_ptr<const Checkpoint> checkpoint, const CpuOptions& options)
    : pool_(options.threads > 0 ? options.threads : usable_cores()) {
  LmConfig lm = checkpoint->config().lm;
  MimiConfig mimi = checkpoint->config().mimi;
  if (options.ring) lm.kv_ring = mimi.kv_ring = *options.ring;
  if (options.context > 0) lm.context = static_cast<int32_t>(std::min<int64_t>(options.context, lm.context));
  lm_ = std::make_unique<LanguageModel>(load_lm_weights(checkpoint, lm, options.precision), pool_);
  mimi_ = MimiModel::load(mimi, checkpoint->mimi_tensors(), kCodebooks);
  encoder_ = std::make_unique<MimiEncoder>(mimi_, pool_);
  decoder_ = std::make_unique<MimiDecoder>(mimi_, pool_);

  facts_.device = "cpu, " + std::to_string(pool_.threads()) + (pool_.threads() == 1 ? " thread, " : " threads, ") + cpu::instruction_set();
  if (options.precision.keys == KeyChoice::bf16) facts_.device += ", bf16 keys";
  if (options.precision.keys == KeyChoice::i8) facts_.device += ", 8-bit keys";
  facts_.parameter_count = checkpoint->parameter_count();
  facts_.weight_bytes = lm_->weights().bytes_per_step() + static_cast<int64_t>(mimi_->weight_bytes());
  const Codec codec = fresh_codec();
  const int64_t pages = (lm.context + kPagePositions - 1) / kPagePositions + 1;
  facts_.session_bytes = pages * static_cast<int64_t>(lm_->new_keys().shape().page_bytes()) +
                         static_cast<int64_t>(codec.encoder.bytes() + codec.decoder.bytes());
  facts_.context = lm.context;
  facts_.dim = lm.dim;
  facts_.text_pad = lm.existing_text_padding_id;
  facts_.text_card = lm.text_card;
  facts_.card = lm.card;
  facts_.prompt_codes = lm.prompt_codes;
  facts_.layout = lm_->layout();
  check_vocabularies();
}

void CpuBackend::check_vocabularies() const {
  const MimiConfig& mimi = mimi_->config();
  if (mimi.bins != facts_.card) {
    throw Error(DUPLEX_UNSUPPORTED, "config.json: expected as many codec bins as the language model has codes (card " +
                                        std::to_string(facts_.card) + "), found bins " + std::to_string(mimi.bins) + ".");
  }
  if (mimi.frame_samples() != DUPLEX_FRAME_SAMPLES || mimi.seanet.channels != 1) {
    throw Error(DUPLEX_UNSUPPORTED, "config.json: expected a codec of 1920 mono samples a frame, found " + std::to_string(mimi.frame_samples()) +
                                        " samples and " + std::to_string(mimi.seanet.channels) + " channels.");
  }
}

CpuBackend::Slot& CpuBackend::at(SlotId slot) {
  const auto found = slots_.find(slot);
  if (found == slots_.end()) throw Error(DUPLEX_INTERNAL, "backend: no slot " + std::to_string(slot) + ".");
  return found->second;
}

SlotId CpuBackend::open() {
  slots_.emplace(next_slot_, Slot{lm_->new_keys(), fresh_codec()});
  return next_slot_++;
}

void CpuBackend::close(SlotId slot) { slots_.erase(slot); }

void CpuBackend::pin(SlotId slot, int64_t positions) { at(slot).keys.pin(positions); }

void CpuBackend::reset_codec(SlotId slot) {
  at(slot).codec.encoder.reset();
  at(slot).codec.decoder.reset();
}

void CpuBackend::encode(std::span<EncodeWork> work) {
  encodes_.clear();
  for (EncodeWork& item : work) encodes_.push_back({&at(item.slot).codec.encoder, item.pcm, item.codes.data()});
  encoder_->encode(encodes_);
}

void CpuBackend::step(std::span<StepWork> work) {
  rows_.clear();
  if (traces_) traces_->assign(work.size(), {});
  for (size_t i = 0; i < work.size(); ++i) {
    rows_.push_back({&at(work[i].slot).keys, &work[i].in, &work[i].out, traces_ ? &(*traces_)[i] : nullptr});
  }
  lm_->step(rows_);
}

void CpuBackend::decode(std::span<DecodeWork> work) {
  decodes_.clear();
  for (const DecodeWork& item : work) decodes_.push_back({&at(item.slot).codec.decoder, item.codes.data(), item.pcm});
  decoder_->decode(decodes_);
}

void CpuBackend::prefill(const PrefillWork& work) {
  KvPages& keys = at(work.slot).keys;
  if (work.embeddings.empty()) {
    lm_->prefill(keys, work.first_position, work.tokens);
  } else {
    lm_->prefill_embedded(keys, work.first_position, work.embeddings);
  }
}

std::shared_ptr<const SlotState> CpuBackend::save(SlotId slot) {
  const Slot& from = at(slot);
  const bool fresh = from.codec.encoder.steps == 0 && from.codec.decoder.steps == 0;
  return std::make_shared<State>(this, from.keys, fresh ? std::nullopt : std::optional<Codec>(from.codec));
}

void CpuBackend::load(SlotId slot, const SlotState& state) {
  const auto* saved = dynamic_cast<const State*>(&state);
  if (!saved || saved->backend != this) throw Error(DUPLEX_BAD_ARGUMENT, "restore: expected a snapshot of this model, received one of another.");
  Slot& to = at(slot);
  to.keys = saved->keys;
  if (saved->codec) {
    to.codec = *saved->codec;
  } else {
    reset_codec(slot);
  }
}

}  // namespace duplex
