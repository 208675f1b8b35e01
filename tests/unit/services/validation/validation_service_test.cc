// The service as its callers see it, over a real socket.
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <thread>
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

TEST_F(ValidationServiceTest, AnswersEveryReportOfAStreamAndGoesOnAfterOneThatCannotBeJudged) {
  grpc::ClientContext context;
  const auto stream = stub_->ValidateReports(&context);
  constexpr int kReports = 200;
  std::thread writer([&] {
    for (int id = 0; id < kReports; ++id) {
      v1::ValidateReportsRequest request;
      request.set_id(id);
      // Every third request is without a report.
      if (id % 3 != 0) *request.mutable_request()->mutable_report() = ConsistentReport();
      if (id % 3 == 2) SetCell(*request.mutable_request()->mutable_report(), "remedies.reconsideration.total", id);
      stream->Write(request);
    }
    stream->WritesDone();
  });
  std::map<int64_t, v1::ValidateReportsResponse> answers;
  for (v1::ValidateReportsResponse answer; stream->Read(&answer);) answers[answer.id()] = answer;
  writer.join();
  EXPECT_TRUE(stream->Finish().ok());
  ASSERT_EQ(answers.size(), size_t{kReports});
  for (const auto& [id, answer] : answers) {
    EXPECT_EQ(answer.has_error(), id % 3 == 0) << id;
    EXPECT_EQ(answer.verdict().error_count(), id % 3 == 2 ? 1 : 0) << id;
  }
  EXPECT_EQ(answers[0].error().code(), static_cast<int>(absl::StatusCode::kInvalidArgument));
  EXPECT_FALSE(answers[0].error().details().empty());
}

TEST_F(ValidationServiceTest, KeepsARulebookThatItWasGivenOnce) {
  v1::Rulebook rulebook = rulebook::Delivered().source;
  rulebook.set_version("test+1");
  for (v1::Rule& rule : *rulebook.mutable_rules()) {
    if (rule.id() == "remedies.row_sum") rule.set_status(v1::Rule::STATUS_OFF);
  }
  v1::ValidateReportRequest request;
  *request.mutable_report() = ConsistentReport();
  SetCell(*request.mutable_report(), "remedies.reconsideration.total", 1);
  request.set_rulebook_digest(rulebook::DigestOf(rulebook));
  const absl::Status unknown = Ask(request).status();
  EXPECT_EQ(unknown.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(status::ReasonOf(unknown), "RULEBOOK_UNKNOWN");

  *request.mutable_rulebook() = rulebook;
  const auto first = Ask(request);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(first->verdict().error_count(), 0);
  EXPECT_EQ(first->verdict().rulebook_version(), "test+1");
  EXPECT_EQ(first->verdict().rulebook_digest(), request.rulebook_digest());

  request.clear_rulebook();
  const auto second = Ask(request);
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(second->SerializeAsString(), first->SerializeAsString());
}

TEST_F(ValidationServiceTest, RefusesARulebookThatIsNotTheOneNamed) {
  v1::ValidateReportRequest request;
  *request.mutable_report() = ConsistentReport();
  *request.mutable_rulebook() = rulebook::Delivered().source;
  request.mutable_rulebook()->set_version("other");
  request.set_rulebook_digest(std::string(64, '0'));
  EXPECT_EQ(status::ReasonOf(Ask(request).status()), "RULEBOOK_INVALID");
}

TEST_F(ValidationServiceTest, ListsRulesByGroupAndByCheck) {
  v1::ListRulesRequest request;
  request.set_check(58);
  const auto by_check = rpc::CallUnary(*stub_, &Stub::ListRules, request);
  ASSERT_TRUE(by_check.ok()) << by_check.status();
  ASSERT_EQ(by_check->rules_size(), 1);
  EXPECT_EQ(by_check->rules(0).id(), "requests.carry_over");
  request.clear_check();
  request.set_group(v1::Rule::GROUP_CROSS_REPORT);
  const auto by_group = rpc::CallUnary(*stub_, &Stub::ListRules, request);
  ASSERT_TRUE(by_group.ok()) << by_group.status();
  EXPECT_EQ(by_group->rules_size(), 3);
}

}  // namespace
}  // namespace nianbao::validation
