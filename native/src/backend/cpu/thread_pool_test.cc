#include "backend/cpu/thread_pool.h"

#include <atomic>
#include <chrono>
#include <ctime>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

using duplex::cpu::ThreadPool;

namespace {
double process_cpu_ms() { return 1e3 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }
}  // namespace

TEST_CASE("ranges cover everything once, whatever the count, the grain and the team") {
  for (const int threads : {1, 2, 3, 5}) {
    ThreadPool pool(threads);
    for (const int64_t count : {0, 1, 7, 8, 100, 1000}) {
      for (const int64_t grain : {1, 4, 16}) {
        std::vector<int> done(static_cast<size_t>(count), 0);
        std::atomic<bool> whole_grains{true};
        pool.parallel(count, grain, [&](int64_t first, int64_t last) {
          if (first % grain != 0 || (last % grain != 0 && last != count)) whole_grains = false;
          for (int64_t i = first; i < last; ++i) ++done[static_cast<size_t>(i)];
        });
        CHECK(whole_grains);
        CHECK(done == std::vector<int>(static_cast<size_t>(count), 1));
      }
    }
  }
}

TEST_CASE("what one job wrote the next one reads, over many short jobs and through sleeps") {
  ThreadPool pool(3);
  std::vector<int64_t> values(64, 0);
  for (int round = 0; round < 20000; ++round) {
    pool.parallel(64, 1, [&](int64_t first, int64_t last) {
      for (int64_t i = first; i < last; ++i) ++values[static_cast<size_t>(i)];
    });
    if (round % 5000 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(2));  // the team falls asleep
  }
  CHECK(values == std::vector<int64_t>(64, 20000));
}

TEST_CASE("work inside work runs there and then") {
  ThreadPool pool(2);
  std::atomic<int64_t> sum{0};
  pool.parallel(10, 1, [&](int64_t first, int64_t last) {
    for (int64_t i = first; i < last; ++i) pool.parallel(5, 1, [&](int64_t a, int64_t b) { sum += b - a; });
  });
  CHECK(sum == 50);
}

TEST_CASE("an idle team burns no core") {
  ThreadPool pool(2);
  pool.parallel(2, 1, [](int64_t, int64_t) {});
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  const double before = process_cpu_ms();
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  CHECK(process_cpu_ms() - before < 20);
}
