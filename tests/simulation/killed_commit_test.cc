// A process that is killed at any operation of a commit, and a machine that loses power after the next one has
// answered.
#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/submission/domain/grant_role.h"
#include "tests/simulation/disk.h"
#include "tests/simulation/disk_vfs.h"
#include "tests/simulation/rules_peer.h"
#include "tests/simulation/submission_process.h"
#include "tests/simulation/virtual_clock.h"

namespace nianbao::simulation {
namespace {

constexpr uint64_t kDisks = 10;
constexpr int kOperationsMax = 60;

class KilledCommit : public ::testing::Test {
 protected:
  absl::Status GiveRole(SubmissionProcess& process, const std::string& request_id = "once") {
    directory::v1::GrantRoleRequest request;
    request.set_request_id(request_id);
    request.mutable_grant()->set_subject("填报人 " + request_id);
    request.mutable_grant()->set_role(organ::v1::Grant::ROLE_FILER);
    request.mutable_grant()->set_node("organs/edu");
    request.set_reason("试验");
    return submission::GrantRole({process.store()->whole(), rules_, clock_}, {.name = "名册管理员"}, request).status();
  }

  int64_t RolesGiven(SubmissionProcess& process) {
    return static_cast<int64_t>(process.store()->whole().ListGrants({}).value().size());
  }

  Tally tally_;
  Trace trace_;
  VirtualClock clock_{absl::FromUnixSeconds(1'738'000'000)};
  RulesPeer rules_{0, tally_, trace_};
};

TEST_F(KilledCommit, IsDurableBeforeTheNextProcessAnswersForIt) {
  const DiskImage founded = FoundedStore();
  int lost = 0;
  for (int operations = 1; operations <= kOperationsMax && !HasFailure(); ++operations) {
    for (uint64_t seed = 0; seed < kDisks; ++seed) {
      SCOPED_TRACE(absl::StrCat("killed at operation ", operations, ", disk ", seed));
      Disk disk(founded, {.sector_bytes = 512, .powersafe_overwrite = true}, seed, tally_, trace_);
      const DiskVfs vfs(disk, seed);
      SubmissionProcess process(disk, clock_, tally_);
      ASSERT_TRUE(process.Start().ok());
      disk.CutOffAfter(operations);
      lost += !GiveRole(process).ok();
      process.Kill();
      ASSERT_TRUE(process.Start().ok());
      // Whether it stands is an answer too.
      const int64_t given = RolesGiven(process);
      process.LosePower();
      ASSERT_TRUE(process.Start().ok());
      EXPECT_EQ(RolesGiven(process), given);
      EXPECT_TRUE(GiveRole(process).ok());
      EXPECT_EQ(RolesGiven(process), 1);
      process.Stop();
    }
  }
  EXPECT_GT(lost, 0) << "no process was killed within the commit";
}

TEST_F(KilledCommit, WhoseSyncFailedDoesNotComeAboutAfterItWasNotFound) {
  const DiskImage founded = FoundedStore();
  for (uint64_t seed = 0; seed < kDisks; ++seed) {
    SCOPED_TRACE(absl::StrCat("disk ", seed));
    Disk disk(founded, {.sector_bytes = 512, .powersafe_overwrite = true}, seed, tally_, trace_);
    const DiskVfs vfs(disk, seed);
    SubmissionProcess process(disk, clock_, tally_);
    ASSERT_TRUE(process.Start().ok());
    // Begins the log.
    ASSERT_TRUE(GiveRole(process, "before").ok());
    disk.FailNextSync();
    EXPECT_TRUE(absl::IsUnavailable(GiveRole(process)));
    const submission::RequestKey key = {
        .actor = "名册管理员", .method = "GrantRole", .request_id = "once", .content_digest = ""};
    EXPECT_EQ(process.store()->whole().FindReply(key).value(), std::nullopt);
    process.Kill();
    ASSERT_TRUE(process.Start().ok());
    EXPECT_EQ(RolesGiven(process), 1);
    process.Stop();
  }
}

}  // namespace
}  // namespace nianbao::simulation
