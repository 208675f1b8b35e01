// The frozen list of a year: freezing, amending, and what it expects.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/submission/domain/amend_roster.h"
#include "services/submission/domain/change_organ.h"
#include "services/submission/domain/freeze_roster.h"
#include "services/submission/domain/get_completeness.h"
#include "services/submission/domain/import_organs.h"
#include "services/submission/domain/seal_node.h"
#include "services/submission/domain/unlock_year.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/suite.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;
using directory::v1::RosterAmendment;
using testing::ElementsAre;

// city (roll-up) above edu (own) and park (both); the clock stands at 15 January 2025.
class FrozenRosterTest : public testing::Test {
 protected:
  absl::StatusOr<directory::v1::FreezeRosterResponse> Freeze(int year = 2024, const std::string& day = "") {
    directory::v1::FreezeRosterRequest request;
    request.set_request_id(suite_.NewRequestId());
    request.set_year(year);
    request.set_day(day);
    return FreezeRoster(suite_.deps(), kReviewer, request);
  }
  absl::StatusOr<directory::v1::AmendRosterResponse> Amend(
      const std::vector<std::pair<RosterAmendment::Action, std::string>>& amendments) {
    directory::v1::AmendRosterRequest request;
    request.set_request_id(suite_.NewRequestId());
    request.set_year(2024);
    request.set_reason("经市政府办公室核定");
    for (const auto& [action, id] : amendments) {
      RosterAmendment& amendment = *request.add_amendments();
      amendment.set_action(action);
      amendment.set_organ("organs/" + id);
    }
    return AmendRoster(suite_.deps(), kReviewer, request);
  }
  void Dissolve(const std::string& id) {
    directory::v1::ChangeOrganRequest request;
    request.set_request_id(suite_.NewRequestId());
    request.set_effective_day("2025-01-10");
    request.set_reason("机构改革");
    request.mutable_dissolve()->set_organ("organs/" + id);
    ASSERT_THAT(ChangeOrgan(suite_.deps(), kReviewer, request), IsOk());
  }
  void Import(const organ::v1::Organ& organ) {
    directory::v1::ImportOrgansRequest request;
    request.set_request_id(suite_.NewRequestId());
    *request.add_organs() = organ;
    ASSERT_THAT(ImportOrgans(suite_.deps(), kReviewer, request), IsOk());
  }
  void Seal(const std::string& node) {
    v1::SealNodeRequest request;
    request.set_request_id(suite_.NewRequestId());
    request.set_year(2024);
    request.set_node(node);
    request.set_reason("汇总定稿");
    request.set_allow_missing(true);
    ASSERT_THAT(SealNode(suite_.deps(), kReviewer, request), IsOk());
  }
  void Unseal(const std::string& node) {
    v1::UnlockYearRequest request;
    request.set_request_id(suite_.NewRequestId());
    request.set_year(2024);
    request.set_node(node);
    request.set_reason("名单有误");
    ASSERT_THAT(UnlockYear(suite_.deps(), kReviewer, request), IsOk());
  }
  // "id scope" of what is expected for 2024.
  std::vector<std::string> Expected(const std::string& node = "") {
    directory::v1::GetCompletenessRequest request;
    request.set_year(2024);
    request.set_node(node);
    const auto response = GetCompleteness(*suite_.store, suite_.clock, request);
    EXPECT_THAT(response, IsOk());
    std::vector<std::string> expected;
    for (const auto& status : response->statuses()) {
      expected.push_back(status.organ().name().substr(7) +
                         (status.scope() == form::v1::SCOPE_ROLL_UP ? " rollup" : " own"));
    }
    return expected;
  }

  Suite suite_;
};

TEST_F(FrozenRosterTest, StaysWhateverBecomesOfTheOrgans) {
  ASSERT_EQ(Freeze()->organ_count(), 3);
  Import(Organ("tax", "city"));
  Dissolve("edu");
  EXPECT_THAT(Expected(), ElementsAre("city rollup", "edu own", "park own", "park rollup"));
  suite_.Reopen();
  EXPECT_THAT(Expected("organs/edu"), ElementsAre("edu own"));
}

TEST_F(FrozenRosterTest, IsOtherwiseTheTreeOfTheYearsEnd) {
  Dissolve("edu");
  Import(Organ("tax", "city"));
  EXPECT_THAT(Expected(), ElementsAre("city rollup", "edu own", "park own", "park rollup", "tax own"));
}

TEST_F(FrozenRosterTest, TakesTheTreeOfAnotherDayWhenItIsAsked) {
  Dissolve("edu");
  ASSERT_EQ(Freeze(2024, "2025-01-10")->organ_count(), 2);
  EXPECT_THAT(Expected(), ElementsAre("city rollup", "park own", "park rollup"));
}

