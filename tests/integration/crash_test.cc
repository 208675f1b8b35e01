// kill -9 of any service at any moment: nothing acknowledged is lost, nothing counts twice, watchers end right.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <thread>

#include "absl/strings/str_cat.h"
#include "libs/form/catalogue.h"
#include "tests/integration/suite/client.h"
#include "tests/integration/suite/recomputation.h"
#include "tests/integration/suite/replica.h"
#include "tests/integration/suite/report_builder.h"
#include "tests/integration/suite/resuming_watcher.h"

namespace nianbao::integration {
namespace {

using submission::v1::EventRecord;
using submission::v1::EventToken;

constexpr int kOrgans = 6;
constexpr int kKills = 12;
constexpr int kYear = 2024;

bool MayTryAgain(const absl::Status& status) {
  return status.code() == absl::StatusCode::kUnavailable || status.code() == absl::StatusCode::kDeadlineExceeded ||
         status.code() == absl::StatusCode::kCancelled;
}

// Calls until there is an answer, always with the same request_id. A repeat after a lost answer must get that answer.
template <typename Step>
auto Persist(const Step& step) {
  while (true) {
    auto response = step();
    if (response.ok() || !MayTryAgain(response.status())) return response;
  }
}

// Kills one service after another, at moments drawn from the seed, as often as it is told.
class Killer {
 public:
  Killer(Suite& suite, std::vector<std::string> victims, int kills, uint64_t seed) {
    thread_ = std::thread([this, &suite, victims = std::move(victims), kills, seed] {
      std::mt19937_64 random(seed);
      for (int i = 0; i < kills; ++i) {
        for (uint64_t spins = random() % 50'000; spins > 0; --spins) std::this_thread::yield();
        suite.KillAndRestart(victims[random() % victims.size()]);
      }
      done_ = true;
    });
  }
  ~Killer() { thread_.join(); }
  bool done() const { return done_; }

 private:
  std::atomic<bool> done_{false};
  std::thread thread_;
};

int64_t Acceptances(const std::vector<EventRecord>& records) {
  return std::count_if(records.begin(), records.end(), [](const EventRecord& record) {
    return record.event().filing().to() == submission::v1::Revision::STATE_ACCEPTED;
  });
}

void RunFilingsUnderKills(Shape shape, const std::vector<std::string>& victims, uint64_t seed) {
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  std::mt19937_64 random(seed);
  Suite suite(shape);
  Client clerk(suite, "填报人", {.wait_for_ready = true});
  Client reviewer(suite, "审核人", {.wait_for_ready = true});
  std::vector<organ::v1::Organ> organs = {MakeOrgan("city", "")};
  for (int i = 0; i < kOrgans; ++i) organs.push_back(MakeOrgan(absl::StrCat("bureau-", i), "city"));
  ASSERT_TRUE(clerk.ImportOrgans(organs).ok());

  EventWatcher events(Client(suite, "看板"));
  AggregateWatcher totals(Client(suite, "看板"), "organs/city", kYear);
  std::map<std::string, submission::v1::AcceptFilingResponse> acknowledged;
  int filed = 0;
  {
    const Killer killer(suite, victims, kKills, random());
    // The first round files, the later ones correct what was accepted.
    for (; filed < kOrgans || !killer.done(); ++filed) {
      auto submit = SubmitRequest(absl::StrCat("bureau-", filed % kOrgans), ConsistentReport(kYear, random));
      if (const auto before = acknowledged.find(submit.filing()); before != acknowledged.end()) {
        submit.set_etag(before->second.filing().etag());
        submit.set_correction_reason("更正统计口径。");
      }
      const auto submitted = Persist([&] { return clerk.Submit(submit); });
      ASSERT_TRUE(submitted.ok()) << submitted.status();
      const auto accept = AcceptRequest(submitted->filing());
      const auto accepted = Persist([&] { return reviewer.Accept(accept); });
      ASSERT_TRUE(accepted.ok()) << accepted.status();
      acknowledged[accepted->filing().name()] = *accepted;
    }
  }
  testing::Test::RecordProperty("filed", filed);

  const EventToken head = clerk.Head().value();
  const auto records = events.StopAt(head.sequence());
  const auto watched = totals.StopAt(head.sequence());

  EXPECT_EQ(records.size(), static_cast<size_t>(head.sequence()));
  EXPECT_EQ(FaultOfChain(records, head.log_id()), "");
  EXPECT_EQ(Acceptances(records), filed) << "each acceptance was asked for until it was acknowledged, and counts once";
  for (const auto& [name, answer] : acknowledged) {
    const auto filing = clerk.Get(name);
    ASSERT_TRUE(filing.ok()) << filing.status();
    EXPECT_EQ(filing->effective_revision().report_digest(), answer.filing().effective_revision().report_digest());
    const auto& record = records.at(answer.token().sequence() - 1);
    EXPECT_EQ(record.digest(), answer.token().digest()) << "the acknowledged event is not the one in the log";
  }
  const std::vector<int64_t> recomputed = SumOfStoredReports(clerk.submission(), kYear, clerk.options());
  const auto aggregate = clerk.Aggregate("organs/city", kYear, head.sequence());
  ASSERT_TRUE(aggregate.ok()) << aggregate.status();
  EXPECT_EQ(FiguresOf(aggregate->totals()), recomputed);
  EXPECT_EQ(aggregate->coverage().accepted(), kOrgans);
  EXPECT_EQ(totals.steps_back(), 0);
  for (const form::Cell& cell : form::Catalogue::Get().cells()) {
    EXPECT_EQ(watched.at(cell.code), recomputed[cell.index]) << cell.code;
  }
}

TEST(Crash, OfAnyOfFourProcessesLosesNothing) {
  RunFilingsUnderKills(Shape::kFourProcesses, {"validation", "submission", "aggregation", "document"}, 1);
}

TEST(Crash, OfTheStoreOwnerAloneLosesNothing) { RunFilingsUnderKills(Shape::kFourProcesses, {"submission"}, 2); }

TEST(Crash, OfTheDatabaseServerAndItsClientLosesNothing) {
  RunFilingsUnderKills(Shape::kOnPostgres, {"postgres", "submission"}, 4);
}

TEST(Crash, OfTheSingleProcessLosesNothing) { RunFilingsUnderKills(Shape::kOneProcess, {"nianbao"}, 3); }

}  // namespace
}  // namespace nianbao::integration
