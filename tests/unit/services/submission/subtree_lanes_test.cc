#include "services/submission/rpc/subtree_lanes.h"

#include <gtest/gtest.h>

#include "libs/rpc/worker_pool.h"
#include "tests/unit/services/submission/suite.h"

namespace nianbao::submission {
namespace {

TEST(SubtreeLanes, GivesEverySubtreeALane) {
  Suite suite;
  SubtreeLanes lanes(*suite.store);
  EXPECT_EQ(lanes.Of(kEdu), "") << "the roster was not read yet";
  {
    rpc::WorkerPool pool(1);
    lanes.Refresh(pool);
  }
  EXPECT_EQ(lanes.Of(kEdu), "organs/edu");
  EXPECT_EQ(lanes.Of("organs/city/filings/2024-rollup"), "organs/city");
  EXPECT_EQ(lanes.Of("organs/nobody/filings/2024-own"), "");
  EXPECT_EQ(lanes.Of("no filing"), "");
}

TEST(SubtreeLanes, AreReadLaterWhenThePoolHadNoRoom) {
  Suite suite;
  SubtreeLanes lanes(*suite.store);
  {
    rpc::WorkerPool full(1, {.tasks = 0});
    lanes.Refresh(full);
    EXPECT_EQ(lanes.Of(kEdu), "");
  }
  {
    rpc::WorkerPool pool(1);
    lanes.Refresh(pool);
  }
  EXPECT_EQ(lanes.Of(kEdu), "organs/edu");
}

}  // namespace
}  // namespace nianbao::submission
