#pragma once
#include <cstddef>

namespace duplex {

// Bytes this process could still take, as the system sees it; a guess of 2 GiB where it does not say.
size_t available_memory_bytes();

}  // namespace duplex
