#pragma once
// What this machine can do at best, measured in the same run as what is compared with it.
#include "backend/cpu/thread_pool.h"

namespace duplex::bench {

// Bytes per second that the whole team reads from memory: sums over an array far larger than the caches, best of several passes.
double read_bytes_per_second(cpu::ThreadPool& pool);
// Floating-point operations per second of the whole team: fused multiply-adds on registers, two operations each.
double flops_per_second(cpu::ThreadPool& pool);

}  // namespace duplex::bench
