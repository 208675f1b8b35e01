// Who has filed, whether in time, and who is to be called.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/submission/domain/change_organ.h"
#include "services/submission/domain/deadlines.h"
#include "services/submission/domain/get_completeness.h"
#include "services/submission/domain/import_organs.h"
#include "services/submission/domain/list_deadlines.h"
#include "services/submission/domain/list_overdue.h"
#include "services/submission/domain/set_deadline.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/suite.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;
using directory::v1::FilingCounts;
using directory::v1::FilingStatus;
using testing::ElementsAre;

constexpr char kCityRollUp[] = "organs/city/filings/2024-rollup";

// city (roll-up) above edu (own) and park (both); the clock stands at 15 January 2025.
class CompletenessTest : public testing::Test {
 protected:
  void SetTime(const std::string& time) {
    ASSERT_TRUE(absl::ParseTime(absl::RFC3339_full, time, &suite_.clock.now, nullptr));
  }
  directory::v1::GetCompletenessResponse Completeness(const std::string& node = "") {
    directory::v1::GetCompletenessRequest request;
    request.set_year(2024);
    request.set_node(node);
    return GetCompleteness(*suite_.store, suite_.clock, request).value();
  }
  directory::v1::ListOverdueResponse Overdue(const std::string& node = "") {
    directory::v1::ListOverdueRequest request;
    request.set_year(2024);
    request.set_node(node);
    return ListOverdue(*suite_.store, suite_.clock, request).value();
  }
  absl::StatusOr<directory::v1::SetDeadlineResponse> SetDay(const std::string& id, const std::string& day,
                                                            form::v1::Scope scope = form::v1::SCOPE_OWN,
                                                            const std::string& reason = "春节前完成") {
    directory::v1::SetDeadlineRequest request;
    request.set_request_id(suite_.NewRequestId());
    request.mutable_deadline()->set_node("organs/" + id);
    request.mutable_deadline()->set_year(2024);
    request.mutable_deadline()->set_scope(scope);
    request.mutable_deadline()->set_day(day);
    request.mutable_deadline()->set_reason(reason);
    return SetDeadline(suite_.deps(), kReviewer, request);
  }
  // As "node scope", page by page.
  std::vector<std::string> DeadlinesByPage(int page_size) {
    directory::v1::ListDeadlinesRequest request;
    request.set_year(2024);
    request.set_page_size(page_size);
    std::vector<std::string> deadlines;
    do {
      const auto page = ListDeadlines(*suite_.store, request).value();
      EXPECT_LE(page.deadlines_size(), page_size == 0 ? 100 : page_size);
      EXPECT_GT(page.deadlines_size(), 0) << "no empty page comes after one that is full";
      EXPECT_LT(page.ByteSizeLong(), (1u << 20) + 4096);
      for (const auto& deadline : page.deadlines()) {
        deadlines.push_back(absl::StrCat(deadline.node(), " ", deadline.scope()));
      }
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return deadlines;
  }
  // "timeliness" of each expected filing, in the order city, edu, park own, park rollup.
  std::vector<std::string> Timeliness() {
    std::vector<std::string> words;
    const directory::v1::GetCompletenessResponse response = Completeness();
    for (const FilingStatus& status : response.statuses()) {
      words.push_back(FilingStatus::Timeliness_Name(status.timeliness()).substr(11) +
                      (status.overdue() ? " overdue" : ""));
    }
    return words;
  }
  // expected, filed, on time, late, returned, accepted, overdue.
  static std::vector<int> Numbers(const FilingCounts& counts) {
    return {counts.expected(), counts.filed(),    counts.on_time(), counts.late(),
            counts.returned(), counts.accepted(), counts.overdue()};
  }

  Suite suite_;
};

TEST_F(CompletenessTest, TellsOnTimeFromLateAtMidnightInShanghai) {
  SetTime("2025-01-31T15:59:59Z");
  suite_.Submit(kEdu, 1);
  EXPECT_THAT(Timeliness(), ElementsAre("PENDING", "ON_TIME", "PENDING", "PENDING"));
  SetTime("2025-01-31T16:00:00Z");
  suite_.Submit(kParkOwn, 1);
  EXPECT_THAT(Timeliness(), ElementsAre("PENDING", "ON_TIME", "LATE", "PENDING"));
  SetTime("2025-03-31T16:00:00Z");
  EXPECT_THAT(Timeliness(), ElementsAre("OVERDUE overdue", "ON_TIME", "LATE", "OVERDUE overdue"));
}

TEST_F(CompletenessTest, CountsForTheNodeAndEachChild) {
  suite_.Submit(kEdu, 1);
  suite_.Accept(kEdu);
  suite_.Submit(kParkRollUp, 1);
  SetTime("2025-02-01T00:00:00Z");
  suite_.Submit(kParkOwn, 1);
  suite_.Return(kParkOwn);
  const auto response = Completeness("organs/city");
  EXPECT_THAT(Numbers(response.counts()), ElementsAre(4, 2, 2, 1, 1, 1, 1));
  ASSERT_EQ(response.children_size(), 2);
  EXPECT_EQ(response.children(0).organ().name(), "organs/edu");
  EXPECT_THAT(Numbers(response.children(0).counts()), ElementsAre(1, 1, 1, 0, 0, 1, 0));
  EXPECT_EQ(response.children(1).organ().name(), "organs/park");
  EXPECT_THAT(Numbers(response.children(1).counts()), ElementsAre(2, 1, 1, 1, 1, 0, 1));
  EXPECT_EQ(response.day(), "2025-02-01");
  ASSERT_EQ(Completeness().children_size(), 1);
  EXPECT_THAT(Numbers(Completeness().children(0).counts()), ElementsAre(4, 2, 2, 1, 1, 1, 1));
}

TEST_F(CompletenessTest, KeepsTheDayOfTheFirstSubmissionOfACorrectedReport) {
  suite_.Submit(kEdu, 1);
  suite_.Accept(kEdu);
  SetTime("2025-06-01T00:00:00Z");
  suite_.Submit(kEdu, 2, "漏计");
  suite_.Accept(kEdu);
  EXPECT_THAT(Timeliness(), ElementsAre("OVERDUE overdue", "ON_TIME", "OVERDUE overdue", "OVERDUE overdue"));
}

TEST_F(CompletenessTest, GoesPageByPageWithTheCountsOfTheWhole) {
  directory::v1::GetCompletenessRequest request;
  request.set_year(2024);
  request.set_page_size(3);
  const auto first = GetCompleteness(*suite_.store, suite_.clock, request);
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(first->statuses_size(), 3);
  EXPECT_EQ(first->counts().expected(), 4);
  request.set_page_token(first->next_page_token());
  const auto second = GetCompleteness(*suite_.store, suite_.clock, request);
  ASSERT_EQ(second->statuses_size(), 1);
  EXPECT_EQ(second->statuses(0).scope(), form::v1::SCOPE_ROLL_UP);
  EXPECT_EQ(second->next_page_token(), "");
  request.set_page_token("elsewhere");
  EXPECT_THAT(GetCompleteness(*suite_.store, suite_.clock, request),
              IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
}

TEST_F(CompletenessTest, FindsTheFilingsOfOrgansThatStandElsewhereToday) {
  suite_.Submit(kEdu, 1);
  directory::v1::ChangeOrganRequest move;
  move.set_request_id(suite_.NewRequestId());
  move.set_effective_day("2025-01-10");
  move.set_reason("机构改革");
  move.mutable_move()->set_organ("organs/edu");
  ASSERT_THAT(ChangeOrgan(suite_.deps(), kReviewer, move), IsOk());
  EXPECT_THAT(Numbers(Completeness("organs/city").counts()), ElementsAre(4, 1, 1, 0, 0, 0, 0));
}

TEST_F(CompletenessTest, TakesTheNearestDayThatAnAuthorityHasSet) {
  ASSERT_THAT(SetDay("city", "2025-01-20"), IsOk());
  ASSERT_THAT(SetDay("park", "2025-01-24"), IsOk());
  ASSERT_THAT(SetDay("city", "2025-02-20", form::v1::SCOPE_ROLL_UP), IsOk());
  std::vector<std::string> days;
  const directory::v1::GetCompletenessResponse response = Completeness();
  for (const FilingStatus& status : response.statuses()) days.push_back(status.due_day());
  EXPECT_THAT(days, ElementsAre("2025-02-20", "2025-01-20", "2025-01-24", "2025-02-20"));
  SetTime("2025-01-21T00:00:00Z");
  suite_.Submit(kEdu, 1);
  EXPECT_EQ(suite_.validator.context_seen.due_date(), "2025-01-20");
  EXPECT_EQ(Completeness().statuses(1).timeliness(), FilingStatus::TIMELINESS_LATE);

  ASSERT_THAT(SetDay("park", ""), IsOk());
  EXPECT_EQ(Completeness().statuses(2).due_day(), "2025-01-20");
  directory::v1::ListDeadlinesRequest list;
  list.set_year(2024);
  ASSERT_EQ(ListDeadlines(*suite_.store, list)->deadlines_size(), 2);
  EXPECT_EQ(ListDeadlines(*suite_.store, list)->deadlines(0).reason(), "春节前完成");
  EXPECT_EQ(suite_.EventsAfter(suite_.head() - 1)[0].event().deadline().node(), "organs/park");
}

TEST_F(CompletenessTest, ListsTheDaysThatAreSetPageByPage) {
  for (const char* node : {"park", "city", "edu"}) {
    for (const form::v1::Scope scope : {form::v1::SCOPE_ROLL_UP, form::v1::SCOPE_OWN}) {
      ASSERT_THAT(SetDay(node, "2025-01-20", scope), IsOk());
    }
  }
  for (const int size : {0, 1, 2, 3, 5, 6, 7}) {
    EXPECT_THAT(DeadlinesByPage(size), ElementsAre("organs/city 1", "organs/city 2", "organs/edu 1", "organs/edu 2",
                                                   "organs/park 1", "organs/park 2"))
        << size;
  }
  directory::v1::ListDeadlinesRequest request;
  request.set_year(2024);
  request.set_page_size(1);
  const std::string token = ListDeadlines(*suite_.store, request)->next_page_token();
  ASSERT_NE(token, "");
  request.set_year(2023);
  for (const std::string& other : {token, std::string("x"), std::string("2023:organs/city"), std::string("2023::0"),
                                   std::string("2023:organs/city:x"), std::string("2023:x:1")}) {
    request.set_page_token(other);
    EXPECT_THAT(ListDeadlines(*suite_.store, request), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"))
        << other;
  }
  request.clear_page_token();
  request.set_page_size(-1);
  EXPECT_THAT(ListDeadlines(*suite_.store, request), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
}

TEST_F(CompletenessTest, ListsTheDaysThatAreSetOnPagesThatFitAMessageHoweverLongTheReasonsAre) {
  directory::v1::ImportOrgansRequest roster;
  roster.set_request_id(suite_.NewRequestId());
  for (int i = 100; i < 700; ++i) *roster.add_organs() = Organ(absl::StrCat("organ-", i));
  ASSERT_THAT(ImportOrgans(suite_.deps(), kReviewer, roster), IsOk());
  std::vector<std::string> expected;
  for (int i = 100; i < 700; ++i) {
    const std::string id = absl::StrCat("organ-", i);
    ASSERT_THAT(SetDay(id, "2025-01-20", form::v1::SCOPE_OWN, std::string(2000, 'x')), IsOk());
    expected.push_back(absl::StrCat("organs/", id, " 1"));
  }
  EXPECT_EQ(DeadlinesByPage(1000), expected);
  EXPECT_EQ(DeadlinesByPage(0), expected);
}

TEST_F(CompletenessTest, SetsDaysThatAreNotLaterThanTheStatutoryOnes) {
  EXPECT_THAT(SetDay("city", "2025-02-01"), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
  EXPECT_THAT(SetDay("city", "2024-12-31"), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
  EXPECT_THAT(SetDay("city", "2025-04-01", form::v1::SCOPE_ROLL_UP),
              IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
  EXPECT_THAT(SetDay("city", "2025-03-31", form::v1::SCOPE_ROLL_UP), IsOk());
  EXPECT_THAT(SetDay("nobody", "2025-01-20"), IsRefused(StatusCode::kNotFound, "ORGAN_UNKNOWN"));
  EXPECT_FALSE(SetDay("city", "2025-01-26")->is_day_off()) << "a Sunday that is worked";
  EXPECT_TRUE(SetDay("city", "2025-01-31")->is_day_off()) << "within the Spring Festival";
}

TEST(Deadlines, AreNeverLaterThanTheStatutoryDayOfTheOrganItself) {
  organ::v1::Organ government = Organ("city");
  government.set_kind(organ::v1::ORGAN_KIND_GOVERNMENT);
  const Roster tree({government, Organ("edu", "city")}, 2);
  organ::v1::Deadline deadline;
  deadline.set_node("organs/city");
  deadline.set_year(2024);
  deadline.set_scope(form::v1::SCOPE_OWN);
  deadline.set_day("2025-03-15");
  const Deadlines deadlines(2024, {deadline});
  EXPECT_EQ(deadlines.DueDay(tree, *tree.Find("organs/city"), form::v1::SCOPE_OWN), "2025-03-15");
  EXPECT_EQ(deadlines.DueDay(tree, *tree.Find("organs/edu"), form::v1::SCOPE_OWN), "2025-01-31");
}

TEST_F(CompletenessTest, ListsWhoIsOverdueAndWhomToCall) {
  directory::v1::ChangeOrganRequest update;
  update.set_request_id(suite_.NewRequestId());
  update.set_effective_day("2025-01-10");
  update.set_reason("补充联系方式");
  *update.mutable_update()->mutable_organ() = Organ("edu", "city");
  update.mutable_update()->mutable_organ()->mutable_contact()->set_office("办公室");
  update.mutable_update()->mutable_organ()->mutable_contact()->set_phone("0990-1234567");
  ASSERT_THAT(ChangeOrgan(suite_.deps(), kReviewer, update), IsOk());
  suite_.Submit(kParkOwn, 1);
  suite_.Return(kParkOwn);
  SetTime("2025-02-10T00:00:00Z");
  const auto response = Overdue();
  ASSERT_EQ(response.filings_size(), 2);
  EXPECT_EQ(response.filings(0).organ().name(), "organs/edu");
  EXPECT_EQ(response.filings(0).organ().contact().office(), "办公室");
  EXPECT_EQ(response.filings(0).organ().contact().phone(), "0990-1234567");
  EXPECT_EQ(response.filings(0).due_day(), "2025-01-31");
  EXPECT_EQ(response.filings(0).working_days(), 5) << "5, 6, 7, 8 and 10 February";
  EXPECT_FALSE(response.filings(0).returned());
  EXPECT_EQ(response.filings(1).organ().name(), "organs/park");
  EXPECT_TRUE(response.filings(1).returned());
}

TEST_F(CompletenessTest, TellsEachSuperiorWhatIsOverdueBelow) {
  directory::v1::ChangeOrganRequest set_up;
  set_up.set_request_id(suite_.NewRequestId());
  set_up.set_effective_day("2024-01-01");
  set_up.set_reason("设立");
  *set_up.mutable_set_up()->mutable_organ() = Organ("park-east", "park");
  ASSERT_THAT(ChangeOrgan(suite_.deps(), kReviewer, set_up), IsOk());
  suite_.Submit(kParkOwn, 1);
  SetTime("2025-02-10T00:00:00Z");
  const auto response = Overdue();
  ASSERT_EQ(response.superiors_size(), 2);
  EXPECT_EQ(response.superiors(0).organ().name(), "organs/city");
  EXPECT_EQ(response.superiors(0).overdue_count(), 2);
  EXPECT_THAT(response.superiors(0).organs(), ElementsAre("organs/edu", "organs/park"));
  EXPECT_EQ(response.superiors(1).organ().name(), "organs/park");
  EXPECT_EQ(response.superiors(1).overdue_count(), 1);
  EXPECT_THAT(response.superiors(1).organs(), ElementsAre("organs/park-east"));
  const auto of_park = Overdue("organs/park");
  ASSERT_EQ(of_park.superiors_size(), 1) << "the city stands above what was asked for";
  EXPECT_EQ(of_park.superiors(0).organ().name(), "organs/park");
}

TEST_F(CompletenessTest, IsNotOverdueBeforeTheDayIsPast) {
  SetTime("2025-01-31T15:59:59Z");
  EXPECT_EQ(Overdue().filings_size(), 0);
  EXPECT_EQ(Overdue().superiors_size(), 0);
  suite_.Submit(kCityRollUp, 1);
  SetTime("2025-03-31T16:00:00Z");
  EXPECT_EQ(Overdue().filings_size(), 3);
}

}  // namespace
}  // namespace nianbao::submission
