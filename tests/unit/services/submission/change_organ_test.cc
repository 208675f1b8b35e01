#include "services/submission/domain/change_organ.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/submission/domain/get_organ.h"
#include "services/submission/domain/get_tree.h"
#include "services/submission/domain/import_organs.h"
#include "services/submission/domain/list_organs.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/suite.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;
using directory::v1::ChangeOrganRequest;
using organ::v1::OrganChange;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// The suite's clock stands at 15 January 2025.
class ChangeOrganTest : public testing::Test {
 protected:
  ChangeOrganRequest On(const std::string& day) {
    ChangeOrganRequest request;
    request.set_request_id(suite_.NewRequestId());
    request.set_effective_day(day);
    request.set_reason("机构改革");
    request.set_document("泠编〔2025〕3号");
    return request;
  }
  absl::StatusOr<directory::v1::ChangeOrganResponse> Do(const ChangeOrganRequest& request) {
    return ChangeOrgan(suite_.deps(), kReviewer, request);
  }
  absl::StatusOr<directory::v1::ChangeOrganResponse> SetUp(const std::string& day, const organ::v1::Organ& organ) {
    ChangeOrganRequest request = On(day);
    *request.mutable_set_up()->mutable_organ() = organ;
    return Do(request);
  }
  absl::StatusOr<directory::v1::ChangeOrganResponse> Rename(const std::string& day, const std::string& id,
                                                            const std::string& title) {
    ChangeOrganRequest request = On(day);
    request.mutable_rename()->set_organ("organs/" + id);
    request.mutable_rename()->set_title(title);
    return Do(request);
  }
  absl::StatusOr<directory::v1::ChangeOrganResponse> Move(const std::string& day, const std::string& id,
                                                          const std::string& parent_id) {
    ChangeOrganRequest request = On(day);
    request.mutable_move()->set_organ("organs/" + id);
    if (!parent_id.empty()) request.mutable_move()->set_parent("organs/" + parent_id);
    return Do(request);
  }
  absl::StatusOr<directory::v1::ChangeOrganResponse> Merge(const std::string& day, const std::vector<std::string>& ids,
                                                           const organ::v1::Organ& into) {
    ChangeOrganRequest request = On(day);
    for (const std::string& id : ids) request.mutable_merge()->add_organs("organs/" + id);
    *request.mutable_merge()->mutable_into() = into;
    return Do(request);
  }
  absl::StatusOr<directory::v1::ChangeOrganResponse> Split(const std::string& day, const std::string& id,
                                                           const std::vector<organ::v1::Organ>& into) {
    ChangeOrganRequest request = On(day);
    request.mutable_split()->set_organ("organs/" + id);
    for (const organ::v1::Organ& organ : into) *request.mutable_split()->add_into() = organ;
    return Do(request);
  }
  absl::StatusOr<directory::v1::ChangeOrganResponse> Dissolve(const std::string& day, const std::string& id,
                                                              const std::vector<std::string>& successors = {}) {
    ChangeOrganRequest request = On(day);
    request.mutable_dissolve()->set_organ("organs/" + id);
    for (const std::string& successor : successors) request.mutable_dissolve()->add_successors("organs/" + successor);
    return Do(request);
  }
  static organ::v1::Organ Name(const std::string& id) {
    organ::v1::Organ organ;
    organ.set_name("organs/" + id);
    return organ;
  }

  organ::v1::Organ At(const std::string& id, const std::string& day) {
    directory::v1::GetOrganRequest request;
    request.set_name("organs/" + id);
    request.set_day(day);
    return GetOrgan(*suite_.store, request)->organ();
  }
  // "id<parent" of each organ, in the order of the tree.
  std::vector<std::string> Tree(const std::string& day) {
    directory::v1::ListOrgansRequest request;
    request.set_day(day);
    std::vector<std::string> tree;
    const auto response = ListOrgans(*suite_.store, request);
    for (const auto& organ : response->organs()) {
      tree.push_back(organ.name().substr(7) + "<" + (organ.parent().empty() ? "" : organ.parent().substr(7)));
    }
    return tree;
  }
  // "id day" of each event about an organ after a sequence.
  std::vector<std::string> EventsAfter(int64_t sequence) {
    std::vector<std::string> lines;
    for (const v1::EventRecord& record : suite_.EventsAfter(sequence)) {
      const organ::v1::Organ& organ = record.event().organ();
      lines.push_back(organ.name().substr(7) + " " + organ.from_day() + (organ.absent() ? " absent" : ""));
    }
    return lines;
  }

