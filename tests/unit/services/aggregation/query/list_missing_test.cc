#include "services/aggregation/domain/query/list_missing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/status/error.h"
#include "tests/unit/services/aggregation/query/city.h"
#include "tests/unit/services/aggregation/served.h"

namespace nianbao::aggregation {
namespace {

using nianbao::testing::About;
using nianbao::testing::City;
using nianbao::testing::kReceived;
using nianbao::testing::LogBuilder;
using nianbao::testing::Served;
using submission::v1::Revision;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

using MissingRequest = v1::ListMissingRequest;

std::vector<std::string> OrgansOf(const v1::ListMissingResponse& response) {
  std::vector<std::string> organs;
  for (const auto& report : response.reports()) organs.push_back(report.organ());
  return organs;
}

TEST(ListMissing, NamesEveryExpectedReportThatIsNotAccepted) {
  LogBuilder log = City();
  log.Accept("b", 2024, 1, {{kReceived, 5}});
  const auto missing = Served(log).Ask(ListMissing, About<MissingRequest>("city"));
  EXPECT_THAT(OrgansOf(missing), ElementsAre("organs/a", "organs/c", "organs/d"));
  EXPECT_EQ(missing.total_size(), 3);
  EXPECT_EQ(missing.next_page_token(), "");
  EXPECT_EQ(missing.position().sources(0).sequence(), 8);
  EXPECT_EQ(missing.reports(0).title(), "a");
  EXPECT_EQ(missing.reports(0).parent(), "organs/east");
  EXPECT_EQ(missing.reports(0).parent_title(), "east");
  EXPECT_EQ(missing.reports(0).scope(), form::v1::SCOPE_OWN);
}

TEST(ListMissing, SaysHowFarEachIs) {
  LogBuilder log = City();
  log.Filing("a", 2024, 1, Revision::STATE_DRAFT).Filing("b", 2024, 1, Revision::STATE_SUBMITTED);
  submission::v1::Event late = log.records().back().event();
  late.mutable_filing()->set_timeliness(Revision::TIMELINESS_LATE);
  log.Add(late).Filing("c", 2024, 1, Revision::STATE_SUBMITTED).Filing("c", 2024, 1, Revision::STATE_RETURNED);
  const auto missing = Served(log).Ask(ListMissing, About<MissingRequest>("east"));
  ASSERT_THAT(OrgansOf(missing), ElementsAre("organs/a", "organs/b", "organs/c"));
  EXPECT_EQ(missing.reports(0).state(), Revision::STATE_UNSPECIFIED);
  EXPECT_EQ(missing.reports(1).state(), Revision::STATE_SUBMITTED);
  EXPECT_EQ(missing.reports(2).state(), Revision::STATE_RETURNED);
  EXPECT_FALSE(missing.reports(0).late());
  EXPECT_TRUE(missing.reports(1).late());
  EXPECT_FALSE(missing.reports(2).late());
}

TEST(ListMissing, AsksForTheSummaryOfANodeThatSendsNothingElse) {
  LogBuilder log = City();
  log.List(2024, {.id = "east", .parent = "city", .duty = organ::v1::SCOPE_DUTY_ROLL_UP}, /*closed=*/true)
      .List(2024, {.id = "a", .parent = "east"});
  const auto missing = Served(log).Ask(ListMissing, About<MissingRequest>("east"));
  ASSERT_THAT(OrgansOf(missing), ElementsAre("organs/east"));
  EXPECT_EQ(missing.reports(0).scope(), form::v1::SCOPE_ROLL_UP);
}

TEST(ListMissing, HoldsNobodyWhenAllIsAccepted) {
  LogBuilder log = City();
  log.Accept("d", 2024, 1, {});
  EXPECT_THAT(OrgansOf(Served(log).Ask(ListMissing, About<MissingRequest>("west"))), IsEmpty());
}

TEST(ListMissing, ComesInPagesByName) {
  const Served served(City());
  MissingRequest request = About<MissingRequest>("city");
  request.set_page_size(3);
  auto page = served.Ask(ListMissing, request);
  EXPECT_THAT(OrgansOf(page), ElementsAre("organs/a", "organs/b", "organs/c"));
  EXPECT_EQ(page.total_size(), 4);
  request.set_page_token(page.next_page_token());
  page = served.Ask(ListMissing, request);
  EXPECT_THAT(OrgansOf(page), ElementsAre("organs/d"));
  EXPECT_EQ(page.next_page_token(), "");
}

TEST(ListMissing, GoesOnByNameWhenTheOneThatEndedThePageWasAcceptedMeanwhile) {
  LogBuilder log = City();
  Served served(log);
  MissingRequest request = About<MissingRequest>("city");
  request.set_page_size(2);
  request.set_page_token(served.Ask(ListMissing, request).next_page_token());
  served.Take(log.Accept("b", 2024, 1, {}));
  EXPECT_THAT(OrgansOf(served.Ask(ListMissing, request)), ElementsAre("organs/c", "organs/d"));
}

TEST(ListMissing, OfALineOfWork) {
  MissingRequest request = About<MissingRequest>("city");
  request.set_line("公安");
  EXPECT_THAT(OrgansOf(Served(City()).Ask(ListMissing, request)), ElementsAre("organs/d"));
}

TEST(ListMissing, RefusesTheTokenOfAnotherQuestion) {
  const Served served(City());
  MissingRequest request = About<MissingRequest>("city");
  request.set_page_size(1);
  const std::string token = served.Ask(ListMissing, request).next_page_token();
  const auto refused = [&](const MissingRequest& request) {
    return status::ReasonOf(served.Try(ListMissing, request).status()) == "FIELD_INVALID";
  };
  MissingRequest other = About<MissingRequest>("east");
  other.set_page_token(token);
  EXPECT_TRUE(refused(other));
  other = About<MissingRequest>("city", 2023);
  other.set_page_token(token);
  EXPECT_TRUE(refused(other));
  request.set_page_token("organs/a");
  EXPECT_TRUE(refused(request));
  request.set_page_token(token);
  request.set_page_size(2);
  EXPECT_FALSE(refused(request)) << "the size of a page is no part of the question";
}

TEST(ListMissing, OfAnUnknownNodeIsRefused) {
  EXPECT_EQ(status::ReasonOf(Served(City()).Try(ListMissing, About<MissingRequest>("stranger")).status()),
            "ORGAN_UNKNOWN");
}

}  // namespace
}  // namespace nianbao::aggregation
