#pragma once
// The hash that names a model's weights, computed beside everything else: it reads every byte, which takes a minute for 17 GB.
#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "io/checkpoint.h"

namespace duplex {

class Identity {
 public:
  // Begins at once, on a thread of the lowest priority; calls `known` from it at the end.
  Identity(std::shared_ptr<const Checkpoint> checkpoint, std::function<void()> known);
  // Null until every byte has been read; lives as long as this object.
  const char* sha256() const { return is_known_.load(std::memory_order_acquire) ? sha256_.c_str() : nullptr; }
  void stop();  // leaves it unknown; `known` will not be called after this has returned

 private:
  std::string sha256_;
  std::atomic<bool> is_known_ = false;
  std::jthread thread_;
};

}  // namespace duplex