  Suite suite_;
};

TEST_F(ChangeOrganTest, RenamesFromADayOnAndKeepsWhatWasBefore) {
  const auto response = Rename("2025-01-10", "edu", "教育和体育局");
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->organs(0).title(), "教育和体育局");
  EXPECT_EQ(At("edu", "2025-01-09").title(), "edu局");
  EXPECT_EQ(At("edu", "2025-01-10").title(), "教育和体育局");
  const organ::v1::Organ today = At("edu", "");
  EXPECT_EQ(today.title(), "教育和体育局");
  EXPECT_EQ(today.name(), "organs/edu");
  ASSERT_EQ(today.changes_size(), 1);
  EXPECT_EQ(today.changes(0).kind(), OrganChange::KIND_RENAME);
  EXPECT_EQ(today.changes(0).reason(), "机构改革");
  EXPECT_EQ(today.changes(0).document(), "泠编〔2025〕3号");
}

TEST_F(ChangeOrganTest, MovesWithAllThatStandsBelow) {
  ASSERT_THAT(SetUp("2025-01-01", Organ("school", "edu")), IsOk());
  ASSERT_THAT(Move("2025-01-10", "edu", "park"), IsOk());
  EXPECT_THAT(Tree("2025-01-09"), ElementsAre("city<", "edu<city", "school<edu", "park<city"));
  EXPECT_THAT(Tree("2025-01-10"), ElementsAre("city<", "park<city", "edu<park", "school<edu"));
  ASSERT_THAT(Move("2025-01-11", "edu", ""), IsOk());
  EXPECT_THAT(Tree("2025-01-11"), ElementsAre("city<", "park<city", "edu<", "school<edu"));
}

TEST_F(ChangeOrganTest, SetsUpAnOrganThatIsNotThereBefore) {
  const int64_t before = suite_.head();
  ASSERT_THAT(SetUp("2025-01-10", Organ("tax", "city")), IsOk());
  EXPECT_THAT(EventsAfter(before), ElementsAre("tax  absent", "tax 2025-01-10"));
  EXPECT_TRUE(At("tax", "2025-01-09").absent());
  EXPECT_FALSE(At("tax", "").absent());
  EXPECT_THAT(SetUp("2025-01-11", Organ("tax", "city")), IsRefused(StatusCode::kInvalidArgument, "ROSTER_INVALID"));
}

TEST_F(ChangeOrganTest, RefusesATypedCreditCodeWhoseLastCharacterDoesNotFit) {
  organ::v1::Organ tax = Organ("tax", "city");
  tax.set_credit_code("91350211M0000XUF46");
  const auto refused = SetUp("2025-01-10", tax);
  ASSERT_THAT(refused, IsRefused(StatusCode::kInvalidArgument, "ROSTER_INVALID"));
  EXPECT_THAT(status::ChineseOf(refused.status()), HasSubstr("末位应为"));
  tax.set_credit_code("91350100M000100Y43");
  EXPECT_THAT(SetUp("2025-01-10", tax), IsOk());

  ChangeOrganRequest update = On("2025-01-11");
  *update.mutable_update()->mutable_organ() = tax;
  update.mutable_update()->mutable_organ()->set_credit_code("91350100M000100Y44");
  EXPECT_THAT(Do(update), IsRefused(StatusCode::kInvalidArgument, "ROSTER_INVALID"));
}

TEST_F(ChangeOrganTest, DoesNotHoldAnImportedCodeAgainstOtherChanges) {
  directory::v1::ImportOrgansRequest import;
  import.set_request_id("import");
  *import.add_organs() = Organ("tax", "city");
  import.mutable_organs(0)->set_credit_code("91350211M0000XUF46");
  ASSERT_THAT(ImportOrgans(suite_.deps(), kReviewer, import), IsOk());
  const auto renamed = Rename("2025-01-10", "tax", "税务局");
  ASSERT_THAT(renamed, IsOk());
  ASSERT_EQ(renamed->results_size(), 1);
  EXPECT_EQ(renamed->results(0).organ(), "organs/tax");
  EXPECT_EQ(renamed->results(0).remarks(0).severity(), finding::v1::SEVERITY_WARNING);
}

