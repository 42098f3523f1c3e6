#include "backend/cpu/thread_pool.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace duplex::cpu {
namespace {

// Between two products of one step a worker is needed again within microseconds, between two frames only after tens of
// milliseconds: it spins for the first and sleeps through the second (0.3 % of a core at one frame per 80 ms).
constexpr auto kSpin = std::chrono::microseconds(200);
constexpr int64_t kChunksPerThread = 4;  // enough for the fast to help the slow, few enough to claim cheaply
constexpr uint64_t kIndexBits = 20, kIndexMask = (1u << kIndexBits) - 1;

thread_local bool inside_work = false;

void relax() {
#if defined(__x86_64__)
  _mm_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#endif
}

// Spins until `ready`, at most for kSpin; lets other processes run where cores are shared.
template <typename Ready>
bool spin(const Ready& ready) {
  const auto start = std::chrono::steady_clock::now();
  for (int round = 1;; ++round) {
    for (int i = 0; i < 32; ++i) {
      if (ready()) return true;
      relax();
    }
    if (std::chrono::steady_clock::now() - start > kSpin) return ready();
    if (round % 16 == 0) std::this_thread::yield();
  }
}

}  // namespace

// A job is a number of chunks. Whoever is awake claims the next one, so a worker that wakes late costs nothing: the others have
// done its share. One word holds (job number, chunks, next chunk), so that a claim names the job it belongs to.
struct ThreadPool::State {
  std::atomic<uint64_t> ticket{0};
  std::atomic<int64_t> remaining{0};  // chunks not yet finished; 0: the job's fields may change
  std::atomic<int> sleepers{0};
  std::atomic<bool> stop{false};
  int64_t count = 0, chunk = 0;
  Call call = nullptr;
  void* callable = nullptr;
  std::mutex mutex;
  std::condition_variable wake;
  std::vector<std::thread> workers;

  static bool has_chunk(uint64_t ticket) { return (ticket & kIndexMask) < ((ticket >> kIndexBits) & kIndexMask); }

  // Does chunks of whatever job is open until none is left to claim.
  void help() {
    uint64_t seen = ticket.load(std::memory_order_acquire);
    while (has_chunk(seen)) {
      if (!ticket.compare_exchange_weak(seen, seen + 1, std::memory_order_acq_rel, std::memory_order_acquire)) continue;
      const int64_t first = static_cast<int64_t>(seen & kIndexMask) * chunk;
      call(callable, first, std::min(first + chunk, count));
      remaining.fetch_sub(1, std::memory_order_release);
      seen = ticket.load(std::memory_order_acquire);
    }
  }

  void work_until_stopped() {
    inside_work = true;
    const auto ready = [this] { return stop.load(std::memory_order_acquire) || has_chunk(ticket.load()); };
    while (!stop.load(std::memory_order_acquire)) {
      help();
      if (spin(ready)) continue;
      std::unique_lock lock(mutex);
      sleepers.fetch_add(1);
      wake.wait(lock, ready);
      sleepers.fetch_sub(1);
    }
  }

  // Sleepers look at the ticket under the mutex after they were counted, so one of the two sides always sees the other.
  void wake_sleepers() {
    if (sleepers.load() == 0) return;
    { std::lock_guard lock(mutex); }
    wake.notify_all();
  }
};

ThreadPool::ThreadPool(int threads) : state_(std::make_unique<State>()) {
  for (int i = 1; i < threads; ++i) state_->workers.emplace_back([state = state_.get()] { state->work_until_stopped(); });
}

ThreadPool::~ThreadPool() {
  state_->stop.store(true);
  state_->wake_sleepers();
  for (std::thread& worker : state_->workers) worker.join();
}

int ThreadPool::threads() const { return static_cast<int>(state_->workers.size()) + 1; }

void ThreadPool::run(int64_t count, int64_t grain, Call call, void* callable) {
  if (count <= 0) return;
  grain = std::max<int64_t>(grain, 1);
  const int64_t grains = (count + grain - 1) / grain;
  const int64_t chunks = std::min<int64_t>(grains, threads() * kChunksPerThread);
  if (chunks == 1 || threads() == 1 || inside_work) return call(callable, 0, count);

  State& state = *state_;
  state.count = count;
  state.chunk = (grains + chunks - 1) / chunks * grain;
  const uint64_t needed = static_cast<uint64_t>((count + state.chunk - 1) / state.chunk);
  state.call = call;
  state.callable = callable;
  state.remaining.store(static_cast<int64_t>(needed), std::memory_order_relaxed);
  const uint64_t job = (state.ticket.load(std::memory_order_relaxed) >> (2 * kIndexBits)) + 1;
  state.ticket.store((job << (2 * kIndexBits)) | (needed << kIndexBits));  // seq_cst, as the load of `sleepers` that follows
  state.wake_sleepers();

  inside_work = true;
  state.help();
  inside_work = false;
  while (!spin([&state] { return state.remaining.load(std::memory_order_acquire) == 0; })) std::this_thread::yield();
}

}  // namespace duplex::cpu
