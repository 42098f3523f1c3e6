#include "prompt/voice_prompt.h"

#include <algorithm>

#include "duplex.h"
#include "error.h"
#include "io/loudness.h"
#include "io/sha256.h"
#include "io/voice_pt.h"
#include "io/wav.h"

namespace duplex {

namespace {

// Ids of the vocabulary, the initial token, or one of the two that stand for nothing.
void require_known_tokens(const VoicePt& pt, const BackendFacts& facts, const std::filesystem::path& path) {
  for (int stream = 0; stream < kStreams; ++stream) {
    const int32_t largest = std::max((stream == 0 ? facts.text_card : facts.card) - 1, facts.layout.initial(stream));
    for (int64_t column = 0; column < kColumns; ++column) {
      const int32_t token = pt.token(column, stream);
      if (token <= largest) continue;
      throw Error(DUPLEX_BAD_FILE, path.string() + ": 'cache': expected token ids up to " + std::to_string(largest) + " in stream " + std::to_string(stream) +
                                       ", found " + std::to_string(token) + " in column " + std::to_string(column) + ": a voice of another model?");
    }
  }
}

VoicePrompt voice_from_pt(const std::filesystem::path& path, const BackendFacts& facts) {
  const VoicePt pt = read_voice_pt(path, facts.dim, kStreams);
  require_known_tokens(pt, facts, path);
  EmbeddedVoice embedded;
  embedded.frames = pt.frames();
  embedded.embeddings = pt.embeddings;
  for (int s = 0; s < kStreams; ++s) {
    embedded.last[static_cast<size_t>(s)] = pt.token(embedded.frames - 1, s);
    embedded.next[static_cast<size_t>(s)] = facts.layout.delays[static_cast<size_t>(s)] > 0 ? pt.token(embedded.frames, s) : kUngenerated;
  }
  Sha256 digest;
  digest.add("pt", 2);
  digest.add(embedded.embeddings.data(), embedded.embeddings.size() * sizeof(float));
  digest.add(embedded.last.data(), sizeof embedded.last);
  digest.add(embedded.next.data(), sizeof embedded.next);
  return {{}, std::move(embedded), digest.hex()};
}

}  // namespace

int64_t VoicePrompt::frames() const {
  return embedded ? embedded->frames : static_cast<int64_t>(pcm.size()) / DUPLEX_FRAME_SAMPLES;
}

VoicePrompt voice_from_pcm(std::span<const float> pcm) {
  if (pcm.empty()) return {};
  VoicePrompt voice{{pcm.begin(), pcm.end()}, std::nullopt, {}};
  voice.pcm.resize((pcm.size() + DUPLEX_FRAME_SAMPLES - 1) / DUPLEX_FRAME_SAMPLES * DUPLEX_FRAME_SAMPLES);
  Sha256 digest;
  digest.add("pcm", 3);
  digest.add(voice.pcm.data(), voice.pcm.size() * sizeof(float));
  voice.key = digest.hex();
  return voice;
}

VoicePrompt voice_from_file(const std::filesystem::path& path, const BackendFacts& facts) {
  if (path.extension() == ".pt") return voice_from_pt(path, facts);
  if (path.extension() != ".wav") {
    throw Error(DUPLEX_BAD_FILE, path.string() + ": expected a voice prompt ending in .wav or .pt.");
  }
  const std::vector<float> pcm = read_wav_24k(path);
  try {
    return voice_from_pcm(normalize_loudness(pcm, DUPLEX_SAMPLE_RATE_HZ));
  } catch (const Error& error) {
    throw Error(DUPLEX_BAD_FILE, path.string() + ": " + error.what());
  }
}

}  // namespace duplex