TEST_F(ChangeOrganTest, MergesIntoANewOrganAndMovesWhatStandsBelow) {
  ASSERT_THAT(SetUp("2025-01-01", Organ("school", "edu")), IsOk());
  const int64_t before = suite_.head();
  ASSERT_THAT(Merge("2025-01-10", {"edu", "park"}, Organ("both", "city")), IsOk());
  EXPECT_THAT(Tree("2025-01-10"), ElementsAre("city<", "both<city", "school<both"));
  EXPECT_THAT(Tree("2025-01-09"), ElementsAre("city<", "edu<city", "school<edu", "park<city"));
  EXPECT_THAT(At("both", "").predecessors(), ElementsAre("organs/edu", "organs/park"));
  EXPECT_THAT(At("edu", "").successors(), ElementsAre("organs/both"));
  EXPECT_TRUE(At("edu", "").absent());
  EXPECT_THAT(EventsAfter(before), ElementsAre("both  absent", "both 2025-01-10", "school 2025-01-10",
                                               "edu 2025-01-10 absent", "park 2025-01-10 absent"));
}

TEST_F(ChangeOrganTest, MergesIntoAnOrganThatGoesOn) {
  ASSERT_THAT(Merge("2025-01-10", {"edu"}, Name("park")), IsOk());
  EXPECT_THAT(Tree(""), ElementsAre("city<", "park<city"));
  EXPECT_THAT(At("park", "").predecessors(), ElementsAre("organs/edu"));
  EXPECT_EQ(At("park", "").scope_duty(), organ::v1::SCOPE_DUTY_BOTH);
  EXPECT_THAT(At("park", "2025-01-09").predecessors(), IsEmpty());
}

