#pragma once
// How many sessions a device can step in real time, measured on the model itself.
#include <cstdint>

#include "backend/backend.h"

namespace duplex {

// Steps one and then several slots through whole frames (encode, step, decode) and returns how many frames would fit in half of 80 ms,
// at least 1 and at most `most`. Also the warm-up: buffers have grown and pages are in memory afterwards.
int32_t measure_capacity(Backend& backend, int32_t most);

}  // namespace duplex
