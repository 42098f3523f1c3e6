#include "prompt/prefix_cache.h"

#include <algorithm>
#include <utility>

namespace duplex {

const Prefix* PrefixCache::find(const std::string& key) {
  const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) { return entry.key == key; });
  if (found == entries_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, found);
  return &entries_.front().prefix;
}

void PrefixCache::put(const std::string& key, Prefix prefix) {
  if (find(key) || prefix.state->bytes() > limit_bytes_) return;
  bytes_ += prefix.state->bytes();
  entries_.push_front({key, std::move(prefix)});
  while (bytes_ > limit_bytes_) {
    bytes_ -= entries_.back().prefix.state->bytes();
    entries_.pop_back();
  }
}

}  // namespace duplex
