#include "services/submission/domain/roster_check.h"

#include <gtest/gtest.h>

#include "google/rpc/error_details.pb.h"
#include "tests/unit/services/submission/refusal.h"
#include "tests/unit/services/submission/samples.h"

namespace nianbao::submission {
namespace {

using testing::ElementsAre;

directory::v1::ImportOrgansRequest Request(const std::vector<organ::v1::Organ>& organs) {
  directory::v1::ImportOrgansRequest request;
  for (const organ::v1::Organ& organ : organs) *request.add_organs() = organ;
  return request;
}

// Paths of the violations.
std::vector<std::string> BadFields(const absl::Status& status) {
  EXPECT_THAT(status, IsRefused(absl::StatusCode::kInvalidArgument, "ROSTER_INVALID"));
  google::rpc::BadRequest bad;
  if (const auto payload = status.GetPayload("type.googleapis.com/google.rpc.BadRequest")) {
    bad.ParseFromString(std::string(*payload));
  }
  std::vector<std::string> paths;
  for (const auto& violation : bad.field_violations()) paths.push_back(violation.field());
  return paths;
}

TEST(RosterCheck, TakesATreeInAnyOrder) {
  EXPECT_THAT(CheckRoster(Request({Organ("school", "edu"), Organ("edu", "city"), Organ("city")}), Roster()), IsOk());
}

TEST(RosterCheck, TakesAParentThatStandsInTheRoster) {
  EXPECT_THAT(CheckRoster(Request({Organ("edu", "city")}), Roster({Organ("city")}, 1)), IsOk());
}

TEST(RosterCheck, RefusesAnUnknownParent) {
  EXPECT_THAT(BadFields(CheckRoster(Request({Organ("city"), Organ("edu", "town")}), Roster())),
              ElementsAre("organs[1].parent"));
}

TEST(RosterCheck, RefusesEveryOrganOnACycleAndNoneBelowIt) {
  EXPECT_THAT(BadFields(CheckRoster(Request({Organ("below", "a"), Organ("a", "b"), Organ("b", "c"), Organ("c", "a")}),
                                    Roster())),
              ElementsAre("organs[1].parent", "organs[2].parent", "organs[3].parent"));
}

TEST(RosterCheck, RefusesAnOrganAboveItself) {
  EXPECT_THAT(BadFields(CheckRoster(Request({Organ("a", "a")}), Roster())), ElementsAre("organs[0].parent"));
}

TEST(RosterCheck, RefusesACycleThatRunsThroughTheRoster) {
  const Roster roster({Organ("a"), Organ("b", "a"), Organ("c", "b")}, 3);
  EXPECT_THAT(BadFields(CheckRoster(Request({Organ("a", "c")}), roster)), ElementsAre("organs[0].parent"));
}

TEST(RosterCheck, RefusesANameTwice) {
  EXPECT_THAT(BadFields(CheckRoster(Request({Organ("a"), Organ("a")}), Roster())), ElementsAre("organs[1].name"));
}

TEST(RosterCheck, NamesEveryBadOrganOnce) {
  organ::v1::Organ no_title = Organ("a");
  no_title.set_title(" ");
  organ::v1::Organ no_kind = Organ("b");
  no_kind.clear_kind();
  organ::v1::Organ no_duty = Organ("c");
  no_duty.clear_scope_duty();
  organ::v1::Organ bad_name = Organ("D");
  organ::v1::Organ bad_credit = Organ("e");
  bad_credit.set_credit_code("91350100M000100Y4");
  organ::v1::Organ bad_division = Organ("f");
  bad_division.set_division_code("11010500000X");
  EXPECT_THAT(BadFields(CheckRoster(
                  Request({no_title, no_kind, no_duty, bad_name, bad_credit, bad_division, Organ("good")}), Roster())),
              ElementsAre("organs[0].title", "organs[1].kind", "organs[2].scope_duty", "organs[3].name",
                          "organs[4].credit_code", "organs[5].division_code"));
}

TEST(RosterCheck, LimitsTitlesAndAliases) {
  organ::v1::Organ at_the_limit = Organ("a");
  at_the_limit.set_title(std::string(300, 'x'));
  for (int i = 0; i < 20; ++i) at_the_limit.add_aliases(std::string(300, 'y'));
  organ::v1::Organ long_title = Organ("b");
  long_title.set_title(std::string(301, 'x'));
  organ::v1::Organ long_alias = Organ("c");
  long_alias.add_aliases(std::string(301, 'x'));
  organ::v1::Organ many_aliases = Organ("d");
  for (int i = 0; i < 21; ++i) many_aliases.add_aliases("别名");
  EXPECT_THAT(BadFields(CheckRoster(Request({at_the_limit, long_title, long_alias, many_aliases}), Roster())),
              ElementsAre("organs[1].title", "organs[2].aliases", "organs[3].aliases"));
}

TEST(RosterCheck, CountsTheViolationsBeyondTwenty) {
  std::vector<organ::v1::Organ> organs;
  for (int i = 0; i < 25; ++i) organs.push_back(Organ("o" + std::to_string(i), "nowhere"));
  const absl::Status status = CheckRoster(Request(organs), Roster());
  EXPECT_EQ(BadFields(status).size(), 20u);
  EXPECT_EQ(status::MetaOf(status, "omitted"), "5");
}

}  // namespace
}  // namespace nianbao::submission
