#pragma once
// Sizes of made checkpoints: presets, and what they are written as in config.json.
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "io/config.h"

namespace duplex::making {

struct Preset {
  std::string_view name, about;
  CheckpointConfig config;
};
// "tiny" for tests; "10m", "30m", "100m" by the LM parameters read per frame (8 depformer steps, embeddings aside); "7b": PersonaPlex-7B's.
const std::vector<Preset>& lm_presets();
// "tiny", "small", "full": the last has the real codec's sizes.
const std::vector<Preset>& mimi_presets();

int64_t parameters_per_frame(const LmConfig& lm);
nlohmann::json config_json(const CheckpointConfig& config);

}  // namespace duplex::making
