#pragma once
// A session between two frames: its slot's state, its tokens and its half-said text. Taken and read by the model thread.
#include <atomic>
#include <cstddef>
#include <memory>
#include <optional>

#include "backend/backend.h"
#include "io/tokenizer.h"
#include "session/conversation.h"

namespace duplex {

struct Snapshot {
  const void* model = nullptr;      // whose slots can load it
  std::atomic<size_t> bytes = 0;    // an estimate until it has been taken
  // Written once by the model thread, before any restore that was ordered later reads them.
  std::shared_ptr<const SlotState> state;
  std::optional<Conversation> conversation;
  std::optional<TextDecoder> text;
};

}  // namespace duplex
