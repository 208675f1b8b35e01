#include "services/submission/store/sql_store.h"

#include <utility>

#include "libs/status/try.h"
#include "services/submission/store/calendar_rows.h"
#include "services/submission/store/context_rows.h"
#include "services/submission/store/deadline_rows.h"
#include "services/submission/store/document_rows.h"
#include "services/submission/store/filing_rows.h"
#include "services/submission/store/grant_rows.h"
#include "services/submission/store/log_rows.h"
#include "services/submission/store/migrations.h"
#include "services/submission/store/organ_version_rows.h"
#include "services/submission/store/reporter_rows.h"
#include "services/submission/store/reports_version.h"
#include "services/submission/store/request_rows.h"
#include "services/submission/store/roster_rows.h"
#include "services/submission/store/rule_finding_rows.h"
#include "services/submission/store/rulebook_rows.h"
#include "services/submission/store/store_error.h"
#include "services/submission/store/text_band_rows.h"
#include "services/submission/store/year_lock_rows.h"

namespace nianbao::submission {
namespace {

void EnsureLog(Connection& connection, const std::function<std::string()>& new_log_id) {
  Transaction transaction(connection, Transaction::Kind::kWrite);
  if (!HasLog(connection)) CreateLog(connection, new_log_id());
  transaction.Commit();
}

}  // namespace

absl::StatusOr<std::unique_ptr<SqlStore>> SqlStore::Open(std::unique_ptr<Database> database,
                                                         const std::function<std::string()>& new_log_id) {
  return AtEdge([&]() -> absl::StatusOr<std::unique_ptr<SqlStore>> {
    std::unique_ptr<Connection> writer = database->Connect(Database::Access::kWrite);
    RETURN_IF_ERROR(Migrate(*writer, Migrations()));
    EnsureLog(*writer, new_log_id);
    return std::unique_ptr<SqlStore>(new SqlStore(std::move(database), std::move(writer)));
  });
}

SqlStore::SqlStore(std::unique_ptr<Database> database, std::unique_ptr<Connection> writer)
    : database_(std::move(database)), committer_(*database_, std::move(writer)), readers_(*database_) {
  if (!database_->IsShared()) return;
  head_poll_ = std::make_unique<HeadPoll>([this] { return Head(); }, [this](int64_t head) { listeners_.Tell(head); });
}

template <typename T, typename Select>
absl::StatusOr<T> SqlStore::Read(Select select) const {
  while (true) {
    bool again = false;
    absl::StatusOr<T> result = AtEdge([&]() -> absl::StatusOr<T> {
      ConnectionPool::Lease connection = readers_.Take();
      try {
        const Transaction transaction(*connection, Transaction::Kind::kRead);
        return select(*connection);
      } catch (const StoreError&) {
        again = !connection.is_fresh() && !(*connection).IsAlive();
        throw;
      }
    });
    if (!again) return result;
    // It died while nobody used it, and so did the others.
    readers_.Clear();
  }
}

absl::StatusOr<std::optional<std::string>> SqlStore::FindReply(const RequestKey& key) const {
  absl::StatusOr<std::optional<std::string>> reply =
      Read<std::optional<std::string>>([&](Connection& c) { return SelectReply(c, key); });
  // What can be seen on a primary may not have reached its standby yet: an answer is an acknowledgement.
  if (database_->IsShared() && reply.ok() && reply->has_value()) return committer_.FindReply(key);
  // And what cannot be seen may still come about, if its commit failed.
  if (!database_->IsShared() && reply.ok() && !reply->has_value() && committer_.is_in_doubt()) {
    return committer_.FindReply(key);
  }
  return reply;
}

absl::StatusOr<std::shared_ptr<const Roster>> SqlStore::ReadRoster() const {
  return Read<std::shared_ptr<const Roster>>([&](Connection& c) -> std::shared_ptr<const Roster> {
    const int64_t version = RosterVersion(c);
    absl::MutexLock lock(&roster_mutex_);
    if (roster_ == nullptr || roster_->version() != version) {
      roster_ = std::make_shared<const Roster>(SelectOrgans(c), version);
    }
    return roster_;
  });
}

absl::StatusOr<std::shared_ptr<const RosterHistory>> SqlStore::ReadRosterHistory() const {
  using Result = std::shared_ptr<const RosterHistory>;
  return Read<Result>([&](Connection& c) -> Result {
    const int64_t version = RosterVersion(c);
    absl::MutexLock lock(&roster_mutex_);
    if (roster_history_ == nullptr || roster_history_->version() != version) {
      roster_history_ = std::make_shared<const RosterHistory>(SelectOrganVersions(c), version);
    }
    return roster_history_;
  });
}

absl::StatusOr<std::shared_ptr<const FrozenRoster>> SqlStore::ReadFrozenRoster(int32_t year) const {
  using Result = std::shared_ptr<const FrozenRoster>;
  return Read<Result>([&](Connection& c) -> Result {
    const int64_t version = ReportersVersion(c, year);
    if (version == 0) return nullptr;
    absl::MutexLock lock(&roster_mutex_);
    Result& frozen = frozen_rosters_[year];
    if (frozen == nullptr || frozen->version() != version) {
      frozen = std::make_shared<const FrozenRoster>(SelectReporters(c, year), version);
    }
    return frozen;
  });
}

absl::StatusOr<std::vector<organ::v1::Deadline>> SqlStore::ListDeadlines(int32_t year) const {
  return Read<std::vector<organ::v1::Deadline>>([&](Connection& c) { return SelectDeadlines(c, year); });
}

absl::StatusOr<std::vector<organ::v1::Deadline>> SqlStore::ListDeadlinesAfter(const organ::v1::Deadline& deadline,
                                                                              int limit) const {
  return Read<std::vector<organ::v1::Deadline>>(
      [&](Connection& c) { return SelectDeadlinesAfter(c, deadline, limit); });
}

absl::StatusOr<std::optional<organ::v1::WorkingCalendar>> SqlStore::FindCalendar(int32_t year) const {
  return Read<std::optional<organ::v1::WorkingCalendar>>([&](Connection& c) { return SelectCalendar(c, year); });
}

absl::StatusOr<std::optional<FilingSnapshot>> SqlStore::FindFiling(absl::string_view name) const {
  return Read<std::optional<FilingSnapshot>>([&](Connection& c) { return SelectFiling(c, name); });
}

absl::StatusOr<std::vector<v1::Revision>> SqlStore::ListRevisions(absl::string_view filing) const {
  return Read<std::vector<v1::Revision>>([&](Connection& c) { return SelectRevisions(c, filing); });
}

absl::StatusOr<std::vector<v1::Revision>> SqlStore::ListRevisionsAfter(absl::string_view filing, int32_t number,
                                                                       int limit) const {
  return Read<std::vector<v1::Revision>>([&](Connection& c) { return SelectRevisionsAfter(c, filing, number, limit); });
}

absl::StatusOr<std::vector<v1::Filing>> SqlStore::ListFilings(const FilingFilter& filter) const {
  return Read<std::vector<v1::Filing>>([&](Connection& c) { return SelectFilings(c, filter); });
}

absl::StatusOr<std::vector<v1::Filing>> SqlStore::ListSubmitted(const SubmittedFilter& filter) const {
  return Read<std::vector<v1::Filing>>([&](Connection& c) { return SelectSubmitted(c, filter); });
}

absl::StatusOr<std::shared_ptr<const NamedRulebook>> SqlStore::ActiveRulebook() const {
  using Result = std::shared_ptr<const NamedRulebook>;
  return Read<Result>([&](Connection& c) -> Result {
    const std::string digest = ActiveDigest(c);
    if (digest.empty()) return nullptr;
    absl::MutexLock lock(&rulebook_mutex_);
    if (rulebook_ == nullptr || rulebook_->digest != digest) rulebook_ = SelectRulebook(c, digest);
    return rulebook_;
  });
}

absl::StatusOr<std::shared_ptr<const NamedRulebook>> SqlStore::FindRulebook(absl::string_view digest) const {
  return Read<std::shared_ptr<const NamedRulebook>>([&](Connection& c) { return SelectRulebook(c, digest); });
}

absl::StatusOr<std::optional<validation::v1::Context>> SqlStore::FindContext(absl::string_view digest) const {
  return Read<std::optional<validation::v1::Context>>([&](Connection& c) { return SelectContext(c, digest); });
}

absl::StatusOr<std::optional<std::string>> SqlStore::FindDocument(absl::string_view digest) const {
  return Read<std::optional<std::string>>([&](Connection& c) { return SelectDocument(c, digest); });
}

absl::StatusOr<YearLocks> SqlStore::ListYearLocks(int32_t year) const {
  return Read<YearLocks>([&](Connection& c) { return SelectYearLocks(c, year); });
}

absl::StatusOr<std::vector<v1::YearLock>> SqlStore::ListYearLocksAfter(int32_t year,
                                                                       const std::optional<std::string>& node,
                                                                       int limit) const {
  return Read<std::vector<v1::YearLock>>([&](Connection& c) { return SelectYearLocksAfter(c, year, node, limit); });
}

absl::StatusOr<std::vector<organ::v1::KeptGrant>> SqlStore::ListGrants(const GrantFilter& filter) const {
  return Read<std::vector<organ::v1::KeptGrant>>([&](Connection& c) { return SelectGrants(c, filter); });
}

absl::StatusOr<int64_t> SqlStore::ReportsVersion(int32_t year, absl::string_view node) const {
  return Read<int64_t>([&](Connection& c) { return SelectReportsVersion(c, year, node); });
}

absl::StatusOr<RuleFindings> SqlStore::CountRuleFindings(int32_t year) const {
  return Read<RuleFindings>([&](Connection& c) { return SelectRuleFindings(c, year); });
}

absl::StatusOr<std::vector<std::string>> SqlStore::FindLookAlikes(const TextQuery& query) const {
  return Read<std::vector<std::string>>([&](Connection& c) { return SelectLookAlikes(c, query); });
}

absl::StatusOr<std::string> SqlStore::Commit(const Changeset& changes) {
  Committer::Result result = committer_.Commit(changes);
  if (result.head > 0) listeners_.Tell(result.head);
  return std::move(result.reply);
}

absl::StatusOr<v1::EventToken> SqlStore::Head() const {
  return Read<v1::EventToken>([](Connection& c) { return SelectHead(c); });
}

absl::StatusOr<std::vector<v1::EventRecord>> SqlStore::ReadEvents(int64_t after, int limit) const {
  return Read<std::vector<v1::EventRecord>>([&](Connection& c) { return SelectEvents(c, after, limit); });
}

absl::StatusOr<std::optional<std::string>> SqlStore::DigestAt(int64_t sequence) const {
  return Read<std::optional<std::string>>([&](Connection& c) { return SelectDigest(c, sequence); });
}

absl::Status SqlStore::Consume(const Nonce& nonce, absl::Time now) { return committer_.Consume(nonce, now); }

std::unique_ptr<Subscription> SqlStore::Subscribe(std::function<void(int64_t)> listener) {
  return listeners_.Add(std::move(listener));
}

}  // namespace nianbao::submission
