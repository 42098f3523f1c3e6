#pragma once
// The backend that needs nothing but a CPU: the reference for every other one.
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "backend/backend.h"
#include "codec/mimi_decoder.h"
#include "codec/mimi_encoder.h"
#include "lm/language_model.h"

namespace duplex {

struct CpuOptions {
  int32_t threads = 0;              // 0: one per core
  LmPrecision precision;
  std::optional<RingRule> ring;     // of LM and codec; else the checkpoint's
  int64_t context = 0;              // 0: the checkpoint's; else at most that
};

class CpuBackend : public Backend {
 public:
  // Throws Error naming the file where LM or codec is missing or wrong, and where the two do not belong together.
  CpuBackend(std::shared_ptr<const Checkpoint> checkpoint, const CpuOptions& options);
  const BackendFacts& facts() const override { return facts_; }

  SlotId open() override;
  void close(SlotId slot) override;
  void pin(SlotId slot, int64_t positions) override;
  void reset_codec(SlotId slot) override;
  void encode(std::span<EncodeWork> work) override;
  void step(std::span<StepWork> work) override;
  void decode(std::span<DecodeWork> work) override;
  void prefill(const PrefillWork& work) override;
  std::shared_ptr<const SlotState> save(SlotId slot) override;
  void load(SlotId slot, const SlotState& state) override;

  // For parity runs: each further step takes down what it computed, one trace per entry of its work. Null: no longer.
  void trace_to(std::vector<StepTrace>* traces) { traces_ = traces; }
  LanguageModel& language_model() { return *lm_; }

 private:
  struct Codec {
    MimiEncoderState encoder;
    MimiDecoderState decoder;
  };
  struct Slot {
    KvPages keys;
    Codec codec;
  };
  struct State;
  Slot& at(SlotId slot);
  Codec fresh_codec() const { return {mimi_->new_encoder_state(), mimi_->new_decoder_state()}; }
  void check_vocabularies() const;
  cpu::ThreadPool pool_;
  std::unique_ptr<LanguageModel> lm_;
  std::shared_ptr<const MimiModel> mimi_;
  std::unique_ptr<MimiEncoder> encoder_;
  std::unique_ptr<MimiDecoder> decoder_;
  BackendFacts facts_;
  std::map<SlotId, Slot> slots_;
  SlotId next_slot_ = 0;
  std::vector<StepTrace>* traces_ = nullptr;
  std::vector<LmRow> rows_;
  std::vector<MimiEncodeItem> encodes_;
  std::vector<MimiDecodeItem> decodes_;
};

// Cores this process may use.
int32_t usable_cores();

}  // namespace duplex
