// Two actors and one filing, two replicas and one database: what is asked for twice at once is done once.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <latch>
#include <map>
#include <thread>

#include "libs/status/error.h"
#include "tests/integration/suite/client.h"
#include "tests/integration/suite/replica.h"
#include "tests/integration/suite/report_builder.h"

namespace nianbao::integration {
namespace {

using submission::v1::AcceptFilingRequest;
using submission::v1::AcceptFilingResponse;
using submission::v1::Filing;
using submission::v1::ReviewService;
using submission::v1::Revision;
using submission::v1::SubmissionService;

constexpr int kYear = 2024;
constexpr int kRounds = 50;

const rpc::CallOptions kClerk = {.actor = "填报人"};
const rpc::CallOptions kReviewer = {.actor = "审核人"};

class DoubleClick : public testing::Test {
 protected:
  DoubleClick() {
    directory::v1::ImportOrgansRequest roster;
    roster.set_request_id(rpc::NewRequestId());
    *roster.add_organs() = MakeOrgan("city", "");
    *roster.add_organs() = MakeOrgan("bureau", "city");
    EXPECT_TRUE(rpc::CallUnary(replicas_[0].directory(), &directory::v1::DirectoryService::Stub::ImportOrgans, roster,
                               kReviewer)
                    .ok());
  }

  // The next report of the bureau, filed and not yet reviewed.
  Filing Submit() {
    auto request = SubmitRequest("bureau", ConsistentReport(kYear, random_));
    request.set_etag(etag_);
    if (!etag_.empty()) request.set_correction_reason("更正统计口径。");
    return rpc::CallUnary(replicas_[0].submission(), &SubmissionService::Stub::SubmitFiling, request, kClerk)
        .value()
        .filing();
  }

  absl::StatusOr<AcceptFilingResponse> Accept(int replica, const AcceptFilingRequest& request,
                                              const rpc::CallOptions& options = kReviewer) {
    return rpc::CallUnary(replicas_[replica].review(), &ReviewService::Stub::AcceptFiling, request, options);
  }

  static void AtOnce(const std::function<void()>& one, const std::function<void()>& other) {
    std::latch start(2);
    std::thread second([&] {
      start.arrive_and_wait();
      other();
    });
    start.arrive_and_wait();
    one();
    second.join();
  }

  // Both at the same moment, each through a replica of its own.
  std::vector<absl::StatusOr<AcceptFilingResponse>> AcceptAtOnce(const AcceptFilingRequest& one,
                                                                 const AcceptFilingRequest& other) {
    std::vector<absl::StatusOr<AcceptFilingResponse>> answers(2);
    AtOnce([&] { answers[0] = Accept(0, one); }, [&] { answers[1] = Accept(1, other); });
    return answers;
  }

  // How often each request accepted something, by the log.
  std::map<std::string, int> Acceptances() {
    std::map<std::string, int> acceptances;
    for (const auto& record : WholeLog(replicas_[1], kReviewer)) {
      if (record.event().filing().to() == Revision::STATE_ACCEPTED) ++acceptances[record.event().request_id()];
    }
    return acceptances;
  }

