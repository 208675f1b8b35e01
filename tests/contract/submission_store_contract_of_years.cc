// Of the contract: the frozen lists of years, deadlines and working days.
#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "tests/contract/changesets.h"
#include "tests/contract/submission_store_contract.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/samples.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;
using testing::ElementsAre;
using testing::IsEmpty;

Changeset PutLines(const std::string& id, int year, const std::vector<std::string>& organs, int64_t expected_version) {
  Changeset changes = Change(id, static_cast<int>(organs.size()));
  FrozenRosterWrite write = {.year = year, .lines = {}, .expected_version = expected_version};
  for (const std::string& organ : organs) {
    organ::v1::ExpectedReporter& line = write.lines.emplace_back();
    line.set_year(year);
    *line.mutable_organ() = Organ(organ);
  }
  changes.frozen_roster = write;
  return changes;
}

Changeset PutDay(const std::string& id, const std::string& node, form::v1::Scope scope, const std::string& day) {
  Changeset changes = Change(id);
  organ::v1::Deadline deadline;
  deadline.set_node(node);
  deadline.set_year(2024);
  deadline.set_scope(scope);
  deadline.set_day(day);
  changes.deadline = deadline;
  return changes;
}

Changeset PutGrant(const std::string& id, const std::string& subject, const std::string& node, bool revoked = false) {
  Changeset changes = Change(id);
  v1::GrantChange& change = *changes.events[0].mutable_grant();
  change.mutable_grant()->set_subject(subject);
  change.mutable_grant()->set_node(node);
  change.mutable_grant()->set_role(organ::v1::Grant::ROLE_FILER);
  change.set_reason(id);
  changes.grant = GrantWrite{change.grant(), revoked};
  return changes;
}

// The roster with organs/city, organs/edu and organs/tax ends at sequence 3.
TEST_P(SubmissionStoreContractOfFilings, KeepsTheListsOfYearsApart) {
  EXPECT_EQ(store().ReadFrozenRoster(2024).value(), nullptr);
  ASSERT_THAT(store().Commit(PutLines("a", 2024, {"city", "edu"}, 0)), IsOk());
  ASSERT_THAT(store().Commit(PutLines("b", 2025, {"city"}, 0)), IsOk());
  harness_->Reopen();
  EXPECT_EQ(store().ReadFrozenRoster(2024).value()->version(), 5);
  EXPECT_EQ(store().ReadFrozenRoster(2024).value()->size(), 2u);
  EXPECT_EQ(store().ReadFrozenRoster(2025).value()->version(), 6);
  EXPECT_EQ(store().ReadFrozenRoster(2023).value(), nullptr);
}

TEST_P(SubmissionStoreContractOfFilings, RefusesAListThatWasTakenFromAnotherRoster) {
  const int64_t roster = store().ReadRosterHistory().value()->version();
  ASSERT_THAT(store().Commit(PutRoster("roster-2", {Organ("new")}, roster)), IsOk());
  Changeset list = PutLines("a", 2024, {"city", "edu"}, 0);
  list.frozen_roster->expected_roster = roster;
  EXPECT_THAT(store().Commit(list), IsRefused(StatusCode::kAborted, "ROSTER_CHANGED"));
  EXPECT_EQ(store().ReadFrozenRoster(2024).value(), nullptr);
  list.frozen_roster->expected_roster = store().ReadRosterHistory().value()->version();
  EXPECT_THAT(store().Commit(list), IsOk());
}

TEST_P(SubmissionStoreContractOfFilings, ReplacesTheLinesOfAList) {
  ASSERT_THAT(store().Commit(PutLines("a", 2024, {"city", "edu"}, 0)), IsOk());
  Changeset removal = PutLines("b", 2024, {"edu"}, 5);
  removal.frozen_roster->lines[0].set_removed(true);
  ASSERT_THAT(store().Commit(removal), IsOk());
  const auto frozen = store().ReadFrozenRoster(2024).value();
  EXPECT_EQ(frozen->version(), 6);
  EXPECT_EQ(frozen->Find("organs/edu"), nullptr);
  EXPECT_NE(frozen->Find("organs/city"), nullptr);
}

TEST_P(SubmissionStoreContractOfFilings, RefusesAListDecidedOnAnOlderOne) {
  ASSERT_THAT(store().Commit(PutLines("a", 2024, {"city"}, 0)), IsOk());
  EXPECT_THAT(store().Commit(PutLines("b", 2024, {"edu"}, 0)), IsRefused(StatusCode::kAborted, "ROSTER_CHANGED"));
  EXPECT_EQ(store().ReadFrozenRoster(2024).value()->size(), 1u);
  EXPECT_EQ(log().Head()->sequence(), 4);
}

TEST_P(SubmissionStoreContractOfFilings, KeepsOneDeadlineForANodeYearAndScope) {
  ASSERT_THAT(store().Commit(PutDay("a", "organs/edu", form::v1::SCOPE_OWN, "2025-01-20")), IsOk());
  ASSERT_THAT(store().Commit(PutDay("b", "organs/city", form::v1::SCOPE_ROLL_UP, "2025-02-20")), IsOk());
  ASSERT_THAT(store().Commit(PutDay("c", "organs/edu", form::v1::SCOPE_OWN, "2025-01-22")), IsOk());
  harness_->Reopen();
  std::vector<std::string> days;
  const std::vector<organ::v1::Deadline> kept = store().ListDeadlines(2024).value();
  for (const organ::v1::Deadline& deadline : kept) days.push_back(deadline.node() + " " + deadline.day());
  EXPECT_THAT(days, ElementsAre("organs/city 2025-02-20", "organs/edu 2025-01-22"));
  EXPECT_TRUE(store().ListDeadlines(2023)->empty());
  ASSERT_THAT(store().Commit(PutDay("d", "organs/edu", form::v1::SCOPE_OWN, "")), IsOk());
  EXPECT_EQ(store().ListDeadlines(2024)->size(), 1u);
}

