// Who may do what where, as one log or several say.
#include "services/aggregation/domain/standing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "services/aggregation/domain/live_totals.h"
#include "tests/unit/services/aggregation/log_builder.h"

namespace nianbao::aggregation {
namespace {

using nianbao::testing::LogBuilder;
using organ::v1::Grant;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Optional;

void Grants(LogBuilder& log, const std::string& subject, Grant::Role role, const std::string& node,
            bool revoked = false) {
  submission::v1::Event event;
  event.mutable_grant()->set_revoked(revoked);
  Grant& grant = *event.mutable_grant()->mutable_grant();
  grant.set_subject(subject);
  grant.set_role(role);
  grant.set_node(node);
  log.Add(event);
}

// Logs that were read to their ends, with where each hangs.
class StandingTest : public ::testing::Test {
 protected:
  void Read(const std::vector<LogBuilder>& logs, const std::vector<std::string>& mounts) {
    facts_ = std::make_unique<Facts>(mounts);
    for (size_t source = 0; source < logs.size(); ++source) {
      facts_->Begin(static_cast<int>(source), logs[source].token().log_id());
      for (const auto& record : logs[source].records()) {
        ASSERT_TRUE(facts_->Apply(static_cast<int>(source), record).ok());
      }
    }
  }
  std::vector<std::string> NodesOf(const std::string& subject) const {
    std::vector<std::string> nodes;
    for (const Grant& grant : GrantsOf(*facts_, subject))
      nodes.push_back(absl::StrCat(grant.role(), " ", grant.node()));
    return nodes;
  }

  std::unique_ptr<Facts> facts_;
};

TEST_F(StandingTest, FollowsGrantsAndRevocations) {
  LogBuilder log;
  log.Organ("city", "").Organ("edu", "city");
  Grants(log, "clerk-7", Grant::ROLE_FILER, "organs/edu");
  Grants(log, "clerk-7", Grant::ROLE_READER, "");
  Grants(log, "clerk-8", Grant::ROLE_READER, "organs/city");
  Read({log}, {""});
  EXPECT_THAT(NodesOf("clerk-7"), ElementsAre("1 ", "2 organs/edu"));
  EXPECT_THAT(NodesOf("clerk-9"), IsEmpty());
  Grants(log, "clerk-7", Grant::ROLE_FILER, "organs/edu", true);
  Read({log}, {""});
  EXPECT_THAT(NodesOf("clerk-7"), ElementsAre("1 "));
}

TEST_F(StandingTest, KnowsWhereOrgansStandNowOrStoodLast) {
  LogBuilder log;
  log.Organ("city", "").Organ("edu", "city").Organ("park", "edu").Organ("park", "city");
  log.Put({.id = "edu", .parent = "city", .from_day = "2025-03-01", .absent = true, .successors = {"park"}});
  Read({log}, {""});
  EXPECT_THAT(OrganAbove(*facts_, "organs/park"), Optional(std::string("organs/city")));
  EXPECT_THAT(OrganAbove(*facts_, "organs/edu"), Optional(std::string("organs/city"))) << "gone";
  EXPECT_EQ(OrganAbove(*facts_, "organs/nowhere"), std::nullopt);
  const auto above_top = OrganAbove(*facts_, "organs/city");
  ASSERT_TRUE(above_top.has_value());
  EXPECT_THAT(OrganAbove(*facts_, *above_top), Optional(std::string("")));
}

TEST_F(StandingTest, ALogSpeaksForItsOwnOrgansAlone) {
  LogBuilder nation("nation");
  nation.Organ("state", "");
  Grants(nation, "root", Grant::ROLE_READER, "");
  LogBuilder province("province");
  province.Organ("capital", "");
  Grants(province, "chief", Grant::ROLE_READER, "");
  Grants(province, "intruder", Grant::ROLE_READER, "organs/state");
  Read({nation, province}, {"", "organs/state"});
  EXPECT_THAT(NodesOf("root"), ElementsAre("1 ")) << "the log at the top speaks for all";
  EXPECT_THAT(NodesOf("intruder"), IsEmpty()) << "a log gives nothing of another's";
  // All trees of the province are what stands below its log.
  const auto above = OrganAbove(*facts_, "organs/capital");
  ASSERT_TRUE(above.has_value());
  EXPECT_THAT(NodesOf("chief"), ElementsAre("1 " + *above));
  EXPECT_THAT(OrganAbove(*facts_, *above), Optional(std::string("organs/state")));
}

TEST_F(StandingTest, OfLogsThatStandAloneNoneSpeaksForAll) {
  LogBuilder one("one");
  one.Organ("a", "");
  Grants(one, "chief", Grant::ROLE_READER, "");
  LogBuilder other("other");
  other.Organ("b", "");
  Read({one, other}, {"", ""});
  EXPECT_THAT(NodesOf("chief"), ElementsAre("1 " + *OrganAbove(*facts_, "organs/a")));
  EXPECT_NE(OrganAbove(*facts_, "organs/a"), OrganAbove(*facts_, "organs/b"));
}

TEST_F(StandingTest, WhatALogSaidIsForgottenWithIt) {
  LogBuilder log;
  log.Organ("city", "");
  Grants(log, "clerk-7", Grant::ROLE_READER, "");
  Read({log}, {""});
  facts_->Begin(0, "another");
  EXPECT_THAT(NodesOf("clerk-7"), IsEmpty());
}

TEST(LiveRights, AreNotToldBeforeTheLogWasRead) {
  LogBuilder log;
  log.Organ("city", "");
  LiveTotals totals;
  const auto look = [&] { return status::ReasonOf(totals.LookAtFacts([](const Facts&) {})); };
  EXPECT_EQ(look(), "NOT_CAUGHT_UP");
  totals.Begin(0, "log-a");
  EXPECT_EQ(look(), "NOT_CAUGHT_UP");
  totals.ServeFrom(0, 1);
  EXPECT_EQ(look(), "NOT_CAUGHT_UP");
  ASSERT_TRUE(totals.Apply(0, log.After(0)).ok());
  EXPECT_EQ(look(), "");
  log.More().Organ("edu", "city");
  ASSERT_TRUE(totals.Apply(0, log.After(1)).ok());
  EXPECT_EQ(look(), "") << "in the middle of a change too";
}

TEST(LiveRights, HaveANewVersionWhenGrantsOrTreesChange) {
  LogBuilder log;
  log.Organ("city", "");
  LiveTotals totals;
  totals.Begin(0, "log-a");
  int64_t version = totals.rights_version();
  const auto changes = [&] {
    EXPECT_TRUE(totals.Apply(0, log.After(totals.position(0)->sequence())).ok());
    return std::exchange(version, totals.rights_version()) != version;
  };
  EXPECT_TRUE(changes());
  Grants(log, "clerk-7", Grant::ROLE_READER, "");
  EXPECT_TRUE(changes());
  log.Accept("city", 2024, 1, {});
  EXPECT_FALSE(changes());
  Grants(log, "clerk-7", Grant::ROLE_READER, "", true);
  EXPECT_TRUE(changes());
}

}  // namespace
}  // namespace nianbao::aggregation
