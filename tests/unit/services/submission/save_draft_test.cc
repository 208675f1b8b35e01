#include "services/submission/domain/save_draft.h"

#include <gtest/gtest.h>

#include "tests/refusal.h"
#include "tests/unit/services/submission/suite.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;

class SaveDraftTest : public testing::Test {
 protected:
  // Expects a refusal that changes nothing.
  void ExpectRefused(const v1::SaveDraftRequest& request, StatusCode code, const std::string& reason) {
    const int64_t head = suite_.head();
    EXPECT_THAT(SaveDraft(suite_.deps(), kClerk, request), IsRefused(code, reason));
    EXPECT_EQ(suite_.head(), head);
  }

  Suite suite_;
};

TEST_F(SaveDraftTest, CreatesAFilingWithADraft) {
  const auto response = SaveDraft(suite_.deps(), kClerk, suite_.DraftRequest(kEdu, 3));
  ASSERT_THAT(response, IsOk());
  const v1::Revision& draft = response->filing().open_revision();
  EXPECT_EQ(draft.number(), 1);
  EXPECT_EQ(draft.state(), v1::Revision::STATE_DRAFT);
  EXPECT_EQ(draft.author(), "填报人");
  EXPECT_FALSE(draft.report_digest().empty());
  EXPECT_FALSE(draft.has_report()) << "answers to changes leave the report out";
  EXPECT_FALSE(response->filing().has_effective_revision());
  EXPECT_EQ(response->token().sequence(), suite_.head());

  const v1::Filing stored = suite_.Filing(kEdu);
  EXPECT_EQ(stored.open_revision().report().requests().received().natural_person(), 3);
  EXPECT_EQ(stored.etag(), response->filing().etag());
}

TEST_F(SaveDraftTest, SaysWhatADraftWouldComeToAndChangesNothing) {
  suite_.Draft(kEdu, 3);
  const int64_t head = suite_.head();
  v1::SaveDraftRequest request = suite_.DraftRequest(kEdu, 4);
  request.set_validate_only(true);
  const auto tried = SaveDraft(suite_.deps(), kClerk, request);
  ASSERT_THAT(tried, IsOk());
  EXPECT_TRUE(tried->filing().open_revision().has_verdict());
  EXPECT_EQ(tried->filing().etag(), request.etag());
  EXPECT_FALSE(tried->has_token());
  EXPECT_EQ(suite_.head(), head);
  EXPECT_EQ(suite_.Filing(kEdu).open_revision().report().requests().received().natural_person(), 3);

  request.set_validate_only(false);
  ASSERT_THAT(SaveDraft(suite_.deps(), kClerk, request), IsOk()) << "its request_id is still free";
  EXPECT_EQ(suite_.Filing(kEdu).open_revision().report().requests().received().natural_person(), 4);
}

TEST_F(SaveDraftTest, RefusesToTryWhatItWouldRefuse) {
  v1::SaveDraftRequest request = suite_.DraftRequest(kEdu, 3);
  request.set_validate_only(true);
  request.set_etag("1");
  ExpectRefused(request, StatusCode::kNotFound, "FILING_UNKNOWN");
  request.clear_request_id();
  ExpectRefused(request, StatusCode::kInvalidArgument, "FIELD_INVALID");
}

TEST_F(SaveDraftTest, WritesAnEventWithoutFigures) {
  const int64_t before = suite_.head();
  suite_.Draft(kEdu, 3);
  const auto records = suite_.EventsAfter(before);
  ASSERT_EQ(records.size(), 1u);
  const v1::FilingChange& change = records[0].event().filing();
  EXPECT_EQ(change.filing(), kEdu);
  EXPECT_EQ(change.organ(), "organs/edu");
  EXPECT_EQ(change.year(), 2024);
  EXPECT_EQ(change.scope(), form::v1::SCOPE_OWN);
  EXPECT_EQ(change.from(), v1::Revision::STATE_UNSPECIFIED);
  EXPECT_EQ(change.to(), v1::Revision::STATE_DRAFT);
  EXPECT_FALSE(change.has_cells());
  EXPECT_EQ(records[0].event().actor().name(), "填报人");
  EXPECT_FALSE(records[0].event().actor().authenticated());
}

TEST_F(SaveDraftTest, GivesANewEtagWithEverySave) {
  const std::string first = suite_.Draft(kEdu, 3).etag();
  const v1::Filing second = suite_.Draft(kEdu, 3);
  EXPECT_NE(first, second.etag());
  EXPECT_EQ(second.open_revision().number(), 1);
}

