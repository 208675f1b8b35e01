// Looking at rules and changing them while they are in office.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/rulebook/compile.h"
#include "services/submission/domain/get_rule_statistics.h"
#include "services/submission/domain/get_rulebook.h"
#include "services/submission/domain/list_affected_filings.h"
#include "services/submission/domain/set_rule_status.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/suite.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;
using testing::ElementsAre;
using validation::v1::Rule;

constexpr char kRule[] = "requests.carry_over";

// Finds an error by kRule in every report with an odd figure, unless the rule is off.
class OddIsWrong final : public Validator {
 public:
  absl::StatusOr<validation::v1::Verdict> Validate(const Question& question) override {
    validation::v1::Verdict verdict;
    const int64_t received = question.report.requests().received().natural_person();
    for (const Rule& rule : question.rulebook.rulebook.rules()) {
      const bool found = rule.id() == kRule && rule.status() != Rule::STATUS_OFF && received % 2 == 1;
      if (found && rule.severity() == finding::v1::SEVERITY_ERROR) verdict.set_error_count(1);
      if (found && rule.severity() == finding::v1::SEVERITY_WARNING) verdict.set_warning_count(1);
    }
    return verdict;
  }
};

class RulebookOperationsTest : public testing::Test {
 protected:
  std::string ActiveDigest() { return suite_.store->ActiveRulebook().value()->digest; }
  v1::SetRuleStatusRequest TurnOff() {
    v1::SetRuleStatusRequest request;
    request.set_request_id(suite_.NewRequestId());
    request.set_rule(kRule);
    request.set_status(Rule::STATUS_OFF);
    request.set_reason("口径调整");
    request.set_digest(ActiveDigest());
    return request;
  }
  absl::StatusOr<v1::SetRuleStatusResponse> Set(const v1::SetRuleStatusRequest& request) {
    return SetRuleStatus(suite_.deps(), kReviewer, request);
  }
  void ExpectRefused(const v1::SetRuleStatusRequest& request, StatusCode code, const std::string& reason) {
    const int64_t head = suite_.head();
    EXPECT_THAT(Set(request), IsRefused(code, reason));
    EXPECT_EQ(suite_.head(), head);
  }

  Suite suite_;
};

TEST_F(RulebookOperationsTest, ShowTheRulebookInForceAndEarlierOnes) {
  const std::string first = ActiveDigest();
  ASSERT_THAT(Set(TurnOff()), IsOk());
  const auto active = GetRulebook(*suite_.store, {});
  ASSERT_THAT(active, IsOk());
  EXPECT_EQ(active->digest(), ActiveDigest());
  EXPECT_NE(active->digest(), first);
  v1::GetActiveRulebookRequest request;
  request.set_digest(first);
  const auto earlier = GetRulebook(*suite_.store, request);
  ASSERT_THAT(earlier, IsOk());
  EXPECT_EQ(rulebook::DigestOf(earlier->rulebook()), first);
  request.set_digest("elsewhere");
  EXPECT_THAT(GetRulebook(*suite_.store, request), IsRefused(StatusCode::kNotFound, "RULEBOOK_UNKNOWN"));
}

TEST_F(RulebookOperationsTest, TurnARuleOffForTheNextVerdictAndSayWhoAndWhy) {
  const int64_t before = suite_.head();
  const auto response = Set(TurnOff());
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->rule().status(), Rule::STATUS_OFF);
  EXPECT_EQ(response->digest(), ActiveDigest());
  EXPECT_EQ(response->token().sequence(), suite_.head());
  const auto records = suite_.EventsAfter(before);
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].event().actor().name(), kReviewer.name);
  const v1::RulebookChange& change = records[0].event().rulebook();
  EXPECT_EQ(change.rule(), kRule);
  EXPECT_EQ(change.status(), Rule::STATUS_OFF);
  EXPECT_EQ(change.reason(), "口径调整");
  EXPECT_EQ(change.digest(), response->digest());
  EXPECT_EQ(change.version(), response->version());
  suite_.Draft(kEdu, 3);
  EXPECT_EQ(suite_.validator.rulebook_seen, response->digest());
}

TEST_F(RulebookOperationsTest, ChangeARuleOnce) {
  const v1::SetRuleStatusRequest request = TurnOff();
  const auto first = Set(request);
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(Set(request)->SerializeAsString(), first->SerializeAsString());
}

TEST_F(RulebookOperationsTest, RefuseAChangeWithoutReasonOrDigest) {
  v1::SetRuleStatusRequest request = TurnOff();
  request.set_reason(" ");
  ExpectRefused(request, StatusCode::kInvalidArgument, "FIELD_INVALID");
  request = TurnOff();
  request.clear_digest();
  ExpectRefused(request, StatusCode::kInvalidArgument, "FIELD_INVALID");
}

