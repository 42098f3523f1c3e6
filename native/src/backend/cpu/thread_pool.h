#pragma once
// A fixed team of threads for short, wide work inside one step. One user at a time: the model thread.
#include <cstdint>
#include <functional>
#include <memory>

namespace duplex::cpu {

class ThreadPool {
 public:
  explicit ThreadPool(int threads);  // including the caller; at least 1
  ~ThreadPool();
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;
  int threads() const;
  // Calls work(first, last) over disjoint ranges that cover [0, count), each a multiple of `grain` long but the last; returns when all are done.
  void parallel(int64_t count, int64_t grain, const std::function<void(int64_t, int64_t)>& work);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace duplex::cpu
