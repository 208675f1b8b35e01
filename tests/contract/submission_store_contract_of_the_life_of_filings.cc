// Of the contract: locks of years, due days of filings, documents.
#include <gmock/gmock.h>

#include "tests/contract/changesets.h"
#include "tests/contract/submission_store_contract.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/samples.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;
using testing::ElementsAre;
using testing::IsEmpty;

Changeset PutLock(const std::string& id, const std::string& node, v1::YearLock::Kind kind, int64_t expected_version,
                  int year = 2024) {
  Changeset changes = Change(id);
  YearLockWrite write;
  write.lock.set_year(year);
  write.lock.set_node(node);
  write.lock.set_kind(kind);
  write.lock.set_reason(id);
  write.expected_version = expected_version;
  changes.year_lock = write;
  return changes;
}

organ::v1::ExpectedReporter ExpectedLine(const std::string& organ, int year) {
  organ::v1::ExpectedReporter line;
  line.set_year(year);
  *line.mutable_organ() = Organ(organ);
  return line;
}

TEST_P(SubmissionStoreContract, GivesTheLocksOfAYearBack) {
  EXPECT_EQ(store().ListYearLocks(2024)->version, 0);
  ASSERT_THAT(store().Commit(PutLock("a", "organs/city", v1::YearLock::KIND_LOCKED, 0)), IsOk());
  ASSERT_THAT(store().Commit(PutLock("b", "", v1::YearLock::KIND_SEALED, 1)), IsOk());
  ASSERT_THAT(store().Commit(PutLock("c", "", v1::YearLock::KIND_LOCKED, 0, 2025)), IsOk());
  harness_->Reopen();
  const YearLocks locks = store().ListYearLocks(2024).value();
  EXPECT_EQ(locks.version, 2);
  ASSERT_EQ(locks.locks.size(), 2u);
  EXPECT_EQ(locks.locks[0].node(), "");
  EXPECT_EQ(locks.locks[0].kind(), v1::YearLock::KIND_SEALED);
  EXPECT_EQ(locks.locks[1].node(), "organs/city");
  EXPECT_EQ(locks.locks[1].reason(), "a");
  EXPECT_EQ(store().ListYearLocks(2025)->version, 3);
}

TEST_P(SubmissionStoreContract, GivesTheLocksOfAYearBackAfterAnyOfThem) {
  ASSERT_THAT(store().Commit(PutLock("a", "organs/a", v1::YearLock::KIND_LOCKED, 0)), IsOk());
  ASSERT_THAT(store().Commit(PutLock("b", "", v1::YearLock::KIND_SEALED, 1)), IsOk());
  ASSERT_THAT(store().Commit(PutLock("c", "organs/a-z", v1::YearLock::KIND_LOCKED, 2)), IsOk());
  ASSERT_THAT(store().Commit(PutLock("d", "organs/a0", v1::YearLock::KIND_LOCKED, 3)), IsOk());
  ASSERT_THAT(store().Commit(PutLock("e", "organs/b", v1::YearLock::KIND_LOCKED, 4)), IsOk());
  ASSERT_THAT(store().Commit(PutLock("f", "organs/b", v1::YearLock::KIND_UNSPECIFIED, 5)), IsOk());
  ASSERT_THAT(store().Commit(PutLock("g", "organs/c", v1::YearLock::KIND_LOCKED, 0, 2025)), IsOk());
  const auto nodes = [&](const std::optional<std::string>& node, int limit) {
    std::vector<std::string> found;
    const std::vector<v1::YearLock> locks = store().ListYearLocksAfter(2024, node, limit).value();
    for (const v1::YearLock& lock : locks) found.push_back(lock.node());
    return found;
  };
  EXPECT_THAT(nodes(std::nullopt, 10), ElementsAre("", "organs/a", "organs/a-z", "organs/a0")) << "by bytes";
  EXPECT_THAT(nodes(std::nullopt, 2), ElementsAre("", "organs/a"));
  EXPECT_THAT(nodes("", 2), ElementsAre("organs/a", "organs/a-z"));
  EXPECT_THAT(nodes("organs/a-z", 2), ElementsAre("organs/a0"));
  EXPECT_THAT(nodes("organs/a-a", 1), ElementsAre("organs/a-z")) << "although no lock stands there";
  EXPECT_THAT(nodes("organs/a0", 2), IsEmpty());
}

TEST_P(SubmissionStoreContract, RemembersThatALockWasLifted) {
  ASSERT_THAT(store().Commit(PutLock("a", "organs/city", v1::YearLock::KIND_LOCKED, 0)), IsOk());
  ASSERT_THAT(store().Commit(PutLock("b", "organs/city", v1::YearLock::KIND_UNSPECIFIED, 1)), IsOk());
  EXPECT_THAT(store().ListYearLocks(2024)->locks, IsEmpty());
  EXPECT_EQ(store().ListYearLocks(2024)->version, 2);
  EXPECT_THAT(store().Commit(PutLock("c", "organs/city", v1::YearLock::KIND_LOCKED, 1)),
              IsRefused(StatusCode::kAborted, "LOCKS_CHANGED"));
  EXPECT_THAT(store().Commit(PutLock("d", "organs/city", v1::YearLock::KIND_LOCKED, 2)), IsOk());
}

