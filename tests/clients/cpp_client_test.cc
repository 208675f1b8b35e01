// What a program in C++ calls the suite with, and a real one answering.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "clients/cpp/connection.h"
#include "clients/cpp/file_report.h"
#include "clients/cpp/follow_totals.h"
#include "tests/integration/suite/client.h"
#include "tests/integration/suite/report_builder.h"
#include "tests/refusal.h"

namespace nianbao::client {
namespace {

using aggregation::v1::WatchAggregatesRequest;
using aggregation::v1::WatchAggregatesResponse;
using submission::v1::Filing;
using submission::v1::Revision;
using testing::HasSubstr;

constexpr int kYear = 2024;
constexpr char kFiling[] = "organs/education/filings/2024-own";
constexpr char kReceived[] = "requests.received.total";

class CppClient : public testing::Test {
 protected:
  CppClient() {
    integration::Client office(suite_, "区政务公开办");
    const auto imported =
        office.ImportOrgans({integration::MakeOrgan("district", ""), integration::MakeOrgan("education", "district")});
    EXPECT_TRUE(imported.ok()) << imported.status();
  }

  submission::v1::SaveDraftRequest Draft(const form::v1::AnnualReport& report) {
    submission::v1::SaveDraftRequest draft;
    draft.set_filing(kFiling);
    *draft.mutable_report() = report;
    return draft;
  }

  absl::StatusOr<Filing> File(const form::v1::AnnualReport& report) {
    return FileReport(*submission_, connection_.call(), Draft(report));
  }

  void Accept() {
    integration::Client reviewer(suite_, "审核人");
    const auto filing = reviewer.Get(kFiling);
    ASSERT_TRUE(filing.ok()) << filing.status();
    const auto accepted = reviewer.Accept(integration::AcceptRequest(*filing));
    ASSERT_TRUE(accepted.ok()) << accepted.status();
  }

  integration::Suite suite_{integration::Shape::kOneProcess};
  Connection connection_{.server = suite_.AddressOf("nianbao"), .actor = "填报人"};
  std::shared_ptr<grpc::Channel> channel_ = connection_.Connect();
  std::unique_ptr<submission::v1::SubmissionService::Stub> submission_ =
      submission::v1::SubmissionService::NewStub(channel_);
  std::mt19937_64 random_{20241};
};

TEST_F(CppClient, AReportInOrderIsSubmittedAndOneWithErrorsStaysADraftWithItsFindings) {
  form::v1::AnnualReport report = integration::ConsistentReport(kYear, random_);
  const int64_t right = report.requests().received().total();
  report.mutable_requests()->mutable_received()->set_total(right + 1);
  const auto draft = File(report);
  ASSERT_TRUE(draft.ok()) << draft.status();
  EXPECT_EQ(draft->open_revision().state(), Revision::STATE_DRAFT);
  EXPECT_GT(draft->open_revision().verdict().error_count(), 0);

  report.mutable_requests()->mutable_received()->set_total(right);
  const auto submitted = File(report);
  ASSERT_TRUE(submitted.ok()) << submitted.status();
  EXPECT_EQ(submitted->open_revision().state(), Revision::STATE_SUBMITTED);
}

TEST_F(CppClient, ARefusalHasItsReasonAndItsFields) {
  auto draft = Draft(integration::ConsistentReport(kYear, random_));
  draft.set_filing("organs/education/filings/1949-own");
  const auto saved = SaveReport(*submission_, connection_.call(), draft);
  EXPECT_THAT(saved, IsRefused(absl::StatusCode::kInvalidArgument, "FIELD_INVALID"));
  EXPECT_THAT(std::string(saved.status().message()), HasSubstr("1949"));
}

TEST_F(CppClient, TotalsAreFollowedOverTheEndOfTheServer) {
  const auto service = aggregation::v1::AggregationService::NewStub(channel_);
  WatchAggregatesRequest request;
  request.add_nodes("organs/district");
  request.set_year(kYear);
  request.add_cells(kReceived);
  const form::v1::AnnualReport report = integration::ConsistentReport(kYear, random_);
  ASSERT_TRUE(File(report).ok());

  int64_t received = -1;
  int64_t accepted = 0;
  int breaks = 0;
  bool killed = false;
  const auto take = [&](const WatchAggregatesResponse& step) {
    for (const auto& snapshot : step.snapshots()) {
      received = snapshot.totals().requests().received().total();
      accepted = snapshot.coverage().accepted();
    }
    for (const auto& delta : step.deltas()) {
      for (const auto& cell : delta.cells()) received = cell.value();
      if (delta.has_coverage()) accepted = delta.coverage().accepted();
    }
    if (!killed) {
      killed = true;
      EXPECT_EQ(accepted, 0);
      suite_.KillAndRestart("nianbao");
      Accept();
    }
    return accepted == 0;
  };
  const absl::Status followed = FollowTotals(*service, connection_.call(), request, take,
                                             {.pause = absl::Milliseconds(50), .tell = [&](const absl::Status& why) {
                                                EXPECT_EQ(why.code(), absl::StatusCode::kUnavailable) << why;
                                                ++breaks;
                                              }});
  EXPECT_TRUE(followed.ok()) << followed;
  EXPECT_GT(breaks, 0);
  EXPECT_EQ(received, report.requests().received().total());
}

TEST_F(CppClient, ANodeThatIsNotThereEndsTheStreamAtOnce) {
  const auto service = aggregation::v1::AggregationService::NewStub(channel_);
  WatchAggregatesRequest request;
  request.add_nodes("organs/nowhere");
  request.set_year(kYear);
  const absl::Status followed =
      FollowTotals(*service, connection_.call(), request, [](const WatchAggregatesResponse&) { return true; });
  EXPECT_EQ(followed.code(), absl::StatusCode::kNotFound) << followed;
}

}  // namespace
}  // namespace nianbao::client
