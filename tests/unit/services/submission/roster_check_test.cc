#include "services/submission/domain/roster_check.h"

#include <gtest/gtest.h>

#include "google/rpc/error_details.pb.h"
#include "services/submission/domain/import_plan.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/samples.h"

namespace nianbao::submission {
namespace {

using testing::ElementsAre;

directory::v1::ImportOrgansRequest Request(const std::vector<organ::v1::Organ>& organs) {
  directory::v1::ImportOrgansRequest request;
  for (const organ::v1::Organ& organ : organs) *request.add_organs() = organ;
  return request;
}

// What refuses an import into a roster that holds these.
absl::Status CheckRoster(const directory::v1::ImportOrgansRequest& request,
                         const std::vector<organ::v1::Organ>& roster = {}) {
  const RosterHistory history(roster, static_cast<int64_t>(roster.size()));
  return PlanImport(request, history, "2025-01-15").errors.ToStatus("ROSTER_INVALID");
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
  EXPECT_THAT(CheckRoster(Request({Organ("school", "edu"), Organ("edu", "city"), Organ("city")})), IsOk());
}

TEST(RosterCheck, TakesAParentThatStandsInTheRoster) {
  EXPECT_THAT(CheckRoster(Request({Organ("edu", "city")}), {Organ("city")}), IsOk());
}

TEST(RosterCheck, RefusesAnUnknownParent) {
  EXPECT_THAT(BadFields(CheckRoster(Request({Organ("city"), Organ("edu", "town")}))), ElementsAre("organs[1].parent"));
}

TEST(RosterCheck, RefusesEveryOrganOnACycleAndNoneBelowIt) {
  EXPECT_THAT(
      BadFields(CheckRoster(Request({Organ("below", "a"), Organ("a", "b"), Organ("b", "c"), Organ("c", "a")}), {})),
      ElementsAre("organs[1].parent", "organs[2].parent", "organs[3].parent"));
}

TEST(RosterCheck, RefusesAnOrganAboveItself) {
  EXPECT_THAT(BadFields(CheckRoster(Request({Organ("a", "a")}))), ElementsAre("organs[0].parent"));
}

TEST(RosterCheck, RefusesACycleThatRunsThroughTheRoster) {
  const std::vector<organ::v1::Organ> roster = {Organ("a"), Organ("b", "a"), Organ("c", "b")};
  EXPECT_THAT(BadFields(CheckRoster(Request({Organ("a", "c")}), roster)), ElementsAre("organs[0].parent"));
}

TEST(RosterCheck, RefusesANameTwice) {
  EXPECT_THAT(BadFields(CheckRoster(Request({Organ("a"), Organ("a")}))), ElementsAre("organs[1].name"));
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
  EXPECT_THAT(
      BadFields(CheckRoster(Request({no_title, no_kind, no_duty, bad_name, bad_credit, bad_division, Organ("good")}))),
      ElementsAre("organs[0].title", "organs[1].kind", "organs[2].scope_duty", "organs[3].name",
                  "organs[4].credit_code", "organs[5].division_code"));
}

TEST(RosterCheck, TakesACreditCodeWhoseLastCharacterDoesNotFitAndSaysSo) {
  organ::v1::Organ doubtful = Organ("a");
  doubtful.set_credit_code("91350211M0000XUF46");
  organ::v1::Organ not_of_the_alphabet = Organ("b");
  not_of_the_alphabet.set_credit_code("91350211M0000XUF4O");
  const RosterHistory history;
  ImportPlan plan = PlanImport(Request({doubtful, not_of_the_alphabet}), history, "2025-01-15");
  EXPECT_THAT(BadFields(plan.errors.ToStatus("ROSTER_INVALID")), ElementsAre("organs[1].credit_code"));
  ASSERT_EQ(plan.answer.results(0).remarks_size(), 1);
  EXPECT_EQ(plan.answer.results(0).remarks(0).severity(), finding::v1::SEVERITY_WARNING);
  EXPECT_THAT(plan.answer.results(0).remarks(0).text(), testing::HasSubstr("末位应为"));
}

TEST(RosterCheck, DoubtsDivisionCodesOutsideTheirParentsExceptThoseOfDevelopmentZones) {
  const auto with_code = [](const std::string& id, const std::string& parent, const std::string& code) {
    organ::v1::Organ organ = Organ(id, parent);
    organ.set_division_code(code);
    return organ;
  };
  organ::v1::Organ zone = with_code("zone", "city", "990203401000");
  zone.set_kind(organ::v1::ORGAN_KIND_DEVELOPMENT_ZONE);
  const RosterHistory history;
  const ImportPlan plan =
      PlanImport(Request({with_code("city", "", "990100000000"), with_code("in", "city", "990103000000"),
                          with_code("out", "city", "990203000000"), with_code("broken", "", "990001000000"), zone}),
                 history, "2025-01-15");
  EXPECT_THAT(plan.errors.ToStatus(), IsOk());
  std::vector<int> remarks;
  for (const auto& result : plan.answer.results()) remarks.push_back(result.remarks_size());
  EXPECT_THAT(remarks, ElementsAre(0, 0, 1, 1, 0));
}

TEST(RosterCheck, KeepsVerticalSystemsInTreesOfTheirOwn) {
  const auto vertical = [](const std::string& id, const std::string& parent = "") {
    organ::v1::Organ organ = Organ(id, parent);
    organ.set_kind(organ::v1::ORGAN_KIND_VERTICAL);
    return organ;
  };
  EXPECT_THAT(CheckRoster(Request({vertical("tax"), vertical("tax-east", "tax"), Organ("city")})), IsOk());
  EXPECT_THAT(BadFields(CheckRoster(Request({Organ("city"), vertical("tax", "city")}))),
              ElementsAre("organs[1].parent"));
  EXPECT_THAT(BadFields(CheckRoster(Request({vertical("tax"), Organ("edu", "tax")}))), ElementsAre("organs[1].parent"));
  EXPECT_THAT(BadFields(CheckRoster(Request({vertical("city")}), {Organ("city"), Organ("edu", "city")})),
              ElementsAre("organs[0].parent"))
      << "its children would stand below it";
}

TEST(RosterCheck, LooksAtEveryDay) {
  const auto from = [](organ::v1::Organ organ, const std::string& day) {
    organ.set_from_day(day);
    return organ;
  };
  EXPECT_THAT(CheckRoster(Request({from(Organ("city"), "2024-01-01"), from(Organ("edu", "city"), "2024-01-01")})),
              IsOk());
  EXPECT_THAT(
      BadFields(CheckRoster(Request({from(Organ("city"), "2024-01-02"), from(Organ("edu", "city"), "2024-01-01")}))),
      ElementsAre("organs[1].parent"))
      << "for one day the city is not there";
  EXPECT_THAT(BadFields(CheckRoster(Request({from(Organ("a", "b"), "2025-06-01")}), {Organ("a"), Organ("b", "a")})),
              ElementsAre("organs[0].parent"));
  EXPECT_THAT(BadFields(CheckRoster(Request({from(Organ("a"), "2025-6-1")}))), ElementsAre("organs[0].from_day"));
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
  EXPECT_THAT(BadFields(CheckRoster(Request({at_the_limit, long_title, long_alias, many_aliases}))),
              ElementsAre("organs[1].title", "organs[2].aliases", "organs[3].aliases"));
}

TEST(RosterCheck, CountsTheViolationsBeyondTwenty) {
  std::vector<organ::v1::Organ> organs;
  for (int i = 0; i < 25; ++i) organs.push_back(Organ("o" + std::to_string(i), "nowhere"));
  const absl::Status status = CheckRoster(Request(organs));
  EXPECT_EQ(BadFields(status).size(), 20u);
  EXPECT_EQ(status::MetaOf(status, "omitted"), "5");
}

}  // namespace
}  // namespace nianbao::submission
