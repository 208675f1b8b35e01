#include "services/submission/store/commit.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/submission/domain/etag.h"
#include "services/submission/domain/filing_read.h"
#include "services/submission/domain/rulebook_read.h"
#include "services/submission/domain/year_lock_guard.h"
#include "services/submission/store/calendar_rows.h"
#include "services/submission/store/deadline_rows.h"
#include "services/submission/store/filing_rows.h"
#include "services/submission/store/grant_rows.h"
#include "services/submission/store/log_rows.h"
#include "services/submission/store/reporter_rows.h"
#include "services/submission/store/reports_version.h"
#include "services/submission/store/request_rows.h"
#include "services/submission/store/roster_rows.h"
#include "services/submission/store/rulebook_rows.h"
#include "services/submission/store/year_lock_rows.h"

namespace nianbao::submission {
namespace {

absl::Status RosterChanged() {
  return status::Error(absl::StatusCode::kAborted, "ROSTER_CHANGED",
                       "roster: got a change in between, want the roster that was checked")
      .RetryAfter(absl::Milliseconds(100))
      .Chinese("名册刚被他人更改。请重新操作一次。");
}

absl::Status CheckLocks(Connection& connection, int32_t year, int64_t expected_version) {
  return YearLocksVersion(connection, year) == expected_version ? absl::OkStatus() : LocksChanged(year);
}

absl::Status CheckPreconditions(Connection& connection, const Changeset& changes) {
  if (changes.roster.has_value() && RosterVersion(connection) != changes.roster->expected_version) {
    return RosterChanged();
  }
  if (changes.frozen_roster.has_value()) {
    const FrozenRosterWrite& write = *changes.frozen_roster;
    if (ReportersVersion(connection, write.year) != write.expected_version) return RosterChanged();
    if (write.expected_roster.has_value() && RosterVersion(connection) != *write.expected_roster) {
      return RosterChanged();
    }
    if (write.expected_locks.has_value()) RETURN_IF_ERROR(CheckLocks(connection, write.year, *write.expected_locks));
  }
  if (changes.rulebook.has_value()) {
    const std::string active = ActiveDigest(connection);
    if (active != changes.rulebook->expected_digest) return RulebookChanged(changes.rulebook->expected_digest, active);
  }
  if (changes.grant.has_value()) RETURN_IF_ERROR(CheckGrant(connection, *changes.grant));
  if (changes.year_lock.has_value()) {
    const YearLockWrite& write = *changes.year_lock;
    RETURN_IF_ERROR(CheckLocks(connection, write.lock.year(), write.expected_version));
    if (write.expected_reports.has_value() &&
        SelectReportsVersion(connection, write.lock.year(), write.lock.node()) != *write.expected_reports) {
      return ReportsChanged(write.lock.year());
    }
  }
  for (const FilingWrite& write : changes.filings) {
    if (write.expected_locks.has_value()) {
      RETURN_IF_ERROR(CheckLocks(connection, write.filing.year(), *write.expected_locks));
    }
    const std::string& name = write.filing.name();
    const int64_t standing = FilingVersion(connection, name);
    if (standing == write.expected_version) continue;
    if (write.expected_version == 0) return FilingExists(name, EtagOf(standing));
    return EtagMismatch(name, EtagOf(write.expected_version), EtagOf(standing));
  }
  return absl::OkStatus();
}

void Write(Connection& connection, const Changeset& changes, LogTail& log) {
  log.Append(changes.events);
  const int64_t version = log.head().sequence();
  if (changes.roster.has_value() && !changes.roster->organs.empty()) {
    PutOrgans(connection, changes.roster->organs, version);
  }
  if (changes.rulebook.has_value()) PutRulebook(connection, changes.rulebook->rulebook);
  if (changes.year_lock.has_value()) PutYearLock(connection, changes.year_lock->lock, version);
  if (changes.frozen_roster.has_value()) PutReporters(connection, changes.frozen_roster->lines, version);
  if (changes.deadline.has_value()) PutDeadline(connection, *changes.deadline);
  if (changes.grant.has_value()) PutGrant(connection, *changes.grant, version);
  if (changes.calendar.has_value()) PutCalendar(connection, *changes.calendar);
  for (const FilingWrite& write : changes.filings) PutFiling(connection, write, version);
}

// The answer to one changeset, whose writes are part of the transaction from now on.
absl::StatusOr<std::string> CarryOut(Connection& connection, const Changeset& changes, LogTail& log) {
  ASSIGN_OR_RETURN(std::optional<std::string> before, SelectReply(connection, changes.request));
  if (before.has_value()) return *std::move(before);
  RETURN_IF_ERROR(CheckPreconditions(connection, changes));
  Write(connection, changes, log);
  std::string reply = changes.reply(log.head());
  InsertReply(connection, changes.request, reply);
  return reply;
}

}  // namespace

int64_t CommitTogether(Connection& connection, const std::vector<Pending*>& batch) {
  Transaction transaction(connection, Transaction::Kind::kWrite);
  LogTail log(connection);
  const int64_t before = log.head().sequence();
  for (Pending* const pending : batch) pending->reply = CarryOut(connection, *pending->changes, log);
  const int64_t after = log.head().sequence();
  if (after != before) log.Close();
  transaction.Commit();
  return after == before ? 0 : after;
}

}  // namespace nianbao::submission
