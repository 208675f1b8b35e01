// Rules are changed in office while four processes run: the next verdict is given by the new version, earlier ones
// stay.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <random>

#include "libs/rulebook/compile.h"
#include "libs/rulebook/delivered.h"
#include "libs/status/error.h"
#include "nianbao/submission/v1/rulebook_service.grpc.pb.h"
#include "tests/integration/suite/client.h"
#include "tests/integration/suite/report_builder.h"
#include "tests/integration/suite/suite.h"

namespace nianbao::integration {
namespace {

using submission::v1::RulebookService;
using validation::v1::Rule;

constexpr char kRule[] = "narrative.problems_missing";

class RulebookInOffice : public testing::Test {
 protected:
  RulebookInOffice() : rulebooks_(RulebookService::NewStub(suite_.submission())) {
    EXPECT_TRUE(
        clerk_.ImportOrgans({MakeOrgan("city", ""), MakeOrgan("bureau", "city"), MakeOrgan("tax", "city")}).ok());
  }

  submission::v1::GetActiveRulebookResponse Rulebook(const std::string& digest = "") {
    submission::v1::GetActiveRulebookRequest request;
    request.set_digest(digest);
    // A call may still meet the connection of a process that was killed.
    for (int attempt = 1;; ++attempt) {
      auto response = rpc::CallUnary(*rulebooks_, &RulebookService::Stub::GetActiveRulebook, request,
                                     {.actor = "", .wait_for_ready = true});
      if (response.ok() || attempt == 5) return response.value();
    }
  }
  absl::StatusOr<submission::v1::SetRuleStatusResponse> TurnOff(const std::string& rule) {
    submission::v1::SetRuleStatusRequest request;
    request.set_request_id(rpc::NewRequestId());
    request.set_rule(rule);
    request.set_status(Rule::STATUS_OFF);
    request.set_reason("口径调整");
    request.set_digest(Rulebook().digest());
    return rpc::CallUnary(*rulebooks_, &RulebookService::Stub::SetRuleStatus, request, reviewer_.options());
  }
  // Fails kRule and nothing else.
  form::v1::AnnualReport WithoutProblems() {
    auto report = ConsistentReport(2024, random_);
    report.mutable_narrative()->clear_problems_and_improvements();
    return report;
  }

  std::mt19937_64 random_{20240131};
  Suite suite_{Shape::kFourProcesses};
  Client clerk_{suite_, "填报人"};
  Client reviewer_{suite_, "审核人"};
  std::unique_ptr<RulebookService::Stub> rulebooks_;
};

TEST_F(RulebookInOffice, ARuleThatIsTurnedOffHoldsNothingUpFromThenOn) {
  const std::string delivered = Rulebook().digest();
  EXPECT_EQ(delivered, rulebook::Delivered().digest);
  const auto earlier = clerk_.Submit(SubmitRequest("tax", ConsistentReport(2024, random_)));
  ASSERT_TRUE(earlier.ok()) << earlier.status();

  const auto report = WithoutProblems();
  EXPECT_EQ(status::ReasonOf(clerk_.Submit(SubmitRequest("bureau", report)).status()), "WARNINGS_UNEXPLAINED");
  const auto changed = TurnOff(kRule);
  ASSERT_TRUE(changed.ok()) << changed.status();
  const auto submitted = clerk_.Submit(SubmitRequest("bureau", report));
  ASSERT_TRUE(submitted.ok()) << submitted.status();
  EXPECT_EQ(submitted->filing().open_revision().verdict().rulebook_digest(), changed->digest());
  EXPECT_EQ(clerk_.Get(earlier->filing().name())->open_revision().verdict().rulebook_digest(), delivered);
  EXPECT_EQ(rulebook::DigestOf(Rulebook(delivered).rulebook()), delivered);
}

TEST_F(RulebookInOffice, AChangeOutlivesEveryProcess) {
  const auto changed = TurnOff(kRule);
  ASSERT_TRUE(changed.ok()) << changed.status();
  suite_.KillAndRestart("submission");
  suite_.KillAndRestart("validation");
  rulebooks_ = RulebookService::NewStub(suite_.submission());
  EXPECT_EQ(Rulebook().digest(), changed->digest());
  Client clerk(suite_, "填报人", {.actor = "", .wait_for_ready = true});
  // The validation service comes back without the changed rulebook, and is told it.
  const auto submitted = clerk.Submit(SubmitRequest("bureau", WithoutProblems()));
  ASSERT_TRUE(submitted.ok()) << submitted.status();
  EXPECT_EQ(submitted->filing().open_revision().verdict().rulebook_digest(), changed->digest());
}

TEST_F(RulebookInOffice, TellsBeforehandWhomAChangeWouldAffectAndCountsFindings) {
  auto draft = submission::v1::SaveDraftRequest();
  draft.set_request_id(rpc::NewRequestId());
  draft.set_filing("organs/bureau/filings/2024-own");
  *draft.mutable_report() = WithoutProblems();
  using submission::v1::SubmissionService;
  ASSERT_TRUE(rpc::CallUnary(clerk_.submission(), &SubmissionService::Stub::SaveDraft, draft, clerk_.options()).ok());
  ASSERT_TRUE(clerk_.Submit(SubmitRequest("tax", ConsistentReport(2024, random_))).ok());

  submission::v1::ListAffectedFilingsRequest request;
  request.set_rule(kRule);
  request.set_severity(finding::v1::SEVERITY_ERROR);
  request.set_year(2024);
  const auto affected = rpc::CallUnary(*rulebooks_, &RulebookService::Stub::ListAffectedFilings, request);
  ASSERT_TRUE(affected.ok()) << affected.status();
  EXPECT_EQ(affected->examined(), 2);
  ASSERT_EQ(affected->filings_size(), 1);
  EXPECT_EQ(affected->filings(0).filing(), draft.filing());
  EXPECT_EQ(affected->filings(0).error_count_after(), affected->filings(0).error_count() + 1);

  submission::v1::GetRuleStatisticsRequest year;
  year.set_year(2024);
  const auto statistics = rpc::CallUnary(*rulebooks_, &RulebookService::Stub::GetRuleStatistics, year);
  ASSERT_TRUE(statistics.ok()) << statistics.status();
  EXPECT_EQ(statistics->filings(), 2);
  const auto of_the_rule = std::find_if(statistics->rules().begin(), statistics->rules().end(),
                                        [](const auto& count) { return count.rule() == kRule; });
  ASSERT_NE(of_the_rule, statistics->rules().end());
  EXPECT_EQ(of_the_rule->filings(), 1);
}

}  // namespace
}  // namespace nianbao::integration
