#include "lm/language_model.h"

#include <cmath>
#include <filesystem>
#include <random>

#include <doctest/doctest.h>

using namespace duplex;

namespace {

class Tiny {
 public:
  explicit Tiny(const LmPrecision& precision = {}, int threads = 2, int32_t context = 24, int32_t conversation_window = 0) : pool(threads) {
    const auto checkpoint = Checkpoint::open(std::filesystem::path(DUPLEX_FIXTURES) / "parity/lm-tiny");
    LmConfig config = checkpoint->config().lm;
    config.context = context, config.conversation_window = conversation_window;
    model = std::make_unique<LanguageModel>(load_lm_weights(checkpoint, config, precision), pool);
  }
  cpu::ThreadPool pool;
  std::unique_ptr<LanguageModel> model;
};

std::vector<StreamTokens> random_positions(size_t count, uint32_t seed) {
  std::mt19937 engine(seed);
  std::uniform_int_distribution<int32_t> code(-1, 47);
  std::vector<StreamTokens> rows(count);
  for (StreamTokens& row : rows) {
    for (int32_t& token : row) token = code(engine);
  }
  return rows;
}

StepInput input_at(int64_t position, const StreamTokens& tokens, uint64_t seed) {
  StepInput in;
  in.position = position;
  in.tokens = tokens;
  in.sampling = {{0.7f, 25}, {0.8f, 250}, seed};
  return in;
}

}  // namespace

TEST_CASE("a session gives the same bits alone, in a batch and with any number of threads") {
  Tiny alone({}, 1), together({}, 2);
  const auto rows = random_positions(40, 1);
  std::vector<KvPages> keys(3, together.model->new_keys());
  KvPages own = alone.model->new_keys();
  for (size_t p = 0; p < rows.size(); ++p) {
    const StepInput in = input_at(static_cast<int64_t>(p), rows[p], 9);
    StepOutput out;
    StepTrace trace;
    const LmRow one{&own, &in, &out, &trace};
    alone.model->step({&one, 1});

    std::vector<StepInput> inputs = {input_at(static_cast<int64_t>(p), rows[(p + 7) % rows.size()], 10), in, input_at(static_cast<int64_t>(p), rows[0], 11)};
    std::vector<StepOutput> outputs(3);
    std::vector<StepTrace> traces(3);
    std::vector<LmRow> batch;
    inputs[0].position = static_cast<int64_t>(p / 2);
    for (size_t i = p % 2; i < 3; ++i) batch.push_back({&keys[i], &inputs[i], &outputs[i], &traces[i]});  // the first: every other step
    together.model->step(batch);
    CHECK(outputs[1].text == out.text);
    CHECK(outputs[1].codes == out.codes);
    CHECK(traces[1].hidden == trace.hidden);
    CHECK(traces[1].code_logits == trace.code_logits);
  }
}

TEST_CASE("prefill in any slices leaves what stepping leaves, beyond a full ring too, in both arithmetics") {
  for (const LmPrecision precision : {LmPrecision{}, LmPrecision{LmPrecision::bf16, true}}) {
    Tiny tiny(precision);
    const auto rows = random_positions(70, 2);
    const StepInput last = input_at(69, rows[69], 3);
    std::vector<std::vector<float>> hidden;
    for (const size_t slice : {size_t{1}, size_t{5}, size_t{69}}) {
      KvPages keys = tiny.model->new_keys();
      for (size_t at = 0; at < 69; at += slice) {
        tiny.model->prefill(keys, static_cast<int64_t>(at), std::span(rows).subspan(at, std::min(slice, 69 - at)));
      }
      StepOutput out;
      StepTrace trace;
      const LmRow row{&keys, &last, &out, &trace};
      tiny.model->step({&row, 1});
      hidden.push_back(trace.hidden);
    }
    CHECK(hidden[0] == hidden[1]);
    CHECK(hidden[0] == hidden[2]);
  }
}

TEST_CASE("pinned keys change nothing before the window leaves them, and something after") {
  Tiny tiny;
  const auto rows = random_positions(60, 4);
  KvPages plain = tiny.model->new_keys(), pinned = tiny.model->new_keys();
  pinned.pin(6);
  for (int64_t p = 0; p < 60; ++p) {
    const StepInput in = input_at(p, rows[static_cast<size_t>(p)], 5);
    StepOutput outs[2];
    StepTrace traces[2];
    const LmRow batch[] = {{&plain, &in, &outs[0], &traces[0]}, {&pinned, &in, &outs[1], &traces[1]}};
    tiny.model->step(batch);
    if (p < 22) CHECK(traces[0].hidden == traces[1].hidden);
    if (p > 25) CHECK(traces[0].hidden != traces[1].hidden);
  }
}

TEST_CASE("a conversation window beside pinned keys is a context of both together, stepped or prefilled") {
  Tiny wide({}, 2, 24, 10), narrow({}, 2, 16 + 1);  // the oldest key of a full ring is hidden
  const auto rows = random_positions(60, 4);
  KvPages windowed = wide.model->new_keys(), filled = wide.model->new_keys(), small = narrow.model->new_keys();
  for (KvPages* keys : {&windowed, &filled, &small}) keys->pin(6);
  StepOutput out;
  StepTrace traces[3];
  const auto step = [&](Tiny& tiny, KvPages& keys, const StepInput& in, StepTrace& trace) {
    const LmRow row{&keys, &in, &out, &trace};
    tiny.model->step({&row, 1});
  };
  for (int64_t p = 0; p < 60; ++p) {
    const StepInput in = input_at(p, rows[static_cast<size_t>(p)], 5);
    step(wide, windowed, in, traces[0]);
    step(narrow, small, in, traces[1]);
    CHECK(traces[0].hidden == traces[1].hidden);
  }
  wide.model->prefill(filled, 0, std::span(rows).first(59));
  step(wide, filled, input_at(59, rows[59], 5), traces[2]);
  CHECK(traces[2].hidden == traces[0].hidden);
}

TEST_CASE("8-bit weights stay near float32, and so do 8-bit keys") {
  Tiny exact, small({LmPrecision::i8, false}), small_keys({.keys = KeyChoice::i8}), half_keys({.keys = KeyChoice::bf16});
  const auto rows = random_positions(70, 6);  // the ring goes round
  const auto hidden = [&](Tiny& tiny) {
    KvPages keys = tiny.model->new_keys();
    std::vector<float> values(70 * 64);
    tiny.model->prefill(keys, 0, rows, values.data());
    return values;
  };
  const std::vector<float> expected = hidden(exact);
  const auto distance = [&](Tiny& tiny) {
    double error = 0, size = 0;
    const std::vector<float> found = hidden(tiny);
    for (size_t i = 0; i < found.size(); ++i) {
      error += (expected[i] - found[i]) * (expected[i] - found[i]);
      size += expected[i] * expected[i];
    }
    return std::sqrt(error / size);
  };
  CHECK(distance(small) < 0.03);
  CHECK(small.model->weights().bytes_per_step() < exact.model->weights().bytes_per_step() * 6 / 10);
  const double of_keys = distance(small_keys), of_half_keys = distance(half_keys);
  CHECK(of_keys < 0.01);
  CHECK(of_half_keys < 0.005);
  CHECK(of_half_keys > 0);  // they are not what float32 keys are
  CHECK(of_keys > of_half_keys);
}
