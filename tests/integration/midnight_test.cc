// The last minute of a deadline and the first one after it, on a machine that keeps UTC.
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>

#include "absl/strings/str_cat.h"
#include "tests/integration/suite/client.h"
#include "tests/integration/suite/replica.h"
#include "tests/integration/suite/report_builder.h"

namespace nianbao::integration {
namespace {

using directory::v1::DirectoryService;
using submission::v1::EventService;
using submission::v1::Revision;
using submission::v1::SubmissionService;

constexpr int kYear = 2024;
constexpr char kFakeTime[] = NIANBAO_FAKETIME;

const rpc::CallOptions kClerk = {.actor = "填报人"};

// The program's clock starts at this time of UTC and goes on; timers go by the machine's.
std::vector<std::string> At(const std::string& utc) {
  return {"/usr/bin/env",
          "TZ=UTC",
          absl::StrCat("LD_PRELOAD=", NIANBAO_FUTEX_DEADLINE, ":", kFakeTime),
          absl::StrCat("FAKETIME=@", utc),
          "FAKETIME_DONT_FAKE_MONOTONIC=1",
          "FAKETIME_NO_CACHE=1"};
}

// In Shanghai 31 January, 23:59, half a minute before midnight, and 1 February, 00:01.
constexpr char kLastMinute[] = "2025-01-31 15:59:00";
constexpr char kLastSeconds[] = "2025-01-31 15:59:30";
constexpr char kFirstMinute[] = "2025-01-31 16:01:00";

class Midnight : public testing::Test {
 protected:
  void SetUp() override {
    if (access(kFakeTime, R_OK) != 0) GTEST_SKIP() << "want Debian's package faketime";
  }

  std::unique_ptr<Replica> Start(const std::string& utc) {
    return std::make_unique<Replica>(Store{.data = folder_.path()}, rules_, At(utc));
  }

  // A city with the offices early, late and never; the last has another title from 1 February on.
  void SetUpRoster(Replica& replica) {
    directory::v1::ImportOrgansRequest roster;
    roster.set_request_id(rpc::NewRequestId());
    *roster.add_organs() = MakeOrgan("city", "");
    for (const char* organ : {"early", "late", "never"}) *roster.add_organs() = MakeOrgan(organ, "city");
    const auto imported = rpc::CallUnary(replica.directory(), &DirectoryService::Stub::ImportOrgans, roster, kClerk);
    ASSERT_TRUE(imported.ok()) << imported.status();
    directory::v1::ChangeOrganRequest change;
    change.set_request_id(rpc::NewRequestId());
    change.set_effective_day("2025-02-01");
    change.set_reason("机构改革");
    change.mutable_rename()->set_organ("organs/never");
    change.mutable_rename()->set_title("新名称局");
    const auto changed = rpc::CallUnary(replica.directory(), &DirectoryService::Stub::ChangeOrgan, change, kClerk);
    ASSERT_TRUE(changed.ok()) << changed.status();
  }

  Revision Submit(Replica& replica, const std::string& organ) {
    const auto request = SubmitRequest(organ, ConsistentReport(kYear, random_));
    const auto submitted =
        rpc::CallUnary(replica.submission(), &SubmissionService::Stub::SubmitFiling, request, kClerk);
    EXPECT_TRUE(submitted.ok()) << submitted.status();
    return submitted.ok() ? submitted->filing().open_revision() : Revision();
  }

  directory::v1::GetCompletenessResponse Completeness(Replica& replica) {
    directory::v1::GetCompletenessRequest request;
    request.set_node("organs/city");
    request.set_year(kYear);
    return rpc::CallUnary(replica.directory(), &DirectoryService::Stub::GetCompleteness, request, kClerk).value();
  }

  std::string Title(Replica& replica, const std::string& organ) {
    directory::v1::GetOrganRequest request;
    request.set_name(organ);
    return rpc::CallUnary(replica.directory(), &DirectoryService::Stub::GetOrgan, request, kClerk)->organ().title();
  }

  TempFolder folder_;
  Rules rules_;
  std::mt19937_64 random_{1};
};

TEST_F(Midnight, OfShanghaiPartsOnTimeFromLate) {
  {
    const auto replica = Start(kLastMinute);
    SetUpRoster(*replica);
    const Revision early = Submit(*replica, "early");
    EXPECT_EQ(early.due_date(), "2025-01-31");
    EXPECT_EQ(early.timeliness(), Revision::TIMELINESS_ON_TIME);
    const auto completeness = Completeness(*replica);
    EXPECT_EQ(completeness.day(), "2025-01-31");
    EXPECT_EQ(completeness.counts().on_time(), 1);
    EXPECT_EQ(completeness.counts().overdue(), 0);
    EXPECT_EQ(Title(*replica, "organs/never"), "试验机关never");
  }
  const auto replica = Start(kFirstMinute);
  const Revision late = Submit(*replica, "late");
  EXPECT_EQ(late.due_date(), "2025-01-31");
  EXPECT_EQ(late.timeliness(), Revision::TIMELINESS_LATE);
  const auto completeness = Completeness(*replica);
  EXPECT_EQ(completeness.day(), "2025-02-01");
  EXPECT_EQ(completeness.counts().on_time(), 1);
  EXPECT_EQ(completeness.counts().late(), 1);
  EXPECT_GE(completeness.counts().overdue(), 1);
  EXPECT_EQ(Title(*replica, "organs/never"), "新名称局");
}

TEST_F(Midnight, TurnsTheDayOfARunningProgram) {
  const auto replica = Start(kLastSeconds);
  SetUpRoster(*replica);
  EXPECT_EQ(Submit(*replica, "early").timeliness(), Revision::TIMELINESS_ON_TIME);
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::minutes(2));
  const auto events = replica->events().WatchEvents(&context, submission::v1::WatchEventsRequest());
  bool turned = false;
  for (submission::v1::WatchEventsResponse response; !turned && events->Read(&response);) {
    for (const auto& record : response.records())
      turned |= record.event().actor().name() == "nianbao" && record.event().organ().title() == "新名称局";
  }
  context.TryCancel();
  EXPECT_TRUE(turned) << events->Finish().error_message();
  EXPECT_EQ(Submit(*replica, "late").timeliness(), Revision::TIMELINESS_LATE);
}

}  // namespace
}  // namespace nianbao::integration