  submission::PostgresServer postgres_;
  const std::string database_ = postgres_.NewDatabase();
  Rules rules_;
  Replica replicas_[2] = {{{.database = database_}, rules_}, {{.database = database_}, rules_}};
  std::mt19937_64 random_{1};
  // Of the filing after it was accepted last.
  std::string etag_;
};

TEST_F(DoubleClick, OnAcceptAcceptsOnceAndBothAreToldTheSame) {
  std::map<std::string, int> expected;
  for (int round = 0; round < kRounds && !HasFailure(); ++round) {
    const AcceptFilingRequest request = AcceptRequest(Submit());
    const auto answers = AcceptAtOnce(request, request);
    ASSERT_TRUE(answers[0].ok()) << answers[0].status();
    ASSERT_TRUE(answers[1].ok()) << answers[1].status();
    EXPECT_EQ(answers[0]->SerializeAsString(), answers[1]->SerializeAsString());
    EXPECT_EQ(answers[0]->filing().effective_revision().state(), Revision::STATE_ACCEPTED);
    expected[request.request_id()] = 1;
    etag_ = answers[0]->filing().etag();
  }
  EXPECT_EQ(Acceptances(), expected);
}

TEST_F(DoubleClick, OfTwoReviewersOneAcceptsAndTheOtherIsToldThatTheFilingChanged) {
  std::map<std::string, int> expected;
  int first = 0;
  for (int round = 0; round < kRounds && !HasFailure(); ++round) {
    const Filing filing = Submit();
    const AcceptFilingRequest one = AcceptRequest(filing);
    const AcceptFilingRequest other = AcceptRequest(filing);
    const auto answers = AcceptAtOnce(one, other);
    ASSERT_NE(answers[0].ok(), answers[1].ok()) << answers[0].status() << answers[1].status();
    const int winner = answers[0].ok() ? 0 : 1;
    first += winner == 0;
    EXPECT_EQ(answers[1 - winner].status().code(), absl::StatusCode::kAborted);
    EXPECT_EQ(status::ReasonOf(answers[1 - winner].status()), "ETAG_MISMATCH") << answers[1 - winner].status();
    expected[(winner == 0 ? one : other).request_id()] = 1;
    etag_ = answers[winner]->filing().etag();
  }
  EXPECT_EQ(Acceptances(), expected);
  RecordProperty("won_by_the_first", first);
}

TEST_F(DoubleClick, OfTheSubmitterAcceptsNothing) {
  const AcceptFilingRequest request = AcceptRequest(Submit());
  for (int replica : {0, 1}) {
    const auto answer = Accept(replica, request, kClerk);
    EXPECT_EQ(status::ReasonOf(answer.status()), "REVIEWER_IS_SUBMITTER") << answer.status();
  }
  EXPECT_THAT(Acceptances(), testing::IsEmpty());
}

TEST_F(DoubleClick, OfASealAndARevocationOneFindsWhatTheOtherDid) {
  int sealed = 0;
  for (int round = 0; round < kRounds && !HasFailure(); ++round) {
    const auto accepted = Accept(0, AcceptRequest(Submit()));
    ASSERT_TRUE(accepted.ok()) << accepted.status();
    submission::v1::SealNodeRequest seal;
    seal.set_request_id(rpc::NewRequestId());
    seal.set_node("organs/bureau");
    seal.set_year(kYear);
    seal.set_reason("汇总定稿");
    submission::v1::RevokeFilingRequest revocation;
    revocation.set_request_id(rpc::NewRequestId());
    revocation.set_filing(accepted->filing().name());
    revocation.set_etag(accepted->filing().etag());
    revocation.set_reason("误报");
    absl::Status seal_status;
    absl::Status revocation_status;
    AtOnce(
        [&] {
          seal_status = rpc::CallUnary(replicas_[0].review(), &ReviewService::Stub::SealNode, seal, kReviewer).status();
        },
        [&] {
          revocation_status =
              rpc::CallUnary(replicas_[1].review(), &ReviewService::Stub::RevokeFiling, revocation, kReviewer).status();
        });
    ASSERT_NE(seal_status.ok(), revocation_status.ok()) << "sealed without the report, or revoked behind the seal";
    etag_ = accepted->filing().etag();
    if (seal_status.ok()) {
      ++sealed;
      EXPECT_EQ(status::ReasonOf(revocation_status), "YEAR_LOCKED") << revocation_status;
      submission::v1::UnlockYearRequest unlock;
      unlock.set_request_id(rpc::NewRequestId());
      unlock.set_node(seal.node());
      unlock.set_year(kYear);
      unlock.set_reason("再试");
      ASSERT_TRUE(rpc::CallUnary(replicas_[0].review(), &ReviewService::Stub::UnlockYear, unlock, kReviewer).ok());
    } else {
      EXPECT_EQ(status::ReasonOf(seal_status), "SEAL_INCOMPLETE") << seal_status;
      submission::v1::GetFilingRequest get;
      get.set_name(accepted->filing().name());
      etag_ = rpc::CallUnary(replicas_[0].submission(), &SubmissionService::Stub::GetFiling, get, kReviewer)
                  ->filing()
                  .etag();
    }
  }
  RecordProperty("sealed", sealed);
}

}  // namespace
}  // namespace nianbao::integration
