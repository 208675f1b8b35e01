// Programs of the last release and of this one on one database, each asking and feeding programs of the other.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <random>

#include "absl/strings/numbers.h"
#include "libs/status/error.h"
#include "tests/integration/suite/client.h"
#include "tests/integration/suite/command.h"
#include "tests/integration/suite/recomputation.h"
#include "tests/integration/suite/report_builder.h"
#include "tests/postgres/postgres_server.h"
#include "tests/torture/reckoning.h"
#include "tests/upgrade/office_load.h"
#include "tests/upgrade/releases.h"
#include "tests/upgrade/totals.h"

namespace nianbao::integration {
namespace {

using directory::v1::DirectoryService;
using directory::v1::GrantService;
using organ::v1::Grant;
using submission::PostgresServer;
using submission::v1::EventService;
using submission::v1::ReviewService;
using submission::v1::SubmissionService;
using testing::IsEmpty;

constexpr int kClients = 4;
constexpr int kYear = FilingLoad::kYear;
constexpr absl::Duration kPatience = absl::Seconds(60);
constexpr char kNode[] = "organs/city";

const rpc::CallOptions kClerk = {.actor = "填报人"};
const rpc::CallOptions kOffice = {.actor = "名册管理员"};
const rpc::CallOptions kReader = {.actor = "核验人"};

// Of the loads: printed, and set by NIANBAO_UPGRADE_SEED.
uint64_t Seed() {
  const char* const set = std::getenv("NIANBAO_UPGRADE_SEED");
  uint64_t seed = std::random_device()();
  if (set != nullptr) EXPECT_TRUE(absl::SimpleAtoi(set, &seed)) << "NIANBAO_UPGRADE_SEED: " << set;
  std::printf("seed %lu\n", seed);
  return seed;
}

submission::v1::EventToken HeadOf(Replica& replica) {
  return rpc::CallUnary(replica.events(), &EventService::Stub::GetHead, {}, kReader).value().token();
}

class SideBySide : public testing::Test {
 protected:
  void SetUp() override {
    if (ProgramsOfLastRelease().empty()) GTEST_SKIP() << kWantLastRelease;
    old_rules_ = std::make_unique<Rules>(ProgramsOfLastRelease());
    new_rules_ = std::make_unique<Rules>(ProgramsOfThisRelease());
    old_ = Start(ProgramsOfLastRelease(), *new_rules_);
    new_ = Start(ProgramsOfThisRelease(), *old_rules_);
  }

  std::unique_ptr<Replica> Start(const std::string& programs, const Rules& rules) {
    return std::make_unique<Replica>(Store{.database = database_}, rules, std::vector<std::string>(), programs);
  }

  void ImportRoster() {
    directory::v1::ImportOrgansRequest roster;
    roster.set_request_id(rpc::NewRequestId());
    for (const char* id : {"bureau", "office"}) *roster.add_organs() = MakeOrgan(id, "city");
    *roster.add_organs() = MakeOrgan("city", "");
    ASSERT_TRUE(rpc::CallUnary(new_->directory(), &DirectoryService::Stub::ImportOrgans, roster, kOffice).ok());
  }

  // What the loads were told is what both releases show, in the log, in the filings and in the totals.
  void ExpectWhole(FilingLoad& filings, OfficeLoad& office) {
    const std::vector<KeptChange> kept = office.Stop();
    const std::vector<AskedChange> asked = filings.Stop();
    EXPECT_THAT(office.faults(), IsEmpty());
    EXPECT_THAT(filings.faults(), IsEmpty());
    const submission::v1::EventToken head = HeadOf(*old_);
    EXPECT_EQ(HeadOf(*new_).SerializeAsString(), head.SerializeAsString());
    const auto log = WholeLog(*new_, kReader);
    ASSERT_EQ(log.size(), static_cast<size_t>(head.sequence()));
    EXPECT_EQ(FaultOfChain(log, head.log_id()), "");
    EXPECT_EQ(FaultOfChain(WholeLog(*old_, kReader), head.log_id()), "");
    const Reckoning reckoning = Reckon(log, asked);
    EXPECT_EQ(reckoning.lost, 0);
    EXPECT_EQ(reckoning.doubled, 0);
    EXPECT_EQ(reckoning.altered, 0);
    EXPECT_EQ(reckoning.unasked, 0);
    EXPECT_THAT(NotInLogOnce(kept, log), IsEmpty());
    ExpectSameTotals(head.sequence());
    ExpectBothVerify(database_);
    // Each command asks the replica of the other release.
    for (const auto& [programs, replica] :
         {std::pair(ProgramsOfLastRelease(), new_.get()), std::pair(ProgramsOfThisRelease(), old_.get())}) {
      const CommandResult audit =
          RunCommand({programs + "/nianbao", "verify", "audit", "--server", replica->address(), "--as", "核验人"});
      EXPECT_EQ(audit.exit_status, 0) << programs << ": " << audit.output;
    }
    std::printf("filings: acknowledged %d, given up %d; office: acknowledged %zu; events %zu\n", reckoning.acknowledged,
                static_cast<int>(asked.size()) - reckoning.acknowledged, kept.size(), log.size());
  }

