#include "services/aggregation/domain/view/in_parallel.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace nianbao::aggregation {
namespace {

// So that a thread that is held up leaves its share to the others.
constexpr int kPartsOfAThread = 8;

}  // namespace

void InParallel(int count, int grain, absl::FunctionRef<void(int begin, int end)> body) {
  const int threads = std::min(static_cast<int>(std::thread::hardware_concurrency()), count / std::max(grain, 1));
  if (threads < 2) return body(0, count);
  const int part = std::max(1, count / (threads * kPartsOfAThread));
  std::atomic<int> next = 0;
  const auto work = [&] {
    for (int begin = next.fetch_add(part); begin < count; begin = next.fetch_add(part)) {
      body(begin, std::min(count, begin + part));
    }
  };
  std::vector<std::thread> helpers;
  for (int i = 1; i < threads; ++i) helpers.emplace_back(work);
  work();
  for (std::thread& helper : helpers) helper.join();
}

}  // namespace nianbao::aggregation
