#include "libs/rpc/fair_queue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"

namespace nianbao::rpc {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Precedence kLast = Precedence::kRefusedLast;

// A queue whose tasks say what they are called.
class NamedTasks {
 public:
  explicit NamedTasks(FairQueue::Room room) : queue_(room) {}

  // The names of those that had to go.
  std::vector<std::string> Push(const std::string& name, Place place) {
    std::vector<std::string> evicted;
    for (Task& task :
         queue_.Push({.place = std::move(place), .run = [this, name] { last_ = name; }, .shed = nullptr})) {
      task.run();
      evicted.push_back(last_);
    }
    return evicted;
  }

  std::vector<std::string> PopAll() {
    std::vector<std::string> names;
    while (!queue_.empty()) {
      queue_.Pop().run();
      names.push_back(last_);
    }
    return names;
  }

  FairQueue& queue() { return queue_; }

 private:
  FairQueue queue_;
  std::string last_;
};

TEST(FairQueue, TakesOneLaneInTheOrderOfItsTasks) {
  NamedTasks tasks({});
  for (const char* name : {"1", "2", "3"}) tasks.Push(name, {});
  EXPECT_THAT(tasks.PopAll(), ElementsAre("1", "2", "3"));
}

TEST(FairQueue, LetsLanesTakeTurns) {
  NamedTasks tasks({});
  for (const char* name : {"a1", "a2", "a3"}) tasks.Push(name, {.lane = "a"});
  tasks.Push("b1", {.lane = "b"});
  tasks.Push("c1", {.lane = "c"});
  EXPECT_THAT(tasks.PopAll(), ElementsAre("a1", "b1", "c1", "a2", "a3"));
}

TEST(FairQueue, LetsOrdinaryTasksAndThoseRefusedLastTakeTurns) {
  NamedTasks tasks({});
  for (const char* name : {"submit1", "submit2", "submit3"}) tasks.Push(name, {.lane = "a"});
  for (const char* name : {"draft1", "draft2"}) tasks.Push(name, {.lane = "a", .precedence = kLast});
  EXPECT_THAT(tasks.PopAll(), ElementsAre("draft1", "submit1", "draft2", "submit2", "submit3"));
}

TEST(FairQueue, RefusesTheOneWhoFilledItAndNotTheOneWhoComesLast) {
  NamedTasks tasks({.tasks = 4});
  for (const char* name : {"a1", "a2", "a3", "a4"}) EXPECT_THAT(tasks.Push(name, {.lane = "a"}), IsEmpty());
  EXPECT_THAT(tasks.Push("a5", {.lane = "a"}), ElementsAre("a5"));
  EXPECT_THAT(tasks.Push("b1", {.lane = "b"}), ElementsAre("a4")) << "the newest of the lane that holds most";
  EXPECT_THAT(tasks.Push("b2", {.lane = "b"}), ElementsAre("a3"));
  EXPECT_THAT(tasks.Push("b3", {.lane = "b"}), ElementsAre("b3")) << "now both hold the same";
  EXPECT_THAT(tasks.PopAll(), ElementsAre("a1", "b1", "a2", "b2"));
}

TEST(FairQueue, CountsTheBytesThatWait) {
  NamedTasks tasks({.tasks = 100, .bytes = 30});
  EXPECT_THAT(tasks.Push("a1", {.lane = "a", .bytes = 12}), IsEmpty());
  EXPECT_THAT(tasks.Push("a2", {.lane = "a", .bytes = 12}), IsEmpty());
  EXPECT_THAT(tasks.Push("b1", {.lane = "b", .bytes = 10}), ElementsAre("a2"));
  EXPECT_THAT(tasks.Push("huge", {.lane = "c", .bytes = 31}), ElementsAre("huge"));
  EXPECT_THAT(tasks.PopAll(), ElementsAre("a1", "b1"));
}

TEST(FairQueue, OrdinaryTasksGiveWayToThoseRefusedLast) {
  NamedTasks tasks({.tasks = 4});
  for (const char* name : {"submit1", "submit2", "submit3", "submit4"}) tasks.Push(name, {.lane = "a"});
  EXPECT_THAT(tasks.Push("draft1", {.lane = "a", .precedence = kLast}), ElementsAre("submit4"));
  EXPECT_THAT(tasks.Push("draft2", {.lane = "a", .precedence = kLast}), ElementsAre("submit3"));
  EXPECT_THAT(tasks.Push("draft3", {.lane = "a", .precedence = kLast}), ElementsAre("submit2"));
  EXPECT_THAT(tasks.Push("draft4", {.lane = "a", .precedence = kLast}), ElementsAre("draft4"))
      << "a quarter of the room is left to ordinary tasks";
  EXPECT_THAT(tasks.Push("submit5", {.lane = "a"}), ElementsAre("submit5"));
}

TEST(FairQueue, OrdinaryTasksFindTheirQuarterOfTheRoomFullOfOthers) {
  NamedTasks tasks({.tasks = 4});
  for (const char* name : {"draft1", "draft2", "draft3", "draft4"}) {
    EXPECT_THAT(tasks.Push(name, {.lane = "a", .precedence = kLast}), IsEmpty()) << "room that is left may be used";
  }
  EXPECT_THAT(tasks.Push("submit1", {.lane = "a"}), ElementsAre("draft4"));
  EXPECT_THAT(tasks.Push("submit2", {.lane = "b"}), ElementsAre("submit2"));
}

TEST(FairQueue, WithoutRoomHoldsNothing) {
  NamedTasks tasks({.tasks = 0});
  EXPECT_THAT(tasks.Push("a", {}), ElementsAre("a"));
  EXPECT_TRUE(tasks.queue().empty());
}

TEST(FairQueue, SaysAfterHowManyTasksALaneIsDone) {
  NamedTasks tasks({});
  EXPECT_EQ(tasks.queue().TurnsOf({.lane = "a"}), 0);
  for (int i = 0; i < 10; ++i) tasks.Push("a", {.lane = "a"});
  for (int i = 0; i < 2; ++i) tasks.Push("b", {.lane = "b"});
  EXPECT_EQ(tasks.queue().TurnsOf({.lane = "a"}), 12);
  EXPECT_EQ(tasks.queue().TurnsOf({.lane = "b"}), 8) << "at worst a draft comes before each";
}

// Whatever the others do, a lane that never asks for more than its part of the room is never refused, and is done after
// as many turns as there are lanes.
TEST(FairQueue, ALaneThatAsksForItsPartIsServedWhateverTheOthersDo) {
  constexpr int kLanes = 5;
  constexpr size_t kRoom = 40;
  std::mt19937 random(20260131);
  NamedTasks tasks({.tasks = kRoom});
  size_t pushed = 0;
  size_t gone = 0;
  for (int step = 0; step < 20'000; ++step) {
    ++pushed;
    if (random() % 50 != 0) {
      const Place place{.lane = absl::StrCat("greedy", random() % kLanes),
                        .precedence = random() % 2 == 0 ? kLast : Precedence::kOrdinary};
      gone += tasks.Push("greedy", place).size();
    } else {
      const std::vector<std::string> evicted = tasks.Push("modest", {.lane = "modest"});
      EXPECT_THAT(evicted, testing::Not(testing::Contains("modest")));
      gone += evicted.size();
      int turns = 0;
      for (; tasks.queue().TurnsOf({.lane = "modest"}) > 0; ++turns) tasks.queue().Pop();
      EXPECT_LE(turns, 2 * (kLanes + 1));
      gone += turns;
    }
    ASSERT_LE(tasks.queue().size(), kRoom);
    ASSERT_EQ(tasks.queue().size(), pushed - gone) << "nothing is lost in the queue";
  }
}

}  // namespace
}  // namespace nianbao::rpc
