#pragma once
// A fixed team of threads for short, wide work inside one step. One user at a time: the model thread.
#include <cstdint>
#include <memory>
#include <type_traits>

namespace duplex::cpu {

class ThreadPool {
 public:
  explicit ThreadPool(int threads);  // including the caller; at least 1
  ~ThreadPool();
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;
  int threads() const;

  // Calls work(first, last) over disjoint ranges that cover [0, count), each a multiple of `grain` long but the last; returns when all
  // are done. `work` must not throw. Called from inside `work` it runs there and then, without the team. Allocates nothing.
  template <typename Work>
  void parallel(int64_t count, int64_t grain, Work&& work) {
    using Callable = std::remove_reference_t<Work>;
    run(count, grain, [](void* callable, int64_t first, int64_t last) { (*static_cast<Callable*>(callable))(first, last); },
        const_cast<void*>(static_cast<const void*>(&work)));
  }

 private:
  using Call = void (*)(void* callable, int64_t first, int64_t last);
  void run(int64_t count, int64_t grain, Call call, void* callable);
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace duplex::cpu