TEST_P(SubmissionStoreContractOfFilings, GivesTheDeadlinesOfAYearBackAfterAnyOfThem) {
  ASSERT_THAT(store().Commit(PutDay("a", "organs/tax", form::v1::SCOPE_OWN, "2025-01-20")), IsOk());
  ASSERT_THAT(store().Commit(PutDay("b", "organs/city", form::v1::SCOPE_ROLL_UP, "2025-02-20")), IsOk());
  ASSERT_THAT(store().Commit(PutDay("c", "organs/city", form::v1::SCOPE_OWN, "2025-01-21")), IsOk());
  ASSERT_THAT(store().Commit(PutDay("d", "organs/edu", form::v1::SCOPE_OWN, "2025-01-22")), IsOk());
  const auto days = [&](int year, const std::string& node, form::v1::Scope scope, int limit) {
    organ::v1::Deadline after;
    after.set_year(year);
    after.set_node(node);
    after.set_scope(scope);
    std::vector<std::string> found;
    const std::vector<organ::v1::Deadline> kept = store().ListDeadlinesAfter(after, limit).value();
    for (const organ::v1::Deadline& deadline : kept) found.push_back(deadline.day());
    return found;
  };
  EXPECT_THAT(days(2024, "", form::v1::SCOPE_UNSPECIFIED, 10),
              ElementsAre("2025-01-21", "2025-02-20", "2025-01-22", "2025-01-20"));
  EXPECT_THAT(days(2024, "", form::v1::SCOPE_UNSPECIFIED, 2), ElementsAre("2025-01-21", "2025-02-20"));
  EXPECT_THAT(days(2024, "organs/city", form::v1::SCOPE_OWN, 2), ElementsAre("2025-02-20", "2025-01-22"));
  EXPECT_THAT(days(2024, "organs/city", form::v1::SCOPE_ROLL_UP, 1), ElementsAre("2025-01-22"));
  EXPECT_THAT(days(2024, "organs/tax", form::v1::SCOPE_OWN, 1), IsEmpty());
  EXPECT_THAT(days(2023, "", form::v1::SCOPE_UNSPECIFIED, 1), IsEmpty());
}

TEST_P(SubmissionStoreContractOfFilings, KeepsOneCalendarForAYear) {
  EXPECT_EQ(store().FindCalendar(2026).value(), std::nullopt);
  for (const char* source : {"一", "二"}) {
    Changeset changes = Change(source);
    changes.calendar.emplace().set_year(2026);
    changes.calendar->set_source(source);
    ASSERT_THAT(store().Commit(changes), IsOk());
  }
  harness_->Reopen();
  EXPECT_EQ(store().FindCalendar(2026).value()->source(), "二");
  EXPECT_EQ(store().FindCalendar(2025).value(), std::nullopt);
}

TEST_P(SubmissionStoreContractOfFilings, KeepsGrantsInTheOrderOfTheirKeys) {
  ASSERT_THAT(store().Commit(PutGrant("a", "乙", "organs/edu")), IsOk());
  ASSERT_THAT(store().Commit(PutGrant("b", "甲", "")), IsOk());
  ASSERT_THAT(store().Commit(PutGrant("c", "z", "organs/edu")), IsOk());
  harness_->Reopen();
  const auto reasons = [&](const GrantFilter& filter) {
    std::vector<std::string> found;
    const auto grants = store().ListGrants(filter).value();
    for (const organ::v1::KeptGrant& kept : grants) found.push_back(kept.reason());
    return found;
  };
  EXPECT_THAT(reasons({}), ElementsAre("c", "a", "b")) << "by bytes";
  EXPECT_THAT(reasons({.subject = "乙"}), ElementsAre("a"));
  EXPECT_THAT(reasons({.nodes = {"", "organs/edu"}}), ElementsAre("c", "a", "b"));
  EXPECT_THAT(reasons({.nodes = {""}}), ElementsAre("b"));
  EXPECT_THAT(reasons({.nodes = {"", "organs/edu"}, .limit = 2}), ElementsAre("c", "a"));
  const organ::v1::Grant last = store().ListGrants({.subject = "乙"}).value().at(0).grant();
  EXPECT_THAT(reasons({.after = last}), ElementsAre("b"));
  EXPECT_THAT(reasons({.nodes = {"", "organs/edu"}, .after = last}), ElementsAre("b"));
  EXPECT_THAT(store().Commit(PutGrant("d", "乙", "organs/edu")), IsRefused(StatusCode::kAlreadyExists, "GRANT_EXISTS"));
  ASSERT_THAT(store().Commit(PutGrant("e", "乙", "organs/edu", true)), IsOk());
  EXPECT_THAT(reasons({}), ElementsAre("c", "b"));
  EXPECT_THAT(store().Commit(PutGrant("f", "乙", "organs/edu", true)),
              IsRefused(StatusCode::kNotFound, "GRANT_UNKNOWN"));
  EXPECT_EQ(log().Head()->sequence(), 7) << "what is refused is no event";
}

}  // namespace
}  // namespace nianbao::submission
