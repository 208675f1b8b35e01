// What is refused is refused with a reason and changes nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/status/error.h"
#include "tests/integration/suite/client.h"
#include "tests/integration/suite/report_builder.h"

namespace nianbao::integration {
namespace {

using submission::v1::ReviewService;
using submission::v1::SubmissionService;
using testing::HasSubstr;
using testing::Not;

class Refusal : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(clerk_.ImportOrgans({MakeOrgan("city", ""), MakeOrgan("bureau", "city")}).ok());
    head_ = Sequence();
  }

  int64_t Sequence() { return clerk_.Head().value().sequence(); }

  void ExpectRefused(const absl::Status& status, absl::StatusCode code, const std::string& reason) {
    EXPECT_EQ(status.code(), code) << status;
    EXPECT_EQ(status::ReasonOf(status), reason) << status;
    EXPECT_FALSE(status::ChineseOf(status).empty()) << status;
    EXPECT_EQ(Sequence(), head_) << "a refused call left an event";
  }

  // Submits and moves the head that later refusals are held against.
  submission::v1::Filing Submitted(const form::v1::AnnualReport& report) {
    const auto response = clerk_.Submit(SubmitRequest("bureau", report));
    EXPECT_TRUE(response.ok()) << response.status();
    head_ = Sequence();
    return response->filing();
  }

  std::mt19937_64 random_{20240131};
  Suite suite_{Shape::kOneProcess};
  Client clerk_{suite_, "填报人"};
  Client reviewer_{suite_, "审核人"};
  int64_t head_ = 0;
};

TEST_F(Refusal, ARepeatedRequestIdReturnsTheFirstAnswer) {
  const auto request = SubmitRequest("bureau", ConsistentReport(2024, random_));
  const auto first = clerk_.Submit(request);
  ASSERT_TRUE(first.ok()) << first.status();
  ASSERT_TRUE(reviewer_.Accept(AcceptRequest(first->filing())).ok());
  head_ = Sequence();
  const auto again = clerk_.Submit(request);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
  EXPECT_EQ(Sequence(), head_);
}

TEST_F(Refusal, ARequestIdWithOtherContent) {
  auto request = SubmitRequest("bureau", ConsistentReport(2024, random_));
  ASSERT_TRUE(clerk_.Submit(request).ok());
  head_ = Sequence();
  request.mutable_report()->mutable_narrative()->set_overview("另一份报告。");
  ExpectRefused(clerk_.Submit(request).status(), absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED");
}

TEST_F(Refusal, AStaleEtag) {
  const auto filing = Submitted(ConsistentReport(2024, random_));
  const auto accept = AcceptRequest(filing);
  submission::v1::ReturnFilingRequest give_back;
  give_back.set_request_id("return-1");
  give_back.set_filing(filing.name());
  give_back.set_etag(filing.etag());
  give_back.set_reason("请补充说明");
  ASSERT_TRUE(
      rpc::CallUnary(reviewer_.review(), &ReviewService::Stub::ReturnFiling, give_back, reviewer_.options()).ok());
  head_ = Sequence();
  ExpectRefused(reviewer_.Accept(accept).status(), absl::StatusCode::kAborted, "ETAG_MISMATCH");
}

TEST_F(Refusal, AReportForAnUnknownOrgan) {
  ExpectRefused(clerk_.Submit(SubmitRequest("nobody", ConsistentReport(2024, random_))).status(),
                absl::StatusCode::kNotFound, "ORGAN_UNKNOWN");
}

TEST_F(Refusal, ASecondEffectiveFiling) {
  const auto report = ConsistentReport(2024, random_);
  const auto filing = Submitted(report);
  ASSERT_TRUE(reviewer_.Accept(AcceptRequest(filing)).ok());
  head_ = Sequence();
  ExpectRefused(clerk_.Submit(SubmitRequest("bureau", report)).status(), absl::StatusCode::kAlreadyExists,
                "FILING_EXISTS");
}

TEST_F(Refusal, AReportWithErrorsNamesEachOfThem) {
  auto report = ConsistentReport(2024, random_);
  report.mutable_requests()->mutable_carried_out()->set_enterprise(3);
  const absl::Status status = clerk_.Submit(SubmitRequest("bureau", report)).status();
  ExpectRefused(status, absl::StatusCode::kFailedPrecondition, "REPORT_HAS_ERRORS");
}

TEST_F(Refusal, TheSubmitterAsReviewer) {
  const auto filing = Submitted(ConsistentReport(2024, random_));
  ExpectRefused(clerk_.Accept(AcceptRequest(filing)).status(), absl::StatusCode::kFailedPrecondition,
                "REVIEWER_IS_SUBMITTER");
}

// Beyond the limit of the wire it is the caller's own channel that refuses, before anything is sent.
TEST_F(Refusal, AMessageOf64Megabytes) {
  auto report = ConsistentReport(2024, random_);
  report.mutable_narrative()->set_overview(std::string(64 << 20, 'x'));
  ExpectRefused(clerk_.Submit(SubmitRequest("bureau", report)).status(), absl::StatusCode::kResourceExhausted,
                "MESSAGE_TOO_LARGE");
}

TEST_F(Refusal, AMessageAboveTheLimitOfItsMethod) {
  auto report = ConsistentReport(2024, random_);
  report.mutable_narrative()->set_overview(std::string(5 << 20, 'x'));
  ExpectRefused(clerk_.Submit(SubmitRequest("bureau", report)).status(), absl::StatusCode::kResourceExhausted,
                "MESSAGE_TOO_LARGE");
}

TEST_F(Refusal, ACyclicRoster) {
  const absl::Status status = clerk_.ImportOrgans({MakeOrgan("city", "bureau")}).status();
  ExpectRefused(status, absl::StatusCode::kInvalidArgument, "ROSTER_INVALID");
}

TEST_F(Refusal, ACallerWithoutAName) {
  Client nobody(suite_, "");
  ExpectRefused(nobody.Submit(SubmitRequest("bureau", ConsistentReport(2024, random_))).status(),
                absl::StatusCode::kUnauthenticated, "ACTOR_MISSING");
}

}  // namespace
}  // namespace nianbao::integration
