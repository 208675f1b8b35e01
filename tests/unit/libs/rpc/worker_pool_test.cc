#include "libs/rpc/worker_pool.h"

#include <gtest/gtest.h>

#include <atomic>

#include "absl/synchronization/notification.h"

namespace nianbao::rpc {
namespace {

TEST(WorkerPool, RefusesWhatItsQueueCannotHold) {
  absl::Notification started;
  absl::Notification release;
  std::atomic<int> ran{0};
  {
    WorkerPool pool(1, 2);
    ASSERT_TRUE(pool.Submit([&] {
      started.Notify();
      release.WaitForNotification();
      ++ran;
    }));
    started.WaitForNotification();
    EXPECT_TRUE(pool.Submit([&] { ++ran; }));
    EXPECT_TRUE(pool.Submit([&] { ++ran; }));
    EXPECT_FALSE(pool.Submit([&] { ++ran; }));
    EXPECT_GT(pool.DrainTime(), absl::ZeroDuration());
    release.Notify();
  }
  EXPECT_EQ(ran, 3) << "what was queued runs before the pool ends, what was refused does not";
}

TEST(WorkerPool, RunsTasksInOrderWithOneThread) {
  std::vector<int> order;
  {
    WorkerPool pool(1, WorkerPool::kUnbounded);
    for (int i = 0; i < 100; ++i) ASSERT_TRUE(pool.Submit([&order, i] { order.push_back(i); }));
  }
  for (int i = 0; i < 100; ++i) EXPECT_EQ(order[i], i);
}

}  // namespace
}  // namespace nianbao::rpc
