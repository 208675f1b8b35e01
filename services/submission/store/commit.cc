#include "services/submission/store/commit.h"

#include <SQLiteCpp/Transaction.h>

#include <optional>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "services/submission/domain/etag.h"
#include "services/submission/domain/filing_read.h"
#include "services/submission/domain/rulebook_read.h"
#include "services/submission/domain/year_lock_guard.h"
#include "services/submission/store/filing_rows.h"
#include "services/submission/store/log_rows.h"
#include "services/submission/store/request_rows.h"
#include "services/submission/store/roster_rows.h"
#include "services/submission/store/rulebook_rows.h"
#include "services/submission/store/sqlite_status.h"
#include "services/submission/store/year_lock_rows.h"

namespace nianbao::submission {
namespace {

absl::Status RosterChanged() {
  return status::Error(absl::StatusCode::kAborted, "ROSTER_CHANGED",
                       "roster: got a change in between, want the roster that was checked")
      .RetryAfter(absl::Milliseconds(100))
      .Chinese("名册刚被他人更改。请重新导入一次。");
}

void CheckLocks(Connection& connection, int32_t year, int64_t expected_version) {
  if (YearLocksVersion(connection, year) != expected_version) throw StoreError{LocksChanged(year)};
}

void CheckPreconditions(Connection& connection, const Changeset& changes) {
  if (changes.roster.has_value() && RosterVersion(connection) != changes.roster->expected_version) {
    throw StoreError{RosterChanged()};
  }
  if (changes.rulebook.has_value()) {
    const std::string active = ActiveDigest(connection);
    if (active != changes.rulebook->expected_digest) {
      throw StoreError{RulebookChanged(changes.rulebook->expected_digest, active)};
    }
  }
  if (changes.year_lock.has_value()) {
    CheckLocks(connection, changes.year_lock->lock.year(), changes.year_lock->expected_version);
  }
  for (const FilingWrite& write : changes.filings) {
    if (write.expected_locks.has_value()) CheckLocks(connection, write.filing.year(), *write.expected_locks);
    const std::string& name = write.filing.name();
    const int64_t standing = FilingVersion(connection, name);
    if (standing == write.expected_version) continue;
    if (write.expected_version == 0) throw StoreError{FilingExists(name, EtagOf(standing))};
    throw StoreError{EtagMismatch(name, EtagOf(write.expected_version), EtagOf(standing))};
  }
}

}  // namespace

CommitResult CommitChangeset(Connection& connection, const Changeset& changes) {
  SQLite::Transaction transaction(connection.database(), SQLite::TransactionBehavior::IMMEDIATE);
  if (std::optional<std::string> reply = SelectReply(connection, changes.request)) return {*std::move(reply)};
  CheckPreconditions(connection, changes);
  const v1::EventToken head = AppendEvents(connection, changes.events);
  if (changes.roster.has_value() && !changes.roster->organs.empty()) {
    PutOrgans(connection, changes.roster->organs, head.sequence());
  }
  if (changes.rulebook.has_value()) PutRulebook(connection, changes.rulebook->rulebook);
  if (changes.year_lock.has_value()) PutYearLock(connection, changes.year_lock->lock, head.sequence());
  for (const FilingWrite& write : changes.filings) PutFiling(connection, write, head.sequence());
  CommitResult result{changes.reply(head), changes.events.empty() ? 0 : head.sequence()};
  InsertReply(connection, changes.request, result.reply);
  transaction.commit();
  return result;
}

}  // namespace nianbao::submission
