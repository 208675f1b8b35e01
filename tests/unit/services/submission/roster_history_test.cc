#include "services/submission/domain/roster_history.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/submission/domain/roster_draft.h"
#include "tests/unit/services/submission/samples.h"

namespace nianbao::submission {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

organ::v1::Organ From(const std::string& day, organ::v1::Organ organ) {
  organ.set_from_day(day);
  return organ;
}

organ::v1::Organ Absent(organ::v1::Organ organ) {
  organ.set_absent(true);
  return organ;
}

organ::v1::Organ After(const std::string& day, organ::v1::Organ organ, const std::vector<std::string>& predecessors) {
  organ.set_from_day(day);
  for (const std::string& id : predecessors) organ.add_predecessors("organs/" + id);
  return organ;
}

std::vector<std::string> Ids(const std::vector<const organ::v1::Organ*>& organs) {
  std::vector<std::string> ids;
  for (const auto* organ : organs) ids.push_back(organ->name().substr(7));
  return ids;
}

// edu moves from city to park on 1 March; zone is there from 1 March to 31 May.
const RosterHistory& History() {
  static const RosterHistory& history =
      *new RosterHistory({Organ("city"), Organ("park", "city"), Organ("edu", "city"),
                          From("2025-03-01", Organ("edu", "park")), Absent(Organ("zone", "city")),
                          From("2025-03-01", Organ("zone", "city")), From("2025-06-01", Absent(Organ("zone", "city")))},
                         7);
  return history;
}

TEST(RosterHistory, GivesTheTreeOfAnyDay) {
  EXPECT_THAT(Ids(History().On("2025-02-28")->Subtree("")), ElementsAre("city", "edu", "park"));
  EXPECT_THAT(Ids(History().On("2025-03-01")->Subtree("")), ElementsAre("city", "park", "edu", "zone"));
  EXPECT_THAT(Ids(History().On("2025-05-31")->Children("organs/city")), ElementsAre("park", "zone"));
  EXPECT_THAT(Ids(History().On("2025-06-01")->Subtree("")), ElementsAre("city", "park", "edu"));
  EXPECT_THAT(Ids(History().On("")->Subtree("")), ElementsAre("city", "edu", "park"));
}

TEST(RosterHistory, KnowsAnAbsentOrganAndGivesItNoPlace) {
  const auto roster = History().On("2025-06-01");
  ASSERT_NE(roster->Find("organs/zone"), nullptr);
  EXPECT_TRUE(roster->Find("organs/zone")->absent());
  EXPECT_THAT(Ids(roster->Subtree("organs/zone")), IsEmpty());
  EXPECT_EQ(History().At("organs/nobody", "2025-06-01"), nullptr);
}

TEST(RosterHistory, KeepsTheRosterOfATimeForAllItsDays) {
  EXPECT_EQ(History().On("2025-03-01"), History().On("2025-05-31"));
  EXPECT_NE(History().On("2025-03-01"), History().On("2025-06-01"));
}

TEST(RosterHistory, FollowsSuccessionsThroughOneYear) {
  const RosterHistory history({Organ("a"), Organ("b"), Organ("c"), Organ("d"), After("2025-02-01", Organ("c"), {"a"}),
                               After("2025-09-01", Organ("d"), {"b", "c"}), After("2026-01-01", Organ("b"), {"d"})},
                              7);
  EXPECT_THAT(history.PredecessorsIn("organs/d", 2025), ElementsAre("organs/a", "organs/b", "organs/c"));
  EXPECT_THAT(history.PredecessorsIn("organs/c", 2025), ElementsAre("organs/a"));
  EXPECT_THAT(history.PredecessorsIn("organs/d", 2026), IsEmpty());
  EXPECT_THAT(history.SuccessorsIn("organs/a", 2025), ElementsAre("organs/c", "organs/d"));
  EXPECT_THAT(history.SuccessorsIn("organs/d", 2025), IsEmpty());
  EXPECT_THAT(history.SuccessorsIn("organs/d", 2026), ElementsAre("organs/b"));
}

TEST(RosterDraft, WritesLastWhatStandsToday) {
  RosterDraft draft(History());
  draft.Put(From("2026-01-01", Organ("park", "")));
  draft.Put(From("2025-01-01", Organ("new", "city")));
  std::vector<std::string> writes;
  for (const organ::v1::Organ& organ : draft.Writes("2025-07-01")) {
    writes.push_back(organ.name().substr(7) + " " + organ.from_day() + (organ.absent() ? " absent" : ""));
  }
  EXPECT_THAT(writes, ElementsAre("park 2026-01-01", "new  absent", "new 2025-01-01", "park "));
}

TEST(RosterDraft, NamesTheDaysFromTheFirstThatItTouchesOn) {
  RosterDraft draft(History());
  EXPECT_THAT(draft.Days(), IsEmpty());
  draft.Put(From("2025-04-01", Organ("park", "")));
  EXPECT_THAT(draft.Days(), ElementsAre("2025-04-01", "2025-06-01"));
}

TEST(RosterDraft, FindsThoseBelowOnADay) {
  RosterDraft draft(History());
  EXPECT_THAT(draft.ChildrenOn("organs/park", "2025-02-28"), IsEmpty());
  EXPECT_THAT(draft.ChildrenOn("organs/park", "2025-03-01"), ElementsAre("organs/edu"));
  draft.Put(From("2025-04-01", Organ("zone", "park")));
  EXPECT_THAT(draft.ChildrenOn("organs/park", "2025-04-01"), ElementsAre("organs/edu", "organs/zone"));
  EXPECT_THAT(draft.ChildrenOn("organs/city", "2025-04-01"), ElementsAre("organs/park"));
}

}  // namespace
}  // namespace nianbao::submission
