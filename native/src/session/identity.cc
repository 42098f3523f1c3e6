#include "session/identity.h"

#include <exception>
#include <stop_token>
#include <utility>

#if defined(__linux__)
#include <sys/resource.h>
#endif

namespace duplex {

namespace {

// Of the calling thread alone, as Linux has it.
void give_way() {
#if defined(__linux__)
  setpriority(PRIO_PROCESS, 0, 19);
#endif
}

}  // namespace

Identity::Identity(std::shared_ptr<const Checkpoint> checkpoint, std::function<void()> known)
    : thread_([this, checkpoint = std::move(checkpoint), known = std::move(known)](const std::stop_token& stop) {
        give_way();
        try {
          sha256_ = checkpoint->weights_sha256(stop);
        } catch (const std::exception&) {
          return;  // no memory for a few lines: it stays unknown
        }
        if (sha256_.empty() || stop.stop_requested()) return;
        is_known_.store(true, std::memory_order_release);
        known();
      }) {}

void Identity::stop() {
  thread_.request_stop();
  if (thread_.joinable()) thread_.join();
}

}  // namespace duplex
