#include "session/model.h"

#include <algorithm>
#include <string_view>

#include "backend/cpu_backend.h"
#include "backend/cuda/cuda_backend.h"
#include "error.h"
#include "prompt/prompt_sequence.h"
#include "prompt/system_tag.h"
#include "session/available_memory.h"
#include "session/capacity.h"

namespace duplex {

namespace {

constexpr int32_t kMostSessions = 64;
constexpr size_t kMostWords = 2000;

KeyChoice keys_of(duplex_keys keys) {
  switch (keys) {
    case DUPLEX_KEYS_FROM_WEIGHTS: return KeyChoice::from_weights;
    case DUPLEX_KEYS_BF16: return KeyChoice::bf16;
    case DUPLEX_KEYS_I8: return KeyChoice::i8;
  }
  throw Error(DUPLEX_BAD_ARGUMENT, "keys: expected as the weights (0), bf16 (1) or i8 (2), received " + std::to_string(keys) + ".");
}

LmPrecision precision_of(const duplex_model_options& options, bool on_device) {
  const KeyChoice keys = keys_of(options.keys);
  switch (options.weights) {
    case DUPLEX_WEIGHTS_AS_STORED: return {LmPrecision::as_stored, false, keys};
    case DUPLEX_WEIGHTS_F32: return {LmPrecision::f32, false, keys};
    case DUPLEX_WEIGHTS_BF16: return {LmPrecision::bf16, true, keys};
    case DUPLEX_WEIGHTS_I8: return {LmPrecision::i8, false, keys};
    case DUPLEX_WEIGHTS_AUTO: return on_device ? LmPrecision{LmPrecision::bf16, true, keys} : LmPrecision{LmPrecision::as_stored, false, keys};
  }
  throw Error(DUPLEX_BAD_ARGUMENT, "weights: expected as stored (0), f32 (1), bf16 (2), i8 (3) or auto (4), received " + std::to_string(options.weights) + ".");
}

std::optional<RingRule> ring_of(duplex_ring ring) {
  if (ring == DUPLEX_RING_FULL) return RingRule::full;
  if (ring == DUPLEX_RING_HIDE_OLDEST) return RingRule::hide_oldest;
  return std::nullopt;
}

CpuOptions cpu_options(const duplex_model_options& options) {
  return {options.threads, precision_of(options, false), ring_of(options.ring), options.context_steps};
}

CudaOptions cuda_options(const duplex_model_options& options, int32_t device) {
  CudaOptions cuda;
  cuda.device = device;
  cuda.precision = precision_of(options, true);
  cuda.ring = ring_of(options.ring);
  cuda.context = options.context_steps;
  cuda.most_sessions = options.max_sessions;
  cuda.memory_limit_bytes = options.device_memory_limit_bytes;
  return cuda;
}

// `why_cpu` says what kept "auto" from a CUDA device.
std::unique_ptr<Backend> open_backend(std::shared_ptr<const Checkpoint> checkpoint, const duplex_model_options& options, std::string& why_cpu) {
  const std::string_view device = options.device ? options.device : "cpu";
  if (device == "auto") why_cpu = why_no_cuda();
  if (device == "cpu" || device.empty() || !why_cpu.empty()) return std::make_unique<CpuBackend>(std::move(checkpoint), cpu_options(options));
  if (const std::optional<int32_t> index = device == "auto" ? 0 : cuda_device_of(device)) return open_cuda_backend(std::move(checkpoint), cuda_options(options, *index));
  throw Error(DUPLEX_UNSUPPORTED, "device: expected auto, cpu, cuda or cuda:N, received " + std::string(device) + ".");
}

}  // namespace

Model::Model(const std::string& folder, const duplex_model_options& options) {
  if (options.threads < 0 || options.max_sessions < 0 || options.context_steps < 0) {
    throw Error(DUPLEX_BAD_ARGUMENT, "model options: expected no negative number.");
  }
  checkpoint_ = Checkpoint::open(folder);
  const CheckpointConfig& config = checkpoint_->config();
  if (config.architecture == Architecture::personaplex) require_prompt_codes(config.lm.prompt_codes, config.lm.card);
  std::string why_cpu;
  backend_ = open_backend(checkpoint_, options, why_cpu);
  device_ = facts().device + (why_cpu.empty() ? "" : " (" + why_cpu + ")");
  if (checkpoint_->has_tokenizer()) tokenizer_ = Tokenizer::open(checkpoint_->tokenizer_path());
  name_ = checkpoint_->name();
  architecture_ = architecture_name(config.architecture);
  const int32_t fitting = fitting_sessions();
  const int32_t in_time = measure_capacity(*backend_, options.max_sessions > 0 ? 1 : fitting);
  max_sessions_ = options.max_sessions > 0 ? options.max_sessions : std::min(in_time, fitting);
  if (facts().most_sessions > 0) max_sessions_ = std::min(max_sessions_, facts().most_sessions);
  thread_ = std::make_unique<ModelThread>(*backend_, tokenizer_.get(), available_memory_bytes() / 8);
  identity_ = std::make_unique<Identity>(checkpoint_, [this] { thread_->notify(); });
}

void Model::stop() {
  identity_->stop();
  thread_->stop();
}

// What the backend has room for, or half of the memory that is free now, at full context each.
int32_t Model::fitting_sessions() const {
  if (facts().most_sessions > 0) return facts().most_sessions;
  const auto fitting = static_cast<int64_t>(available_memory_bytes() / 2) / std::max<int64_t>(facts().session_bytes, 1);
  return static_cast<int32_t>(std::clamp<int64_t>(fitting, 1, kMostSessions));
}

void Model::describe(duplex_model_info& out) const {
  out.name = name_.c_str();
  out.architecture = architecture_.c_str();
  out.device = device_.c_str();
  out.weights_sha256 = identity_->sha256();
  out.parameter_count = facts().parameter_count;
  out.weight_bytes = facts().weight_bytes;
  out.session_bytes = facts().session_bytes;
  out.max_sessions = max_sessions_;
  out.context_steps = static_cast<int32_t>(facts().context);
  out.has_tokenizer = tokenizer_ ? 1 : 0;
}

const Tokenizer& Model::tokenizer() const {
  if (!tokenizer_) throw Error(DUPLEX_UNSUPPORTED, name_ + ": this checkpoint has no tokenizer (" + checkpoint_->config().tokenizer_name + "), so it can read no text.");
  return *tokenizer_;
}

int32_t Model::count_tokens(const char* text) const { return static_cast<int32_t>(tokenizer().encode(text).size()); }

SessionSpec Model::session_spec(const duplex_session_options& options) const {
  SessionSpec spec;
  const duplex_sampling& sampling = options.sampling;
  spec.sampling = {{sampling.text_temperature, sampling.text_top_k}, {sampling.audio_temperature, sampling.audio_top_k}, sampling.seed};
  spec.reference_schedule = options.reference_schedule != 0;
  spec.prompt.pin = options.pin_prompt != 0                     ? Pinning::always
                    : checkpoint_->config().lm.pin_prompt ? Pinning::where_it_fits
                                                          : Pinning::none;
  // Moshi was trained without prompts: it begins bare, and always by its own schedule.
  spec.prompt.bare = checkpoint_->config().architecture == Architecture::moshi;
  if (spec.prompt.bare) {
    spec.reference_schedule = false;
    return spec;
  }
  if (options.voice_pcm && options.voice_file) throw Error(DUPLEX_BAD_ARGUMENT, "session: expected voice_pcm or voice_file, received both.");
  if (options.voice_file) {
    const std::filesystem::path path = options.voice_file;
    spec.prompt.voice = voice_from_file(path.has_parent_path() ? path : checkpoint_->voice_path(path.string()), facts());
  } else if (options.voice_pcm) {
    spec.prompt.voice = voice_from_pcm({options.voice_pcm, options.voice_samples});
  }
  // A checkpoint that learned from short voice prompts has no use for the rest, and more room for what it is told.
  if (const int64_t most = checkpoint_->config().lm.voice_frames; most > 0 && !spec.prompt.voice.embedded && spec.prompt.voice.frames() > most) {
    const std::vector<float> whole = std::move(spec.prompt.voice.pcm);
    spec.prompt.voice = voice_from_pcm(std::span(whole).first(static_cast<size_t>(most) * DUPLEX_FRAME_SAMPLES));
  }
  const std::string wrapped = wrap_in_system_tags(options.text_prompt ? options.text_prompt : "");
  if (!wrapped.empty()) spec.prompt.text = tokenizer().encode(wrapped);
  return spec;
}

std::shared_ptr<Session> Model::open(const duplex_session_options& options) {
  auto session = std::make_shared<Session>(session_spec(options));
  if (++open_sessions_ > max_sessions_) {
    --open_sessions_;
    throw Error(DUPLEX_BUSY, "All " + std::to_string(max_sessions_) + " sessions of this model are taken; close one or try again later.");
  }
  thread_->add(session);
  return session;
}

SayLine Model::line(uint64_t id, const char* text, int64_t expires_at_frame) const {
  constexpr std::string_view kSpace = " \t\r\n\f\v";
  SayLine line{id, {}, expires_at_frame};
  for (std::string_view rest = text; line.words.size() <= kMostWords;) {
    rest.remove_prefix(std::min(rest.find_first_not_of(kSpace), rest.size()));
    if (rest.empty()) break;
    const std::string_view word = rest.substr(0, rest.find_first_of(kSpace));
    rest.remove_prefix(word.size());
    std::vector<int32_t> pieces = tokenizer().encode(word);
    std::erase_if(pieces, [&](int32_t piece) { return piece < 0 || piece >= facts().text_card; });
    if (!pieces.empty()) line.words.push_back(std::move(pieces));
  }
  if (line.words.empty() || line.words.size() > kMostWords) {
    throw Error(DUPLEX_BAD_ARGUMENT, "say: expected 1 to " + std::to_string(kMostWords) + " words.");
  }
  return line;
}

}  // namespace duplex
