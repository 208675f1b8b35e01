// The reads: filings, revisions, the queue, organs and who has filed.
#include <gtest/gtest.h>

#include "services/submission/domain/get_completeness.h"
#include "services/submission/domain/get_filing.h"
#include "services/submission/domain/get_organ.h"
#include "services/submission/domain/list_filings.h"
#include "services/submission/domain/list_organs.h"
#include "services/submission/domain/list_review_queue.h"
#include "services/submission/domain/list_revisions.h"
#include "services/submission/domain/submit_filing.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/suite.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;
using testing::ElementsAre;
using testing::IsEmpty;

template <typename Filings>
std::vector<std::string> Names(const Filings& filings) {
  std::vector<std::string> names;
  for (const auto& filing : filings) names.push_back(filing.name());
  return names;
}

TEST(GetFiling, ShowsBothReports) {
  Suite suite;
  suite.Submit(kEdu, 3);
  suite.Accept(kEdu);
  suite.Draft(kEdu, 4);
  v1::GetFilingRequest request;
  request.set_name(kEdu);
  const auto response = GetFiling(*suite.store, request);
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->filing().effective_revision().report().requests().received().natural_person(), 3);
  EXPECT_EQ(response->filing().open_revision().report().requests().received().natural_person(), 4);
}

TEST(GetFiling, RefusesAnUnknownFilingAndAMalformedName) {
  Suite suite;
  v1::GetFilingRequest request;
  request.set_name(kEdu);
  EXPECT_THAT(GetFiling(*suite.store, request), IsRefused(StatusCode::kNotFound, "FILING_UNKNOWN"));
  request.set_name("2024");
  EXPECT_THAT(GetFiling(*suite.store, request), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
}

TEST(GetFiling, ShowsTheFieldsOfTheMaskOnly) {
  Suite suite;
  suite.Submit(kEdu, 3);
  v1::GetFilingRequest request;
  request.set_name(kEdu);
  request.mutable_read_mask()->add_paths("name");
  request.mutable_read_mask()->add_paths("open_revision.state");
  v1::Filing expected;
  expected.set_name(kEdu);
  expected.mutable_open_revision()->set_state(v1::Revision::STATE_SUBMITTED);
  EXPECT_EQ(GetFiling(*suite.store, request)->filing().SerializeAsString(), expected.SerializeAsString());
  request.mutable_read_mask()->add_paths("*");
  EXPECT_EQ(GetFiling(*suite.store, request)->filing().SerializeAsString(), suite.Filing(kEdu).SerializeAsString());
}

TEST(GetFiling, NamesEveryUnknownPathOfTheMask) {
  Suite suite;
  suite.Submit(kEdu, 3);
  v1::GetFilingRequest request;
  request.set_name(kEdu);
  for (const char* path : {"name", "colour", "open_revision.documents.name", ""}) {
    request.mutable_read_mask()->add_paths(path);
  }
  const absl::Status refusal = GetFiling(*suite.store, request).status();
  EXPECT_THAT(refusal, IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
  EXPECT_EQ(status::ChineseOf(refusal),
            "要查看的字段“colour”不存在；要查看的字段“open_revision.documents.name”不存在；要查看的字段“”不存在。");
}

TEST(ListRevisions, ShowsEveryRevisionWithItsReport) {
  Suite suite;
  suite.Submit(kEdu, 3);
  suite.Accept(kEdu);
  suite.Draft(kEdu, 4);
  v1::ListRevisionsRequest request;
  request.set_filing(kEdu);
  const auto response = ListRevisions(*suite.store, request);
  ASSERT_THAT(response, IsOk());
  ASSERT_EQ(response->revisions_size(), 2);
  EXPECT_EQ(response->revisions(0).report().requests().received().natural_person(), 3);
  EXPECT_EQ(response->revisions(1).state(), v1::Revision::STATE_DRAFT);
  request.set_filing(kParkOwn);
  EXPECT_THAT(ListRevisions(*suite.store, request), IsRefused(StatusCode::kNotFound, "FILING_UNKNOWN"));
}

TEST(ListRevisions, ShowsThemPageByPage) {
  Suite suite;
  for (int received = 1; received <= 6; ++received) {
    suite.Submit(kEdu, received, received == 1 ? "" : "漏计");
    suite.Accept(kEdu);
  }
  v1::ListRevisionsRequest request;
  request.set_filing(kEdu);
  request.set_page_size(5);
  request.mutable_read_mask()->add_paths("report");
  const auto first = ListRevisions(*suite.store, request);
  ASSERT_THAT(first, IsOk());
  ASSERT_EQ(first->revisions_size(), 5);
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(first->revisions(i).number(), 0) << "not asked for";
    EXPECT_EQ(first->revisions(i).report().requests().received().natural_person(), i + 1);
  }
  ASSERT_FALSE(first->next_page_token().empty());
  request.set_page_token(first->next_page_token());
  const auto second = ListRevisions(*suite.store, request);
  ASSERT_THAT(second, IsOk());
  ASSERT_EQ(second->revisions_size(), 1);
  EXPECT_EQ(second->revisions(0).report().requests().received().natural_person(), 6);
  EXPECT_TRUE(second->next_page_token().empty());
}

TEST(ListRevisions, EndsWithAPageThatIsJustFull) {
  Suite suite;
  suite.Submit(kEdu, 1);
  suite.Accept(kEdu);
  suite.Draft(kEdu, 2);
  v1::ListRevisionsRequest request;
  request.set_filing(kEdu);
  request.set_page_size(2);
  EXPECT_EQ(ListRevisions(*suite.store, request)->revisions_size(), 2);
  EXPECT_EQ(ListRevisions(*suite.store, request)->next_page_token(), "");
}

TEST(ListRevisions, ShowsAHundredUnlessAskedForOthersAndNeverMoreThanAThousand) {
  Suite suite;
  suite.Draft(kEdu, 1);
  FilingSnapshot snapshot = **suite.store->FindFiling(kEdu);
  Changeset changes;
  changes.request = {kClerk.name, "Many", "many", "digest"};
  FilingWrite& write = changes.filings.emplace_back();
  write.expected_version = snapshot.version;
  write.revision_count = 1001;
  for (int number = 2; number <= write.revision_count; ++number) {
    write.revisions.push_back(snapshot.filing.open_revision());
    write.revisions.back().set_number(number);
  }
  write.filing = std::move(snapshot.filing);
  changes.events.emplace_back();
  changes.reply = [](const v1::EventToken&) { return ""; };
  ASSERT_THAT(suite.store->Commit(changes), IsOk());
  v1::ListRevisionsRequest request;
  request.set_filing(kEdu);
  request.mutable_read_mask()->add_paths("number");
  EXPECT_EQ(ListRevisions(*suite.store, request)->revisions_size(), 100);
  request.set_page_size(5000);
  EXPECT_EQ(ListRevisions(*suite.store, request)->revisions_size(), 1000);
}

TEST(ListRevisions, PutsNoMoreIntoAPageThanAMessageHolds) {
  constexpr size_t kMessageBytesMax = 24 << 20;
  constexpr size_t kTextBytes = 3 << 20;
  Suite suite;
  for (int received = 1; received <= 9; ++received) {
    v1::SubmitFilingRequest request = suite.SubmitRequest(kEdu, received);
    request.mutable_report()->mutable_narrative()->set_overview(std::string(kTextBytes, 'x'));
    request.set_correction_reason("漏计");
    ASSERT_THAT(SubmitFiling(suite.deps(), kClerk, request), IsOk());
    suite.Accept(kEdu);
  }
  v1::ListRevisionsRequest request;
  request.set_filing(kEdu);
  std::vector<int> numbers;
  do {
    const auto page = ListRevisions(*suite.store, request);
    ASSERT_THAT(page, IsOk());
    EXPECT_LT(page->ByteSizeLong(), kMessageBytesMax);
    for (const v1::Revision& revision : page->revisions()) numbers.push_back(revision.number());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(numbers, ElementsAre(1, 2, 3, 4, 5, 6, 7, 8, 9));
}

TEST(ListRevisions, RefusesTokensAndMasksThatAreNone) {
  Suite suite;
  suite.Submit(kEdu, 1);
  v1::ListRevisionsRequest request;
  request.set_filing(kEdu);
  for (const char* token : {"x", "0", "-1", "99999999999"}) {
    request.set_page_token(token);
    EXPECT_THAT(ListRevisions(*suite.store, request), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"))
        << token;
  }
  request.clear_page_token();
  request.mutable_read_mask()->add_paths("open_revision");
  EXPECT_THAT(ListRevisions(*suite.store, request), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
}

TEST(ListFilings, ShowsTheFieldsOfTheMaskOnlyAndTurnsPagesAllTheSame) {
  Suite suite;
  suite.Submit(kEdu, 3);
  suite.Submit(kParkOwn, 3);
  v1::ListFilingsRequest request;
  request.set_page_size(1);
  request.mutable_read_mask()->add_paths("open_revision.state");
  const auto first = ListFilings(*suite.store, request);
  ASSERT_THAT(first, IsOk());
  v1::Filing expected;
  expected.mutable_open_revision()->set_state(v1::Revision::STATE_SUBMITTED);
  EXPECT_EQ(first->filings(0).SerializeAsString(), expected.SerializeAsString());
  EXPECT_EQ(first->next_page_token(), kEdu);
  request.mutable_read_mask()->add_paths("reports");
  EXPECT_THAT(ListFilings(*suite.store, request), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
}

TEST(ListFilings, GoesByNamePageByPage) {
  Suite suite;
  for (const char* name : {kParkRollUp, kEdu, kParkOwn}) suite.Draft(name, 1);
  v1::ListFilingsRequest request;
  request.set_page_size(2);
  const auto first = ListFilings(*suite.store, request);
  ASSERT_THAT(first, IsOk());
  EXPECT_THAT(Names(first->filings()), ElementsAre(kEdu, kParkOwn));
  request.set_page_token(first->next_page_token());
  const auto second = ListFilings(*suite.store, request);
  EXPECT_THAT(Names(second->filings()), ElementsAre(kParkRollUp));
  EXPECT_EQ(second->next_page_token(), "");
}

TEST(ListFilings, FiltersBySubtreeAndYear) {
  Suite suite;
  for (const char* name : {kEdu, "organs/edu/filings/2023-own", "organs/city/filings/2024-rollup"})
    suite.Draft(name, 1);
  v1::ListFilingsRequest request;
  request.set_node("organs/edu");
  EXPECT_THAT(Names(ListFilings(*suite.store, request)->filings()), ElementsAre("organs/edu/filings/2023-own", kEdu));
  request.set_year(2024);
  EXPECT_THAT(Names(ListFilings(*suite.store, request)->filings()), ElementsAre(kEdu));
  request.set_node("organs/city");
  EXPECT_THAT(Names(ListFilings(*suite.store, request)->filings()),
              ElementsAre("organs/city/filings/2024-rollup", kEdu));
  request.set_node("organs/nobody");
  EXPECT_THAT(ListFilings(*suite.store, request), IsRefused(StatusCode::kNotFound, "ORGAN_UNKNOWN"));
}

TEST(ListFilings, LeavesReportsAndFindingsOut) {
  Suite suite;
  suite.validator.Find("row-sum", finding::v1::SEVERITY_ERROR);
  suite.validator.verdict.set_error_count(1);
  suite.Draft(kEdu, 1);
  const auto response = ListFilings(*suite.store, {});
  const v1::Revision& revision = response->filings(0).open_revision();
  EXPECT_FALSE(revision.has_report());
  EXPECT_THAT(revision.verdict().findings(), IsEmpty());
  EXPECT_EQ(revision.verdict().error_count(), 1);
}

TEST(ListReviewQueue, HoldsWhatWasSubmittedOldestFirst) {
  Suite suite;
  suite.Submit(kParkOwn, 1);
  suite.clock.now += absl::Minutes(1);
  suite.Submit(kEdu, 1);
  suite.clock.now += absl::Minutes(1);
  suite.Submit(kParkRollUp, 1);
  suite.Return(kParkRollUp);
  suite.Draft("organs/edu/filings/2023-own", 1);
  EXPECT_THAT(Names(ListReviewQueue(*suite.store, {})->filings()), ElementsAre(kParkOwn, kEdu));
  v1::ListReviewQueueRequest request;
  request.set_node("organs/edu");
  EXPECT_THAT(Names(ListReviewQueue(*suite.store, request)->filings()), ElementsAre(kEdu));
  request.set_year(2023);
  EXPECT_THAT(Names(ListReviewQueue(*suite.store, request)->filings()), IsEmpty());
  request.set_node("organs/nobody");
  EXPECT_THAT(ListReviewQueue(*suite.store, request), IsRefused(StatusCode::kNotFound, "ORGAN_UNKNOWN"));
}

TEST(ListReviewQueue, ComesInPagesAlsoOfWhatWasSubmittedAtOneMoment) {
  Suite suite;
  for (const char* name : {kParkOwn, kEdu, kParkRollUp}) suite.Submit(name, 1);
  suite.clock.now += absl::Minutes(1);
  suite.Submit("organs/edu/filings/2023-own", 1);
  v1::ListReviewQueueRequest request;
  const std::vector<std::string> whole = Names(ListReviewQueue(*suite.store, request)->filings());
  EXPECT_EQ(whole.size(), 4U);
  for (const int size : {1, 2, 3, 4}) {
    request.set_page_size(size);
    request.clear_page_token();
    std::vector<std::string> paged;
    do {
      const auto page = ListReviewQueue(*suite.store, request);
      ASSERT_THAT(page, IsOk());
      EXPECT_LE(page->filings_size(), size);
      for (const std::string& name : Names(page->filings())) paged.push_back(name);
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    EXPECT_EQ(paged, whole) << size;
  }
  for (const char* token : {"x", "x:organs/edu/filings/2024-own", "17"}) {
    request.set_page_token(token);
    EXPECT_THAT(ListReviewQueue(*suite.store, request), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
  }
}

TEST(GetOrgan, FindsAnOrganOrSaysThatThereIsNone) {
  Suite suite;
  directory::v1::GetOrganRequest request;
  request.set_name("organs/edu");
  EXPECT_EQ(GetOrgan(*suite.store, request)->organ().parent(), "organs/city");
  request.set_name("organs/nobody");
  EXPECT_THAT(GetOrgan(*suite.store, request), IsRefused(StatusCode::kNotFound, "ORGAN_UNKNOWN"));
}

TEST(ListOrgans, GoesDownTheTreePageByPage) {
  Suite suite;
  directory::v1::ListOrgansRequest request;
  request.set_node("organs/city");
  request.set_page_size(2);
  const auto first = ListOrgans(*suite.store, request);
  ASSERT_THAT(first, IsOk());
  EXPECT_THAT(Names(first->organs()), ElementsAre("organs/city", "organs/edu"));
  request.set_page_token(first->next_page_token());
  const auto second = ListOrgans(*suite.store, request);
  EXPECT_THAT(Names(second->organs()), ElementsAre("organs/park"));
  EXPECT_EQ(second->next_page_token(), "");
  request.set_page_token("organs/nobody");
  EXPECT_THAT(ListOrgans(*suite.store, request), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
  request.clear_page_token();
  request.set_page_size(-1);
  EXPECT_THAT(ListOrgans(*suite.store, request), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
  request.set_page_size(0);
  request.set_node("organs/nobody");
  EXPECT_THAT(ListOrgans(*suite.store, request), IsRefused(StatusCode::kNotFound, "ORGAN_UNKNOWN"));
}

TEST(GetCompleteness, ListsEveryExpectedFiling) {
  Suite suite;
  suite.Submit(kParkRollUp, 1);
  suite.Draft("organs/edu/filings/2023-own", 1);
  directory::v1::GetCompletenessRequest request;
  request.set_node("organs/city");
  request.set_year(2024);
  const auto response = GetCompleteness(*suite.store, suite.clock, request);
  ASSERT_THAT(response, IsOk());
  std::vector<std::string> lines;
  for (const auto& expected : response->statuses()) {
    lines.push_back(expected.organ().name() + " " + form::v1::Scope_Name(expected.scope()) + " " +
                    v1::Revision::State_Name(expected.filing().open_revision().state()));
  }
  EXPECT_THAT(lines,
              ElementsAre("organs/city SCOPE_ROLL_UP STATE_UNSPECIFIED", "organs/edu SCOPE_OWN STATE_UNSPECIFIED",
                          "organs/park SCOPE_OWN STATE_UNSPECIFIED", "organs/park SCOPE_ROLL_UP STATE_SUBMITTED"));
  EXPECT_FALSE(response->statuses(1).has_filing());
}

TEST(GetCompleteness, RefusesAnUnknownNodeAndAYearWithoutForm) {
  Suite suite;
  directory::v1::GetCompletenessRequest request;
  request.set_node("organs/nobody");
  request.set_year(2024);
  EXPECT_THAT(GetCompleteness(*suite.store, suite.clock, request), IsRefused(StatusCode::kNotFound, "ORGAN_UNKNOWN"));
  request.set_node("organs/city");
  request.set_year(2020);
  EXPECT_THAT(GetCompleteness(*suite.store, suite.clock, request),
              IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
}

}  // namespace
}  // namespace nianbao::submission
