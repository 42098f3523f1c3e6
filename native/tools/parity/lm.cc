// The language-model pack: teacher-forced tensors with both ring rules, bfloat16, greedy free run and self-play.
#include <algorithm>

#include "lm_runs.h"

namespace duplex::parity {

namespace {

void check_teacher_forcing(Pack& pack, const std::vector<StreamTokens>& rows) {
  Lab hiding(pack, RingRule::hide_oldest, kMaxDepformerSteps);
  const TeacherForced forced = teacher_force(hiding, rows);
  pack.report("pp.tf.hidden", forced.hidden);
  pack.report("pp.tf.text_logits", forced.text_logits);
  pack.report("pp.tf.dep_logits", forced.code_logits);

  const std::unique_ptr<LmSession> session = hiding.open();
  std::vector<float> hidden(forced.hidden.size());
  const auto positions = std::span(rows).first(rows.size() - 1);
  const size_t half = positions.size() / 3, dim = static_cast<size_t>(hiding.config().dim);
  session->prefill(0, positions.first(half), hidden.data());
  session->prefill(static_cast<int64_t>(half), positions.subspan(half), hidden.data() + half * dim);
  pack.report("pp.tf.hidden", hidden);
  pack.claim("a batched prefill gives the bits of stepping", hidden == forced.hidden);

  Lab full(pack, RingRule::full, kMaxDepformerSteps);
  const TeacherForced fixed = teacher_force(full, rows);
  pack.report("full.tf.hidden", fixed.hidden);
  pack.report("full.tf.text_logits", fixed.text_logits);
  pack.report("full.tf.dep_logits_step15", fixed.last_step_logits);

  Lab rounded(pack, RingRule::hide_oldest, kMaxDepformerSteps, {LmPrecision::bf16, true});
  const TeacherForced bf16 = teacher_force(rounded, rows);
  pack.report("bf16.tf.hidden", bf16.hidden);
  pack.report("bf16.tf.text_logits", bf16.text_logits);
  pack.report("bf16.tf.dep_logits", bf16.code_logits);
}

// The reference's generator: call 0 runs nothing, call s runs position s − 1; it returns frame s − 1 from call 2 on.
struct Calls {
  GreedyRun run;
  std::vector<int32_t> out, frames;  // [calls, 17], [calls − 2, 9]
};

Calls play(Lab& lab, const std::vector<int32_t>& user, int64_t calls) {
  Calls result;
  const std::unique_ptr<LmSession> session = lab.open();
  DelayLine line(lab.layout());
  for (int64_t s = 0; s < calls; ++s) {
    for (int k = 0; !user.empty() && k < kCodebooks; ++k) line.give(s, kFirstUser + k, user[static_cast<size_t>(s * kCodebooks + k)]);
    if (s > 0) greedy_step(*session, lab.steps(), line, s - 1, result.run);
    StreamTokens frame = filled_streams(-5);  // what the pack writes where nothing is returned
    for (int row = 0; s >= 2 && row < kStreams; ++row) frame[static_cast<size_t>(row)] = line.frame_token(s - 1, row);
    append(result.out, frame);
    if (s >= 2) append(result.frames, std::span(frame).first(kFirstUser));
  }
  return result;
}

void check_free_run(Pack& pack) {
  const std::vector<int32_t> user = pack.integers("free.user");
  Lab whole(pack, RingRule::hide_oldest, kMaxDepformerSteps);
  const Calls calls = play(whole, user, pack.shape("free.user")[0]);
  pack.report("free.inputs", calls.run.inputs);
  pack.report("free.text", calls.run.text);
  pack.report("free.audio", calls.run.codes);
  pack.report("free.out", calls.out);
  pack.report("free.frames", calls.frames);
  Lab agent_only(pack, RingRule::hide_oldest, kCodebooks);
  pack.claim("eight depformer steps give the same frames", play(agent_only, user, pack.shape("free.user")[0]).frames == calls.frames);

  const Calls alone = play(whole, {}, pack.shape("self.out")[0]);
  pack.report("self.inputs", alone.run.inputs);
  pack.report("self.text", alone.run.text);
  pack.report("self.audio", alone.run.codes);
  pack.report("self.out", alone.out);
}

void run_lm(Pack& pack) {
  check_teacher_forcing(pack, stream_rows(pack.integers("tf.tokens")));
  check_free_run(pack);
}

const Registration lm_registration{"language model", [](const Pack& pack) { return pack.has("tf.tokens"); }, run_lm};

}  // namespace

}  // namespace duplex::parity
