#pragma once
// What a model's sessions remember of prompts they have read: slot states after a voice, and after a whole prompt. Keys stand for
// (voice) and (voice, text); the weights are the model's own. Used by the model thread alone.
#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <string>

#include "backend/backend.h"
#include "prompt/prompt_sequence.h"

namespace duplex {

struct Prefix {
  std::shared_ptr<const SlotState> state;  // after `positions` positions
  int64_t positions = 0;
  std::vector<Codes> voice;                // of a voice alone: its codes, so that the rest of a prompt can be laid out
  std::shared_ptr<const PromptSequence> prompt;  // of a whole prompt
};

class PrefixCache {
 public:
  explicit PrefixCache(size_t limit_bytes) : limit_bytes_(limit_bytes) {}
  const Prefix* find(const std::string& key);      // until the next put; null if absent
  void put(const std::string& key, Prefix prefix); // drops the least lately used beyond the limit; one larger than that is not kept
  size_t bytes() const { return bytes_; }

 private:
  struct Entry {
    std::string key;
    Prefix prefix;
  };
  std::list<Entry> entries_;  // the latest used first
  size_t limit_bytes_, bytes_ = 0;
};

}  // namespace duplex