TEST_F(FrozenRosterTest, IsFrozenOnce) {
  ASSERT_THAT(Freeze(), IsOk());
  EXPECT_THAT(Freeze(), IsRefused(StatusCode::kFailedPrecondition, "ROSTER_FROZEN"));
  EXPECT_THAT(Freeze(2023), IsOk());
  EXPECT_THAT(Freeze(2020), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
  EXPECT_THAT(Freeze(2022, "yesterday"), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
}

TEST_F(FrozenRosterTest, WritesAnEventForEachLine) {
  const int64_t before = suite_.head();
  ASSERT_THAT(Freeze(), IsOk());
  ASSERT_THAT(Amend({{RosterAmendment::ACTION_REMOVE, "edu"}}), IsOk());
  const auto records = suite_.EventsAfter(before);
  ASSERT_EQ(records.size(), 4u);
  EXPECT_EQ(records[0].event().reporter().organ().name(), "organs/city");
  EXPECT_EQ(records[0].event().reporter().year(), 2024);
  EXPECT_EQ(records[0].event().actor().name(), "审核人");
  EXPECT_TRUE(records[0].event().more() && records[1].event().more()) << "a part of the list is not a list";
  EXPECT_FALSE(records[2].event().more() || records[3].event().more());
  EXPECT_TRUE(records[3].event().reporter().removed());
  EXPECT_EQ(records[3].event().reporter().reason(), "经市政府办公室核定");
}

TEST_F(FrozenRosterTest, StandsWhereANodeIsSealedAndCanBeAmendedBesideIt) {
  Import(Organ("other", ""));
  ASSERT_THAT(Freeze(), IsOk());
  Seal("organs/city");
  EXPECT_THAT(Amend({{RosterAmendment::ACTION_REMOVE, "edu"}}),
              IsRefused(StatusCode::kFailedPrecondition, "YEAR_LOCKED"));
  Import(Organ("tax", "city"));
  EXPECT_THAT(Amend({{RosterAmendment::ACTION_ADD, "tax"}}), IsRefused(StatusCode::kFailedPrecondition, "YEAR_LOCKED"));
  EXPECT_THAT(Amend({{RosterAmendment::ACTION_REMOVE, "other"}}), IsOk());
  Unseal("organs/city");
  EXPECT_THAT(Amend({{RosterAmendment::ACTION_ADD, "tax"}}), IsOk());
}

TEST_F(FrozenRosterTest, IsNotFrozenOverASealedNode) {
  Seal("organs/city");
  EXPECT_THAT(Freeze(), IsRefused(StatusCode::kFailedPrecondition, "YEAR_LOCKED"));
  EXPECT_THAT(Freeze(2023), IsOk());
}

TEST_F(FrozenRosterTest, IsAmendedWithOrgansAddedAndRemoved) {
  ASSERT_THAT(Freeze(), IsOk());
  Import(Organ("tax", "city"));
  Import(Organ("tax-east", "tax"));
  const auto amended = Amend({{RosterAmendment::ACTION_ADD, "tax"},
                              {RosterAmendment::ACTION_ADD, "tax-east"},
                              {RosterAmendment::ACTION_REMOVE, "edu"}});
  ASSERT_THAT(amended, IsOk());
  EXPECT_EQ(amended->organ_count(), 4);
  EXPECT_EQ(amended->reporters_size(), 3);
  EXPECT_THAT(Expected(), ElementsAre("city rollup", "park own", "park rollup", "tax own", "tax-east own"));
  ASSERT_THAT(Amend({{RosterAmendment::ACTION_ADD, "edu"}}), IsOk());
  EXPECT_THAT(Expected("organs/edu"), ElementsAre("edu own"));
}

TEST_F(FrozenRosterTest, RefusesAmendmentsThatItCannotTake) {
  EXPECT_THAT(Amend({{RosterAmendment::ACTION_REMOVE, "edu"}}),
              IsRefused(StatusCode::kFailedPrecondition, "ROSTER_NOT_FROZEN"));
  ASSERT_THAT(Freeze(), IsOk());
  Import(Organ("tax", "city"));
  Import(Organ("tax-east", "tax"));
  const int64_t before = suite_.head();
  for (const auto& [action, id] :
       std::vector<std::pair<RosterAmendment::Action, std::string>>{{RosterAmendment::ACTION_ADD, "edu"},
                                                                    {RosterAmendment::ACTION_ADD, "tax-east"},
                                                                    {RosterAmendment::ACTION_REMOVE, "tax"},
                                                                    {RosterAmendment::ACTION_REMOVE, "city"},
                                                                    {RosterAmendment::ACTION_CLOSE, "edu"}}) {
    EXPECT_THAT(Amend({{action, id}}), IsRefused(StatusCode::kInvalidArgument, "ROSTER_INVALID")) << action << id;
  }
  EXPECT_THAT(Amend({{RosterAmendment::ACTION_ADD, "nobody"}}), IsRefused(StatusCode::kNotFound, "ORGAN_UNKNOWN"));
  EXPECT_THAT(Amend({}), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
  EXPECT_THAT(Amend({{RosterAmendment::ACTION_UNSPECIFIED, "edu"}}),
              IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
  EXPECT_EQ(suite_.head(), before);
}

TEST_F(FrozenRosterTest, ExpectsOfAClosedNodeItsSummaryAlone) {
  Import(Organ("park-east", "park"));
  ASSERT_THAT(Freeze(), IsOk());
  EXPECT_THAT(Expected("organs/park"), ElementsAre("park own", "park rollup", "park-east own"));
  ASSERT_THAT(Amend({{RosterAmendment::ACTION_CLOSE, "park"}}), IsOk());
  EXPECT_THAT(Expected(), ElementsAre("city rollup", "edu own", "park rollup"));
  EXPECT_THAT(Expected("organs/park-east"), ElementsAre());
  ASSERT_THAT(Amend({{RosterAmendment::ACTION_OPEN, "park"}}), IsOk());
  EXPECT_THAT(Expected("organs/park"), ElementsAre("park own", "park rollup", "park-east own"));
}

}  // namespace
}  // namespace nianbao::submission