TEST_F(SaveDraftTest, ReadsAnUnstatedScopeAsOwnAndAnUnstatedEditionAsThatOf2021) {
  v1::SaveDraftRequest request = suite_.DraftRequest(kEdu, 3);
  request.mutable_report()->clear_scope();
  request.mutable_report()->clear_edition();
  ASSERT_THAT(SaveDraft(suite_.deps(), kClerk, request), IsOk());
  const v1::Filing filing = suite_.Filing(kEdu);
  EXPECT_EQ(filing.open_revision().report().scope(), form::v1::SCOPE_OWN);
  EXPECT_EQ(filing.open_revision().report().edition(), form::v1::EDITION_2021);
}

TEST_F(SaveDraftTest, KeepsWhatTheRulesSay) {
  suite_.validator.Find("row-sum", finding::v1::SEVERITY_ERROR);
  const v1::Filing filing = suite_.Draft(kEdu, 3);
  ASSERT_EQ(filing.open_revision().verdict().findings_size(), 1);
  EXPECT_EQ(filing.open_revision().verdict().findings(0).id(), "row-sum");
}

TEST_F(SaveDraftTest, SavesWithoutVerdictWhenTheRulesCannotBeAsked) {
  suite_.Draft(kEdu, 3);
  suite_.validator.failure = absl::UnavailableError("down");
  const v1::Filing filing = suite_.Draft(kEdu, 4);
  EXPECT_EQ(filing.open_revision().state(), v1::Revision::STATE_DRAFT);
  EXPECT_FALSE(filing.open_revision().has_verdict());
}

TEST_F(SaveDraftTest, ShowsTheRulesTheAcceptedReportOfTheYearBefore) {
  suite_.Submit("organs/edu/filings/2023-own", 7);
  suite_.Draft(kEdu, 3);
  EXPECT_EQ(suite_.validator.context_seen.prior_size(), 0) << "a submitted report is not yet accepted";
  suite_.Accept("organs/edu/filings/2023-own");
  suite_.Draft(kEdu, 3);
  ASSERT_EQ(suite_.validator.context_seen.prior_size(), 1);
  EXPECT_EQ(suite_.validator.context_seen.prior(0).requests().received().natural_person(), 7);
}

TEST_F(SaveDraftTest, MakesAReturnedRevisionADraftAgain) {
  suite_.Submit(kEdu, 3);
  suite_.Return(kEdu);
  const v1::Filing filing = suite_.Draft(kEdu, 4);
  EXPECT_EQ(filing.open_revision().number(), 1);
  EXPECT_EQ(filing.open_revision().state(), v1::Revision::STATE_DRAFT);
  EXPECT_EQ(filing.open_revision().return_reason(), "请核对新收件数");
}

TEST_F(SaveDraftTest, TakesTheSubmitterOffADraft) {
  suite_.Submit(kEdu, 3);
  suite_.Return(kEdu);
  const v1::Revision draft = suite_.Draft(kEdu, 4).open_revision();
  EXPECT_EQ(draft.submitter(), "");
  EXPECT_FALSE(draft.has_submit_time());
}

TEST_F(SaveDraftTest, RefusesAReportThatPrintsTheNameOfAnotherOrgan) {
  v1::SaveDraftRequest request = suite_.DraftRequest(kEdu, 3);
  request.mutable_report()->set_organ_name("park局");
  ExpectRefused(request, StatusCode::kInvalidArgument, "REPORT_MISMATCH");
  const absl::Status status = SaveDraft(suite_.deps(), kClerk, request).status();
  EXPECT_EQ(status::MetaOf(status, "field"), "organ_name");
  EXPECT_EQ(status::MetaOf(status, "report"), "park局");
  EXPECT_EQ(status::MetaOf(status, "filing"), "edu局");
  request.mutable_report()->set_organ_name("某市edu局");
  EXPECT_THAT(SaveDraft(suite_.deps(), kClerk, request), IsOk());
}

TEST_F(SaveDraftTest, OpensACorrectionBesideTheEffectiveRevision) {
  suite_.Submit(kEdu, 3);
  suite_.Accept(kEdu);
  const v1::Filing filing = suite_.Draft(kEdu, 4);
  EXPECT_EQ(filing.effective_revision().number(), 1);
  EXPECT_EQ(filing.effective_revision().state(), v1::Revision::STATE_ACCEPTED);
  EXPECT_EQ(filing.open_revision().number(), 2);
}

