// The service as its callers see it, over a real socket.
#include <gtest/gtest.h>

#include <memory>
#include <utility>
#include <vector>

#include "libs/rpc/client_call.h"
#include "libs/rpc/limits.h"
#include "libs/rpc/server.h"
#include "libs/rulebook/delivered.h"
#include "libs/status/error.h"
#include "nianbao/validation/v1/validation_service.grpc.pb.h"
#include "services/validation/service.h"
#include "tests/unit/services/validation/reports.h"

namespace nianbao::validation {
namespace {

using Stub = v1::ValidationService::Stub;

class ValidationServiceTest : public testing::Test {
 protected:
  ValidationServiceTest() {
    std::vector<std::unique_ptr<rpc::HostedService>> services;
    services.push_back(MakeValidationService());
    server_ = rpc::Server::Listen("127.0.0.1:0", std::move(services)).value();
    server_->StartServices();
    stub_ = v1::ValidationService::NewStub(rpc::OpenChannel(server_->address()));
  }

  absl::StatusOr<v1::ValidateReportResponse> Ask(const v1::ValidateReportRequest& request) {
    return rpc::CallUnary(*stub_, &Stub::ValidateReport, request);
  }

  std::unique_ptr<rpc::Server> server_;
  std::unique_ptr<Stub> stub_;
};

TEST_F(ValidationServiceTest, AnswersAWrongReportWithFindingsNotWithAnError) {
  v1::ValidateReportRequest request;
  *request.mutable_report() = ConsistentReport();
  SetCell(*request.mutable_report(), "remedies.reconsideration.total", 1);
  const auto response = Ask(request);
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(IdsOf(response->verdict()), std::vector<std::string>{"remedies.row_sum/reconsideration"});
}

TEST_F(ValidationServiceTest, AnswersForAReportOfBlanks) {
  v1::ValidateReportRequest request;
  request.mutable_report()->set_year(2024);
  const auto response = Ask(request);
  ASSERT_TRUE(response.ok()) << response.status();
  // Two tables that are empty as a whole; six blank rows of table two; two sections and the fees that are not stated.
  EXPECT_EQ(response->verdict().error_count(), 2);
  EXPECT_EQ(response->verdict().warning_count(), 9);
}

TEST_F(ValidationServiceTest, RefusesAnUnusableRequestWithReasonFieldAndAChineseSentence) {
  v1::ValidateReportRequest request;
  *request.mutable_report() = ConsistentReport();
  *request.mutable_context()->add_prior() = ConsistentReport();
  const absl::Status error = Ask(request).status();
  EXPECT_EQ(error.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(status::ReasonOf(error), "PRIOR_MISMATCH");
  EXPECT_EQ(status::MetaOf(error, "priorYear"), "2025");
  EXPECT_EQ(status::ChineseOf(error), "用来比对的上年报告应当是 2024 年的，给出的却是 2025 年的。");
}

TEST_F(ValidationServiceTest, TakesAReportAndThePriorOneEachAsLargeAsAFilingMayBe) {
  v1::ValidateReportRequest request;
  *request.mutable_report() = ConsistentReport();
  *request.mutable_context()->add_prior() = ConsistentReport();
  request.mutable_context()->mutable_prior(0)->set_year(request.report().year() - 1);
  const std::string overview(rpc::kRequestBytesMax - (8 << 10), 'x');
  request.mutable_report()->mutable_narrative()->set_overview(overview);
  request.mutable_context()->mutable_prior(0)->mutable_narrative()->set_overview(overview);
  const auto response = Ask(request);
  EXPECT_TRUE(response.ok()) << response.status();
}

TEST_F(ValidationServiceTest, ServesTheRulebookThatVerdictsName) {
  const auto rulebook = rpc::CallUnary(*stub_, &Stub::GetRulebook, v1::GetRulebookRequest());
  ASSERT_TRUE(rulebook.ok()) << rulebook.status();
  v1::ValidateReportRequest request;
  *request.mutable_report() = ConsistentReport();
  const auto response = Ask(request);
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(rulebook->digest(), response->verdict().rulebook_digest());
  EXPECT_EQ(rulebook->rulebook().version(), response->verdict().rulebook_version());
  EXPECT_EQ(rulebook->rulebook().rules_size(), rulebook::Delivered().source.rules_size());
}

}  // namespace
}  // namespace nianbao::validation