TEST_F(ChangeOrganTest, RefusesMergesThatCannotBeMeant) {
  EXPECT_THAT(Merge("2025-01-10", {"edu", "park"}, Name("park")),
              IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
  EXPECT_THAT(Merge("2025-01-10", {}, Name("park")), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
  EXPECT_THAT(Merge("2025-01-10", {"edu"}, Organ("park", "city")),
              IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
  EXPECT_THAT(Merge("2025-01-10", {"edu"}, Name("nobody")), IsRefused(StatusCode::kNotFound, "ORGAN_UNKNOWN"));
  EXPECT_THAT(Merge("2025-01-10", {"nobody"}, Name("park")), IsRefused(StatusCode::kNotFound, "ORGAN_UNKNOWN"));
}

TEST_F(ChangeOrganTest, SplitsAnOrganThatGoesOn) {
  ASSERT_THAT(Split("2025-01-10", "edu", {Name("edu"), Organ("sport", "city")}), IsOk());
  EXPECT_THAT(Tree(""), ElementsAre("city<", "edu<city", "park<city", "sport<city"));
  EXPECT_THAT(At("sport", "").predecessors(), ElementsAre("organs/edu"));
  EXPECT_EQ(At("edu", "").changes(0).kind(), OrganChange::KIND_SPLIT);
}

TEST_F(ChangeOrganTest, SplitsAnOrganThatIsDissolved) {
  ASSERT_THAT(Split("2025-01-10", "edu", {Organ("school", "city"), Organ("sport", "city")}), IsOk());
  EXPECT_THAT(Tree(""), ElementsAre("city<", "park<city", "school<city", "sport<city"));
  EXPECT_THAT(At("edu", "").successors(), ElementsAre("organs/school", "organs/sport"));
  EXPECT_THAT(Split("2025-01-10", "park", {Name("park")}), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
}

TEST_F(ChangeOrganTest, DissolvesWithAndWithoutSuccessors) {
  ASSERT_THAT(Dissolve("2025-01-10", "edu", {"park"}), IsOk());
  EXPECT_THAT(At("edu", "").successors(), ElementsAre("organs/park"));
  EXPECT_THAT(At("park", "").predecessors(), ElementsAre("organs/edu"));
  ASSERT_THAT(Dissolve("2025-01-11", "park"), IsOk());
  EXPECT_THAT(Tree(""), ElementsAre("city<"));
  const auto again = Dissolve("2025-01-12", "edu");
  EXPECT_THAT(again, IsRefused(StatusCode::kFailedPrecondition, "ORGAN_ABSENT"));
}

TEST_F(ChangeOrganTest, DoesNotLeaveOrgansBelowOneThatIsDissolved) {
  const int64_t before = suite_.head();
  EXPECT_THAT(Dissolve("2025-01-10", "city"), IsRefused(StatusCode::kInvalidArgument, "ROSTER_INVALID"));
  EXPECT_EQ(suite_.head(), before);
}

TEST_F(ChangeOrganTest, RefusesACycleOnAnyDay) {
  EXPECT_THAT(Move("2025-01-10", "city", "edu"), IsRefused(StatusCode::kInvalidArgument, "ROSTER_INVALID"));
  ASSERT_THAT(Move("2025-06-01", "edu", "park"), IsOk());
  const auto refused = Move("2025-01-10", "park", "edu");
  EXPECT_THAT(refused, IsRefused(StatusCode::kInvalidArgument, "ROSTER_INVALID")) << "it would be one from June on";
  EXPECT_THAT(status::ChineseOf(refused.status()), HasSubstr("2025-06-01"));
}

TEST_F(ChangeOrganTest, CarriesALateChangeOnIntoLaterVersionsAsFarAsTheySayWhatItReplaces) {
  ASSERT_THAT(Move("2025-01-10", "edu", "park"), IsOk());
  ASSERT_THAT(Rename("2025-01-12", "edu", "教育和体育局"), IsOk());
  const int64_t before = suite_.head();
  ASSERT_THAT(Rename("2025-01-05", "edu", "教育委员会"), IsOk());
  EXPECT_EQ(At("edu", "2025-01-04").title(), "edu局");
  EXPECT_EQ(At("edu", "2025-01-05").title(), "教育委员会");
  EXPECT_EQ(At("edu", "2025-01-10").title(), "教育委员会");
  EXPECT_EQ(At("edu", "2025-01-10").parent(), "organs/park");
  EXPECT_EQ(At("edu", "2025-01-12").title(), "教育和体育局");
  EXPECT_THAT(EventsAfter(before), ElementsAre("edu 2025-01-05", "edu 2025-01-10", "edu 2025-01-12"))
      << "the log says last what stands now";
}

TEST_F(ChangeOrganTest, RefusesAnEndBeforeALaterChange) {
  ASSERT_THAT(Rename("2025-01-12", "edu", "教育和体育局"), IsOk());
  const auto refused = Dissolve("2025-01-10", "edu");
  EXPECT_THAT(refused, IsRefused(StatusCode::kFailedPrecondition, "ORGAN_CHANGED_LATER"));
  EXPECT_EQ(status::MetaOf(refused.status(), "day"), "2025-01-12");
  ChangeOrganRequest update = On("2025-01-10");
  *update.mutable_update()->mutable_organ() = Organ("edu", "city", organ::v1::SCOPE_DUTY_BOTH);
  EXPECT_THAT(Do(update), IsRefused(StatusCode::kFailedPrecondition, "ORGAN_CHANGED_LATER"));
}

TEST_F(ChangeOrganTest, KeepsBothOfTwoChangesOfOneDay) {
  ASSERT_THAT(Rename("2025-01-10", "edu", "教育和体育局"), IsOk());
  ASSERT_THAT(Move("2025-01-10", "edu", "park"), IsOk());
  const organ::v1::Organ edu = At("edu", "2025-01-10");
  EXPECT_EQ(edu.title(), "教育和体育局");
  EXPECT_EQ(edu.parent(), "organs/park");
  EXPECT_EQ(edu.changes_size(), 2);
}

TEST_F(ChangeOrganTest, UpdatesOtherParticulars) {
  ChangeOrganRequest update = On("2025-01-10");
  organ::v1::Organ& organ = *update.mutable_update()->mutable_organ();
  organ = Organ("edu", "city", organ::v1::SCOPE_DUTY_BOTH);
  organ.mutable_contact()->set_office("办公室");
  organ.mutable_contact()->set_phone("0990-1234567");
  ASSERT_THAT(Do(update), IsOk());
  EXPECT_EQ(At("edu", "").scope_duty(), organ::v1::SCOPE_DUTY_BOTH);
  EXPECT_EQ(At("edu", "").contact().phone(), "0990-1234567");
  EXPECT_EQ(At("edu", "2025-01-09").scope_duty(), organ::v1::SCOPE_DUTY_OWN);
  organ.set_parent("organs/park");
  update.set_request_id(suite_.NewRequestId());
  EXPECT_THAT(Do(update), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
}

TEST_F(ChangeOrganTest, WantsADayAndAReason) {
  for (const char* day : {"", "2025-1-10", "2025-02-30", "1949-09-30", "2101-01-01", "today"}) {
    EXPECT_THAT(Rename(day, "edu", "新名"), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID")) << day;
  }
  ChangeOrganRequest request = On("2025-01-10");
  request.mutable_move()->set_organ("organs/edu");
  request.set_reason(" ");
  EXPECT_THAT(Do(request), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
  EXPECT_THAT(Do(On("2025-01-10")), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
  EXPECT_THAT(Rename("2025-01-10", "edu", " "), IsRefused(StatusCode::kInvalidArgument, "ROSTER_INVALID"));
  EXPECT_THAT(Rename("2025-01-10", "nobody", "新名"), IsRefused(StatusCode::kNotFound, "ORGAN_UNKNOWN"));
}

TEST_F(ChangeOrganTest, SurvivesReopening) {
  ASSERT_THAT(Rename("2025-01-10", "edu", "教育和体育局"), IsOk());
  suite_.Reopen();
  EXPECT_EQ(At("edu", "2025-01-09").title(), "edu局");
  EXPECT_EQ(At("edu", "").title(), "教育和体育局");
}

TEST_F(ChangeOrganTest, LetsADissolvedOrganFileForTheYearInWhichItWasThere) {
  ASSERT_THAT(Dissolve("2025-01-10", "edu", {"park"}), IsOk());
  suite_.Submit(kEdu, 3);
  EXPECT_EQ(suite_.Accept(kEdu).effective_revision().state(), v1::Revision::STATE_ACCEPTED);
}

TEST_F(ChangeOrganTest, TakesTheDutyOfTheYearReportedOn) {
  ChangeOrganRequest update = On("2025-01-10");
  *update.mutable_update()->mutable_organ() = Organ("edu", "city", organ::v1::SCOPE_DUTY_ROLL_UP);
  ASSERT_THAT(Do(update), IsOk());
  suite_.Submit(kEdu, 3);
  EXPECT_EQ(suite_.Filing(kEdu).open_revision().state(), v1::Revision::STATE_SUBMITTED);
}

TEST_F(ChangeOrganTest, ShowsTheTreeOfADayWithItsDepth) {
  ASSERT_THAT(SetUp("2025-01-10", Organ("school", "edu")), IsOk());
  directory::v1::GetTreeRequest request;
  request.set_depth(1);
  auto tree = GetTree(*suite_.store, suite_.clock, request);
  ASSERT_THAT(tree, IsOk());
  EXPECT_EQ(tree->day(), "2025-01-15");
  ASSERT_EQ(tree->nodes_size(), 1);
  EXPECT_EQ(tree->nodes(0).organ_count(), 3);
  ASSERT_EQ(tree->nodes(0).children_size(), 2);
  EXPECT_EQ(tree->nodes(0).children(0).organ().name(), "organs/edu");
  EXPECT_EQ(tree->nodes(0).children(0).organ_count(), 1);
  EXPECT_EQ(tree->nodes(0).children(0).children_size(), 0);
  request.clear_depth();
  request.set_node("organs/edu");
  tree = GetTree(*suite_.store, suite_.clock, request);
  EXPECT_EQ(tree->nodes(0).children(0).organ().name(), "organs/school");
  request.set_day("2025-01-09");
  EXPECT_EQ(GetTree(*suite_.store, suite_.clock, request)->nodes(0).organ_count(), 0);
  request.set_node("organs/school");
  EXPECT_THAT(GetTree(*suite_.store, suite_.clock, request), IsRefused(StatusCode::kNotFound, "ORGAN_UNKNOWN"));
  request.set_day("9 January");
  EXPECT_THAT(GetTree(*suite_.store, suite_.clock, request), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
}

}  // namespace
}  // namespace nianbao::submission