TEST_F(SaveDraftTest, RefusesAnUnknownOrgan) {
  ExpectRefused(suite_.DraftRequest("organs/nobody/filings/2024-own", 1), StatusCode::kNotFound, "ORGAN_UNKNOWN");
}

TEST_F(SaveDraftTest, RefusesAScopeTheOrganDoesNotOwe) {
  ExpectRefused(suite_.DraftRequest("organs/edu/filings/2024-rollup", 1), StatusCode::kFailedPrecondition,
                "SCOPE_NOT_DUE");
  ExpectRefused(suite_.DraftRequest("organs/city/filings/2024-own", 1), StatusCode::kFailedPrecondition,
                "SCOPE_NOT_DUE");
  EXPECT_THAT(SaveDraft(suite_.deps(), kClerk, suite_.DraftRequest("organs/park/filings/2024-rollup", 1)), IsOk());
}

TEST_F(SaveDraftTest, RefusesAReportOfAnotherYear) {
  v1::SaveDraftRequest request = suite_.DraftRequest(kEdu, 3);
  request.mutable_report()->set_year(2023);
  ExpectRefused(request, StatusCode::kInvalidArgument, "REPORT_MISMATCH");
  const absl::Status status = SaveDraft(suite_.deps(), kClerk, request).status();
  EXPECT_EQ(status::MetaOf(status, "report"), "2023");
  EXPECT_EQ(status::MetaOf(status, "filing"), "2024");
}

TEST_F(SaveDraftTest, RefusesAReportOfAnotherScope) {
  v1::SaveDraftRequest request = suite_.DraftRequest(kEdu, 3);
  request.mutable_report()->set_scope(form::v1::SCOPE_ROLL_UP);
  ExpectRefused(request, StatusCode::kInvalidArgument, "REPORT_MISMATCH");
}

TEST_F(SaveDraftTest, RefusesAReportThatContradictsItself) {
  v1::SaveDraftRequest request = suite_.DraftRequest(kEdu, 3);
  form::v1::CellMark& mark = *request.mutable_report()->add_marks();
  mark.set_cell("requests.received.natural_person");
  mark.set_state(form::v1::CellMark::STATE_NOT_APPLICABLE);
  const int64_t head = suite_.head();
  const auto response = SaveDraft(suite_.deps(), kClerk, request);
  EXPECT_EQ(response.status().code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(status::ReasonOf(response.status()), "REPORT_MALFORMED");
  EXPECT_EQ(suite_.head(), head);
}

TEST_F(SaveDraftTest, RefusesASecondFilingForTheSameOrganYearAndScope) {
  suite_.Draft(kEdu, 3);
  v1::SaveDraftRequest request = suite_.DraftRequest(kEdu, 4);
  request.clear_etag();
  ExpectRefused(request, StatusCode::kAlreadyExists, "FILING_EXISTS");
}

TEST_F(SaveDraftTest, RefusesAStaleEtagAndNamesTheCurrentOne) {
  suite_.Draft(kEdu, 3);
  const v1::SaveDraftRequest stale = suite_.DraftRequest(kEdu, 4);
  const std::string current = suite_.Draft(kEdu, 5).etag();
  ExpectRefused(stale, StatusCode::kAborted, "ETAG_MISMATCH");
  EXPECT_EQ(status::MetaOf(SaveDraft(suite_.deps(), kClerk, stale).status(), "currentEtag"), current);
}

TEST_F(SaveDraftTest, RefusesAnEtagForAFilingThatIsNotThere) {
  v1::SaveDraftRequest request = suite_.DraftRequest(kEdu, 3);
  request.set_etag("\"1\"");
  ExpectRefused(request, StatusCode::kNotFound, "FILING_UNKNOWN");
}

TEST_F(SaveDraftTest, RefusesToChangeWhatIsUnderReview) {
  suite_.Submit(kEdu, 3);
  ExpectRefused(suite_.DraftRequest(kEdu, 4), StatusCode::kFailedPrecondition, "STATE_NOT_ALLOWED");
}

TEST_F(SaveDraftTest, RefusesAMalformedName) {
  v1::SaveDraftRequest request = suite_.DraftRequest(kEdu, 3);
  request.set_filing("edu-2024");
  ExpectRefused(request, StatusCode::kInvalidArgument, "FIELD_INVALID");
}

}  // namespace
}  // namespace nianbao::submission