TEST_F(RulebookOperationsTest, RefuseAChangeThatIsNone) {
  v1::SetRuleStatusRequest request = TurnOff();
  request.set_status(Rule::STATUS_ACTIVE);
  ExpectRefused(request, StatusCode::kInvalidArgument, "FIELD_INVALID");
  request = TurnOff();
  request.set_rule("no.such_rule");
  ExpectRefused(request, StatusCode::kNotFound, "RULE_UNKNOWN");
}

TEST_F(RulebookOperationsTest, RefuseAChangeDecidedOnAnEarlierRulebook) {
  v1::SetRuleStatusRequest late = TurnOff();
  late.set_status(Rule::STATUS_UNSPECIFIED);
  late.set_severity(finding::v1::SEVERITY_ERROR);
  ASSERT_THAT(Set(TurnOff()), IsOk());
  ExpectRefused(late, StatusCode::kAborted, "RULEBOOK_CHANGED");
  late.set_digest(ActiveDigest());
  EXPECT_THAT(Set(late), IsOk());
}

TEST_F(RulebookOperationsTest, ListTheFilingsThatAChangeWouldAffectPageByPage) {
  suite_.Draft("organs/edu/filings/2023-own", 1);
  suite_.Draft(kEdu, 1);
  suite_.Draft("organs/park/filings/2024-own", 2);
  suite_.Draft("organs/park/filings/2024-rollup", 3);
  OddIsWrong validator;
  const Deps deps = {*suite_.store, validator, suite_.clock};
  v1::ListAffectedFilingsRequest request;
  request.set_rule(kRule);
  request.set_status(Rule::STATUS_OFF);
  request.set_year(2024);
  request.set_page_size(2);
  const int64_t head = suite_.head();
  const auto first = ListAffectedFilings(deps, request);
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(first->examined(), 2);
  ASSERT_EQ(first->filings_size(), 1);
  EXPECT_EQ(first->filings(0).filing(), kEdu);
  EXPECT_EQ(first->filings(0).revision(), 1);
  EXPECT_EQ(first->filings(0).warning_count(), 1);
  EXPECT_EQ(first->filings(0).warning_count_after(), 0);
  request.set_page_token(first->next_page_token());
  request.set_status(Rule::STATUS_UNSPECIFIED);
  request.set_severity(finding::v1::SEVERITY_ERROR);
  const auto second = ListAffectedFilings(deps, request);
  ASSERT_THAT(second, IsOk());
  ASSERT_EQ(second->filings_size(), 1);
  EXPECT_EQ(second->filings(0).filing(), "organs/park/filings/2024-rollup");
  EXPECT_EQ(second->filings(0).error_count(), 0);
  EXPECT_EQ(second->filings(0).error_count_after(), 1);
  EXPECT_EQ(second->next_page_token(), "");
  EXPECT_EQ(suite_.head(), head) << "asking changes nothing";
}

TEST_F(RulebookOperationsTest, RefuseToListWhatTheRulesCannotBeAskedAbout) {
  suite_.Draft(kEdu, 1);
  suite_.validator.failure = absl::UnavailableError("down");
  v1::ListAffectedFilingsRequest request;
  request.set_rule(kRule);
  request.set_status(Rule::STATUS_OFF);
  request.set_year(2024);
  EXPECT_THAT(ListAffectedFilings(suite_.deps(), request),
              IsRefused(StatusCode::kUnavailable, "VALIDATION_UNAVAILABLE"));
  request.set_rule("no.such_rule");
  EXPECT_THAT(ListAffectedFilings(suite_.deps(), request), IsRefused(StatusCode::kNotFound, "RULE_UNKNOWN"));
  request.set_year(1999);
  EXPECT_THAT(ListAffectedFilings(suite_.deps(), request), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
}

TEST_F(RulebookOperationsTest, CountTheFilingsOfEachRule) {
  suite_.validator.Find("late", finding::v1::SEVERITY_INFO);
  suite_.Draft(kEdu, 1);
  suite_.validator.Find("alike", finding::v1::SEVERITY_WARNING);
  suite_.Draft("organs/park/filings/2024-own", 1);
  v1::GetRuleStatisticsRequest request;
  request.set_year(2024);
  const auto statistics = GetRuleStatistics(*suite_.store, request);
  ASSERT_THAT(statistics, IsOk());
  EXPECT_EQ(statistics->filings(), 2);
  ASSERT_EQ(statistics->rules_size(), 2);
  EXPECT_EQ(statistics->rules(0).rule(), "late");
  EXPECT_EQ(statistics->rules(0).filings(), 2);
  EXPECT_EQ(statistics->rules(1).filings(), 1);
  request.set_year(0);
  EXPECT_THAT(GetRuleStatistics(*suite_.store, request), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
}

}  // namespace
}  // namespace nianbao::submission