  void ExpectSameTotals(int64_t min_sequence) {
    Totals of_new(ProgramsOfLastRelease(), new_->address());
    Totals of_old(ProgramsOfThisRelease(), old_->address());
    EXPECT_EQ(of_new.Answers(kNode, kYear, min_sequence), of_old.Answers(kNode, kYear, min_sequence));
    const auto figures = FiguresOf(of_new.Of(kNode, kYear, min_sequence).totals());
    EXPECT_EQ(figures, SumOfStoredReports(old_->submission(), kYear, kReader));
    EXPECT_EQ(figures, SumOfStoredReports(new_->submission(), kYear, kReader));
  }

  // The call through one release and, repeated, through the other: one answer, one change.
  template <typename Call>
  auto RepeatThroughTheOther(Replica& first, Replica& other, const Call& call) {
    const auto told = call(first);
    EXPECT_TRUE(told.ok()) << told.status();
    const int64_t head = HeadOf(other).sequence();
    const auto again = call(other);
    EXPECT_TRUE(again.ok()) << again.status();
    if (told.ok() && again.ok()) {
      EXPECT_EQ(again->SerializeAsString(), told->SerializeAsString());
    }
    EXPECT_EQ(HeadOf(first).sequence(), head) << "the repeat was carried out";
    return told.value();
  }

