#include "lm/language_model.h"

#include <algorithm>
#include <array>

#include "lm/embedding.h"

namespace duplex {

namespace {

std::span<const float> row_of(const std::vector<float>& values, int64_t row, int64_t width) {
  return {values.data() + row * width, static_cast<size_t>(width)};
}

}  // namespace

LanguageModel::LanguageModel(std::shared_ptr<const LmWeights> weights, cpu::ThreadPool& pool)
    : weights_(weights), temporal_(weights, pool), depformer_(weights, pool), head_(weights->precision.round_bf16, pool) {
  scratch_.resize(static_cast<size_t>(weights_->config.dim));
}

StreamLayout LanguageModel::layout() const {
  StreamLayout layout;
  std::copy_n(weights_->config.delays.begin(), kStreams, layout.delays.begin());
  layout.text_initial = weights_->config.text_card;
  layout.audio_initial = weights_->config.card;
  return layout;
}

int32_t LanguageModel::choose_text(const StepInput& in, std::span<const float> logits) {
  const RngKey key{in.sampling.seed, in.position + 1, 0};
  if (in.text_choice == TextChoice::any) return sampler_.sample(logits, in.sampling.text, key);
  const std::array<int32_t, 2> allowed = {weights_->config.existing_text_padding_id, kTextEpad};
  return sampler_.sample_among(logits, allowed, in.sampling.text, key);
}

void LanguageModel::step(std::span<const LmRow> rows) {
  const auto n = static_cast<int64_t>(rows.size());
  const int64_t dim = weights_->config.dim, text_card = weights_->config.text_card, card = weights_->config.card;
  if (n == 0) return;
  x_.resize(static_cast<size_t>(n * dim));
  hidden_.resize(x_.size());
  text_logits_.resize(static_cast<size_t>(n * text_card));
  tokens_.resize(rows.size());
  temporal_rows_.clear();
  for (int64_t i = 0; i < n; ++i) {
    const LmRow& row = rows[static_cast<size_t>(i)];
    embed_position(*weights_, row.in->tokens, x_.data() + i * dim, scratch_.data());
    temporal_rows_.push_back({row.keys, row.in->position});
  }
  temporal_.forward(temporal_rows_, x_.data());
  temporal_.out_norm(x_.data(), hidden_.data(), n);
  head_.product(weights_->text_linear, hidden_.data(), text_logits_.data(), n);
  for (int64_t i = 0; i < n; ++i) {
    const LmRow& row = rows[static_cast<size_t>(i)];
    const std::span<const float> logits = row_of(text_logits_, i, text_card);
    row.out->text = choose_text(*row.in, logits);
    row.out->codes.fill(kUngenerated);
    tokens_[static_cast<size_t>(i)] = row.in->provided[0] == kUngenerated ? row.out->text : row.in->provided[0];
    if (row.trace) {
      const std::span<const float> hidden = row_of(hidden_, i, dim);
      *row.trace = {{hidden.begin(), hidden.end()}, {logits.begin(), logits.end()}, {}};
    }
  }
  depformer_.run(hidden_.data(), tokens_.data(), n, [&](int32_t k, const float* logits, int32_t* tokens) {
    for (int64_t i = 0; i < n; ++i) {
      const LmRow& row = rows[static_cast<size_t>(i)];
      const std::span<const float> of_row(logits + i * card, static_cast<size_t>(card));
      const RngKey key{row.in->sampling.seed, row.in->position + 1, static_cast<uint32_t>(k + 1)};
      int32_t& sampled = row.out->codes[static_cast<size_t>(k)];
      sampled = sampler_.sample(of_row, row.in->sampling.audio, key);
      const int32_t provided = row.in->provided[static_cast<size_t>(k + 1)];
      tokens[i] = provided == kUngenerated ? sampled : provided;
      if (row.trace) row.trace->code_logits.insert(row.trace->code_logits.end(), of_row.begin(), of_row.end());
    }
  });
}

void LanguageModel::prefill(KvPages& keys, int64_t first, std::span<const StreamTokens> tokens, float* hidden) {
  const int64_t dim = weights_->config.dim;
  x_.resize(tokens.size() * static_cast<size_t>(dim));
  for (size_t i = 0; i < tokens.size(); ++i) embed_position(*weights_, tokens[i], x_.data() + static_cast<int64_t>(i) * dim, scratch_.data());
  prefill_rows(keys, first, static_cast<int64_t>(tokens.size()), hidden);
}

void LanguageModel::prefill_embedded(KvPages& keys, int64_t first, std::span<const float> embeddings, float* hidden) {
  x_.assign(embeddings.begin(), embeddings.end());
  prefill_rows(keys, first, static_cast<int64_t>(embeddings.size()) / weights_->config.dim, hidden);
}

void LanguageModel::prefill_rows(KvPages& keys, int64_t first, int64_t count, float* hidden) {
  if (count == 0) return;
  temporal_rows_.clear();
  for (int64_t i = 0; i < count; ++i) temporal_rows_.push_back({&keys, first + i});
  temporal_.forward(temporal_rows_, x_.data());
  if (hidden) temporal_.out_norm(x_.data(), hidden, count);
}

}  // namespace duplex
