#include "libs/rpc/worker_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/synchronization/notification.h"

namespace nianbao::rpc {
namespace {

Task TaskOf(std::function<void()> run, const std::string& lane = "") {
  return {.place = {.lane = lane}, .run = std::move(run), .shed = [](absl::Duration) { FAIL() << "was shed"; }};
}

TEST(WorkerPool, ShedsWhatItsQueueCannotHoldAndSaysWhenThereIsRoom) {
  absl::Notification started;
  absl::Notification release;
  std::atomic<int> ran{0};
  std::vector<absl::Duration> retries;
  {
    WorkerPool pool(1, {.tasks = 2});
    pool.Submit(TaskOf([&] {
      started.Notify();
      release.WaitForNotification();
      ++ran;
    }));
    started.WaitForNotification();
    for (int i = 0; i < 2; ++i) pool.Submit(TaskOf([&] { ++ran; }));
    pool.Submit({.place = {},
                 .run = [] { FAIL() << "was to be shed"; },
                 .shed = [&](absl::Duration retry_after) { retries.push_back(retry_after); }});
    EXPECT_EQ(retries.size(), 1) << "at once, in the thread of the caller";
    release.Notify();
  }
  EXPECT_EQ(ran, 3) << "what was queued runs before the pool ends";
  EXPECT_GT(retries.at(0), absl::ZeroDuration());
}

TEST(WorkerPool, ShedsWhatHasToGiveWay) {
  absl::Notification started;
  absl::Notification release;
  std::vector<std::string> order;
  bool gave_way = false;
  {
    WorkerPool pool(1, {.tasks = 2});
    pool.Submit(TaskOf([&] {
      started.Notify();
      release.WaitForNotification();
    }));
    started.WaitForNotification();
    pool.Submit(TaskOf([&] { order.emplace_back("first of the greedy"); }, "greedy"));
    pool.Submit({.place = {.lane = "greedy"},
                 .run = [] { FAIL() << "was to give way"; },
                 .shed = [&](absl::Duration) { gave_way = true; }});
    EXPECT_FALSE(gave_way);
    pool.Submit(TaskOf([&] { order.emplace_back("modest"); }, "modest"));
    EXPECT_TRUE(gave_way);
    release.Notify();
  }
  EXPECT_EQ(order, (std::vector<std::string>{"first of the greedy", "modest"}));
}

TEST(WorkerPool, RunsTasksInOrderWithOneThread) {
  std::vector<int> order;
  {
    WorkerPool pool(1);
    for (int i = 0; i < 100; ++i) pool.Submit(TaskOf([&order, i] { order.push_back(i); }));
  }
  for (int i = 0; i < 100; ++i) EXPECT_EQ(order[i], i);
}

}  // namespace
}  // namespace nianbao::rpc