  const std::string database_ = ProgramsOfLastRelease().empty() ? "" : PostgresServer::Shared().NewDatabase();
  std::unique_ptr<Rules> old_rules_;
  std::unique_ptr<Rules> new_rules_;
  std::unique_ptr<Replica> old_;
  std::unique_ptr<Replica> new_;
};

TEST_F(SideBySide, KeepEachAcknowledgedChangeOnceAndSumTheSame) {
  const uint64_t seed = Seed();
  FilingLoad filings({old_.get(), new_.get()}, kClients, seed);
  OfficeLoad office({new_.get(), old_.get()}, seed);
  EXPECT_TRUE(filings.AwaitMore(300, kPatience));
  ExpectWhole(filings, office);
}

TEST_F(SideBySide, AreExchangedOneAfterTheOtherAndBackUnderLoad) {
  const uint64_t seed = Seed();
  new_.reset();
  new_ = Start(ProgramsOfLastRelease(), *new_rules_);
  FilingLoad filings({old_.get(), new_.get()}, kClients, seed);
  OfficeLoad office({old_.get(), new_.get()}, seed);
  for (const std::string& programs : {ProgramsOfThisRelease(), ProgramsOfLastRelease()}) {
    for (Replica* replica : {new_.get(), old_.get()}) {
      EXPECT_TRUE(filings.AwaitMore(50, kPatience));
      EXPECT_EQ(replica->ExchangeFor(programs), 0);
    }
  }
  EXPECT_TRUE(filings.AwaitMore(50, kPatience));
  EXPECT_EQ(new_->ExchangeFor(ProgramsOfThisRelease()), 0);
  ExpectWhole(filings, office);
}

TEST_F(SideBySide, AnswerARepeatedRequestAsTheOtherDid) {
  ImportRoster();
  std::mt19937_64 random(1);
  for (const auto& [first, other] : {std::pair(old_.get(), new_.get()), std::pair(new_.get(), old_.get())}) {
    SCOPED_TRACE(first == old_.get() ? "first through the last release" : "first through this release");
    const std::string organ = first == old_.get() ? "bureau" : "office";
    const auto submit = SubmitRequest(organ, ConsistentReport(kYear, random));
    const auto submitted = RepeatThroughTheOther(*first, *other, [&](Replica& replica) {
      return rpc::CallUnary(replica.submission(), &SubmissionService::Stub::SubmitFiling, submit, kClerk);
    });
    const auto accept = AcceptRequest(submitted.filing());
    RepeatThroughTheOther(*first, *other, [&](Replica& replica) {
      return rpc::CallUnary(replica.review(), &ReviewService::Stub::AcceptFiling, accept, kReader);
    });
    directory::v1::ImportOrgansRequest roster;
    roster.set_request_id(rpc::NewRequestId());
    *roster.add_organs() = MakeOrgan("new-" + organ, "city");
    RepeatThroughTheOther(*first, *other, [&](Replica& replica) {
      return rpc::CallUnary(replica.directory(), &DirectoryService::Stub::ImportOrgans, roster, kOffice);
    });
    directory::v1::GrantRoleRequest grant;
    grant.set_request_id(rpc::NewRequestId());
    grant.mutable_grant()->set_subject("科员" + organ);
    grant.mutable_grant()->set_role(Grant::ROLE_REVIEWER);
    grant.set_reason("分工调整");
    RepeatThroughTheOther(*first, *other, [&](Replica& replica) {
      return rpc::CallUnary(replica.grants(), &GrantService::Stub::GrantRole, grant, kOffice);
    });
    grant.set_reason("另有理由");
    const auto reused = rpc::CallUnary(other->grants(), &GrantService::Stub::GrantRole, grant, kOffice);
    EXPECT_EQ(status::ReasonOf(reused.status()), "REQUEST_ID_REUSED") << reused.status();
  }
}

TEST_F(SideBySide, GoOnWithARoleThatTheLastReleaseDoesNotKnow) {
  ImportRoster();
  directory::v1::GrantRoleRequest grant;
  grant.set_request_id(rpc::NewRequestId());
  grant.mutable_grant()->set_subject("名册专员");
  grant.mutable_grant()->set_role(Grant::ROLE_ROSTER_EDITOR);
  grant.set_reason("分工调整");
  RepeatThroughTheOther(*new_, *old_, [&](Replica& replica) {
    return rpc::CallUnary(replica.grants(), &GrantService::Stub::GrantRole, grant, kOffice);
  });
  const auto listed = rpc::CallUnary(old_->grants(), &GrantService::Stub::ListGrants, {}, kReader);
  ASSERT_TRUE(listed.ok()) << listed.status();
  ASSERT_EQ(listed->grants_size(), 1);
  EXPECT_EQ(listed->grants(0).grant().SerializeAsString(), grant.grant().SerializeAsString());
  grant.set_request_id(rpc::NewRequestId());
  grant.mutable_grant()->set_subject("另一专员");
  const auto refused = rpc::CallUnary(old_->grants(), &GrantService::Stub::GrantRole, grant, kOffice);
  EXPECT_EQ(status::ReasonOf(refused.status()), "FIELD_INVALID") << "it gives out only what it knows";
  std::mt19937_64 random(1);
  const auto submitted = rpc::CallUnary(old_->submission(), &SubmissionService::Stub::SubmitFiling,
                                        SubmitRequest("bureau", ConsistentReport(kYear, random)), kClerk);
  ASSERT_TRUE(submitted.ok()) << submitted.status();
  const auto accepted =
      rpc::CallUnary(old_->review(), &ReviewService::Stub::AcceptFiling, AcceptRequest(submitted->filing()), kReader);
  ASSERT_TRUE(accepted.ok()) << accepted.status();
  ExpectSameTotals(accepted->token().sequence());
  EXPECT_EQ(FaultOfChain(WholeLog(*old_, kReader), accepted->token().log_id()), "");
  ExpectBothVerify(database_);
}

}  // namespace
}  // namespace nianbao::integration
