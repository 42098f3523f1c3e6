// A language model of any size as it is served: in bfloat16 and with 8-bit weights, beside what the reference computed in float32 and in bfloat16 on a card.
// Packs of real sizes are too large to keep; they are recorded where the reference runs.
#include "lm_runs.h"

namespace duplex::parity {

namespace {

void run_rounded_lm(Pack& pack) {
  const std::vector<StreamTokens> rows = stream_rows(pack.integers("served.tokens"));
  const std::pair<const char*, LmPrecision> kinds[] = {{"bf16", {LmPrecision::bf16, true}}, {"i8", {LmPrecision::i8, false}}};
  for (const auto& [name, precision] : kinds) {
    Lab lab(pack, pack.config().lm.kv_ring, kCodebooks, precision);
    const TeacherForced forced = teacher_force(lab, rows);
    pack.report(std::string(name) + ".hidden", forced.hidden);
    pack.report(std::string(name) + ".text_logits", forced.text_logits);
    pack.report(std::string(name) + ".dep_logits", forced.code_logits);
  }
}

const Registration rounded_lm_registration{"served language model", [](const Pack& pack) { return pack.has("served.tokens"); }, run_rounded_lm};

}  // namespace

}  // namespace duplex::parity
