// Work on many items at a time, with results in the order of the items.
#pragma once

#include <functional>
#include <optional>
#include <thread>
#include <vector>

#include "absl/synchronization/mutex.h"

namespace nianbao::cli {

// Calls work(0) … work(count - 1) in `threads` threads, and use(i, result) for each in this thread, in order, as soon
// as it and those before it are there. No more than a few results wait for their turn.
template <typename Result>
void InOrder(size_t count, size_t threads, const std::function<Result(size_t)>& work,
             const std::function<void(size_t, const Result&)>& use) {
  const size_t ahead_max = threads * 4;
  absl::Mutex mutex;
  std::vector<std::optional<Result>> results(count);
  size_t next = 0;
  size_t used = 0;
  const auto run = [&] {
    while (true) {
      size_t mine;
      {
        absl::MutexLock lock(&mutex);
        const auto may_start = [&] { return next >= count || next < used + ahead_max; };
        mutex.Await(absl::Condition(&may_start));
        if (next >= count) return;
        mine = next++;
      }
      Result result = work(mine);
      absl::MutexLock lock(&mutex);
      results[mine] = std::move(result);
    }
  };
  std::vector<std::thread> pool;
  for (size_t i = 0; i < threads; ++i) pool.emplace_back(run);
  for (size_t i = 0; i < count; ++i) {
    std::optional<Result> result;
    {
      absl::MutexLock lock(&mutex);
      const auto is_there = [&] { return results[i].has_value(); };
      mutex.Await(absl::Condition(&is_there));
      result.swap(results[i]);
      used = i + 1;
    }
    use(i, *result);
  }
  for (std::thread& thread : pool) thread.join();
}

}  // namespace nianbao::cli
