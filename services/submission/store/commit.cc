#include "services/submission/store/commit.h"

#include <SQLiteCpp/Transaction.h>

#include <optional>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "services/submission/domain/etag.h"
#include "services/submission/domain/filing_read.h"
#include "services/submission/domain/rulebook_read.h"
#include "services/submission/store/calendar_rows.h"
#include "services/submission/store/deadline_rows.h"
#include "services/submission/store/filing_rows.h"
#include "services/submission/store/log_rows.h"
#include "services/submission/store/reporter_rows.h"
#include "services/submission/store/request_rows.h"
#include "services/submission/store/roster_rows.h"
#include "services/submission/store/rulebook_rows.h"
#include "services/submission/store/sqlite_status.h"

namespace nianbao::submission {
namespace {

absl::Status RosterChanged() {
  return status::Error(absl::StatusCode::kAborted, "ROSTER_CHANGED",
                       "roster: got a change in between, want the roster that was checked")
      .RetryAfter(absl::Milliseconds(100))
      .Chinese("名册刚被他人更改。请重新操作一次。");
}

void CheckPreconditions(Connection& connection, const Changeset& changes) {
  if (changes.roster.has_value() && RosterVersion(connection) != changes.roster->expected_version) {
    throw StoreError{RosterChanged()};
  }
  if (changes.frozen_roster.has_value() &&
      ReportersVersion(connection, changes.frozen_roster->year) != changes.frozen_roster->expected_version) {
    throw StoreError{RosterChanged()};
  }
  if (changes.rulebook.has_value()) {
    const std::string active = ActiveDigest(connection);
    if (active != changes.rulebook->expected_digest) {
      throw StoreError{RulebookChanged(changes.rulebook->expected_digest, active)};
    }
  }
  for (const FilingWrite& write : changes.filings) {
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
  if (changes.frozen_roster.has_value()) PutReporters(connection, changes.frozen_roster->lines, head.sequence());
  if (changes.deadline.has_value()) PutDeadline(connection, *changes.deadline);
  if (changes.calendar.has_value()) PutCalendar(connection, *changes.calendar);
  for (const FilingWrite& write : changes.filings) PutFiling(connection, write, head.sequence());
  CommitResult result{changes.reply(head), changes.events.empty() ? 0 : head.sequence()};
  InsertReply(connection, changes.request, result.reply);
  transaction.commit();
  return result;
}

}  // namespace nianbao::submission