TEST_P(SubmissionStoreContractOfFilings, RefusesAChangeThatWasDecidedOnOlderLocksOfItsYear) {
  ASSERT_THAT(store().Commit(PutLock("a", "organs/city", v1::YearLock::KIND_LOCKED, 0, 2025)), IsOk());
  Changeset changes = PutOpen("b", Revision(1, v1::Revision::STATE_DRAFT, 1), 0);
  changes.filings[0].expected_locks = 0;
  EXPECT_THAT(store().Commit(changes), IsOk()) << "another year's locks are none of its concern";
  ASSERT_THAT(store().Commit(PutLock("c", "organs/city", v1::YearLock::KIND_LOCKED, 0)), IsOk());
  changes = PutOpen("d", Revision(1, v1::Revision::STATE_DRAFT, 2), 5);
  changes.filings[0].expected_locks = 0;
  EXPECT_THAT(store().Commit(changes), IsRefused(StatusCode::kAborted, "LOCKS_CHANGED"));
  changes.filings[0].expected_locks = 6;
  EXPECT_THAT(store().Commit(changes), IsOk());
}

TEST_P(SubmissionStoreContractOfFilings, RefusesAListThatWasDecidedOnOlderLocksOfItsYear) {
  Changeset list = Change("list");
  list.frozen_roster = FrozenRosterWrite{.year = 2024, .lines = {ExpectedLine("city", 2024)}, .expected_locks = 0};
  ASSERT_THAT(store().Commit(PutLock("seal", "organs/city", v1::YearLock::KIND_SEALED, 0)), IsOk());
  EXPECT_THAT(store().Commit(list), IsRefused(StatusCode::kAborted, "LOCKS_CHANGED"));
  EXPECT_EQ(store().ReadFrozenRoster(2024).value(), nullptr);
  list.frozen_roster->expected_locks = store().ListYearLocks(2024)->version;
  EXPECT_THAT(store().Commit(list), IsOk());
}

TEST_P(SubmissionStoreContractOfFilings, KeepsTheDueDayOfAFilingThatHasNoRevision) {
  Changeset changes = PutOpen("a", Revision(1, v1::Revision::STATE_DRAFT, 1), 0);
  FilingWrite& write = changes.filings[0];
  write.filing.clear_open_revision();
  write.filing.mutable_deadline()->set_due_date("2025-02-14");
  write.revision_count = 0;
  write.revisions.clear();
  ASSERT_THAT(store().Commit(changes), IsOk());
  const FilingSnapshot snapshot = store().FindFiling(kName)->value();
  EXPECT_EQ(snapshot.filing.deadline().due_date(), "2025-02-14");
  EXPECT_EQ(snapshot.revision_count, 0);
  EXPECT_EQ(store().ListFilings({.limit = 10})->at(0).deadline().due_date(), "2025-02-14");
  EXPECT_THAT(store().ListRevisions(kName).value(), IsEmpty());
}

TEST_P(SubmissionStoreContractOfFilings, KeepsADocumentOnceUnderItsDigest) {
  const std::string bytes("\0\xff%PDF", 6);
  Changeset changes = PutOpen("a", Revision(1, v1::Revision::STATE_DRAFT, 1), 0);
  changes.filings[0].documents = {{bytes, "digest"}, {bytes, "digest"}};
  ASSERT_THAT(store().Commit(changes), IsOk());
  changes = PutOpen("b", Revision(1, v1::Revision::STATE_DRAFT, 2), 4);
  changes.filings[0].documents = {{bytes, "digest"}};
  ASSERT_THAT(store().Commit(changes), IsOk());
  harness_->Reopen();
  EXPECT_EQ(store().FindDocument("digest").value(), bytes);
  EXPECT_EQ(store().FindDocument("another").value(), std::nullopt);
}

TEST_P(SubmissionStoreContractOfFilings, RefusesASealThatCountedOtherReports) {
  const int64_t counted = store().ReportsVersion(2024, "organs/city").value();
  Changeset seal = PutLock("seal", "organs/city", v1::YearLock::KIND_SEALED, 0);
  seal.year_lock->expected_reports = counted;
  ASSERT_THAT(store().Commit(PutOpen("draft", Revision(1, v1::Revision::STATE_DRAFT, 1), 0)), IsOk());
  EXPECT_THAT(store().Commit(seal), IsRefused(StatusCode::kAborted, "LOCKS_CHANGED"));
  EXPECT_THAT(store().ListYearLocks(2024)->locks, IsEmpty());
  EXPECT_GT(store().ReportsVersion(2024, "organs/city").value(), counted);
  EXPECT_EQ(store().ReportsVersion(2023, "organs/city").value(), counted) << "the filing is of another year";
  EXPECT_EQ(store().ReportsVersion(2024, "organs/tax").value(), counted) << "and stands elsewhere";
  seal.year_lock->expected_reports = store().ReportsVersion(2024, "organs/city").value();
  EXPECT_THAT(store().Commit(seal), IsOk());
}

}  // namespace
}  // namespace nianbao::submission
