#include "services/submission/store/sqlite_store.h"

#include <SQLiteCpp/Transaction.h>

#include <utility>

#include "libs/status/try.h"
#include "services/submission/store/commit.h"
#include "services/submission/store/context_rows.h"
#include "services/submission/store/document_rows.h"
#include "services/submission/store/filing_rows.h"
#include "services/submission/store/log_rows.h"
#include "services/submission/store/migrations.h"
#include "services/submission/store/request_rows.h"
#include "services/submission/store/roster_rows.h"
#include "services/submission/store/rule_finding_rows.h"
#include "services/submission/store/rulebook_rows.h"
#include "services/submission/store/sqlite_status.h"
#include "services/submission/store/text_band_rows.h"
#include "services/submission/store/year_lock_rows.h"

namespace nianbao::submission {
namespace {

void EnsureLog(Connection& connection, const std::function<std::string()>& new_log_id) {
  SQLite::Transaction transaction(connection.database(), SQLite::TransactionBehavior::IMMEDIATE);
  if (!HasLog(connection)) CreateLog(connection, new_log_id());
  transaction.commit();
}

// Runs `select` on a connection of its own, in one transaction.
template <typename T, typename Select>
absl::StatusOr<T> Read(ReaderPool& readers, Select select) {
  return AtEdge([&]() -> absl::StatusOr<T> {
    ReaderPool::Lease connection = readers.Take();
    const ReadTransaction transaction(*connection);
    return select(*connection);
  });
}

}  // namespace

absl::StatusOr<std::unique_ptr<SqliteStore>> SqliteStore::Open(const std::string& path,
                                                               const std::function<std::string()>& new_log_id) {
  return AtEdge([&]() -> absl::StatusOr<std::unique_ptr<SqliteStore>> {
    auto writer = std::make_unique<Connection>(path, Connection::Access::kWrite);
    RETURN_IF_ERROR(Migrate(writer->database(), Migrations()));
    EnsureLog(*writer, new_log_id);
    return std::unique_ptr<SqliteStore>(new SqliteStore(path, std::move(writer)));
  });
}

absl::StatusOr<std::optional<std::string>> SqliteStore::FindReply(const RequestKey& key) const {
  return Read<std::optional<std::string>>(readers_, [&](Connection& c) { return SelectReply(c, key); });
}

absl::StatusOr<std::shared_ptr<const Roster>> SqliteStore::ReadRoster() const {
  return Read<std::shared_ptr<const Roster>>(readers_, [&](Connection& c) -> std::shared_ptr<const Roster> {
    const int64_t version = RosterVersion(c);
    absl::MutexLock lock(&roster_mutex_);
    if (roster_ == nullptr || roster_->version() != version) {
      roster_ = std::make_shared<const Roster>(SelectOrgans(c), version);
    }
    return roster_;
  });
}

absl::StatusOr<std::optional<FilingSnapshot>> SqliteStore::FindFiling(absl::string_view name) const {
  return Read<std::optional<FilingSnapshot>>(readers_, [&](Connection& c) { return SelectFiling(c, name); });
}

absl::StatusOr<std::vector<v1::Revision>> SqliteStore::ListRevisions(absl::string_view filing) const {
  return Read<std::vector<v1::Revision>>(readers_, [&](Connection& c) { return SelectRevisions(c, filing); });
}

absl::StatusOr<std::vector<v1::Filing>> SqliteStore::ListFilings(const FilingFilter& filter) const {
  return Read<std::vector<v1::Filing>>(readers_, [&](Connection& c) { return SelectFilings(c, filter); });
}

absl::StatusOr<std::vector<v1::Filing>> SqliteStore::ListSubmitted(absl::string_view node, int32_t year,
                                                                   int limit) const {
  return Read<std::vector<v1::Filing>>(readers_, [&](Connection& c) { return SelectSubmitted(c, node, year, limit); });
}

absl::StatusOr<std::shared_ptr<const NamedRulebook>> SqliteStore::ActiveRulebook() const {
  using Result = std::shared_ptr<const NamedRulebook>;
  return Read<Result>(readers_, [&](Connection& c) -> Result {
    const std::string digest = ActiveDigest(c);
    if (digest.empty()) return nullptr;
    absl::MutexLock lock(&rulebook_mutex_);
    if (rulebook_ == nullptr || rulebook_->digest != digest) rulebook_ = SelectRulebook(c, digest);
    return rulebook_;
  });
}

absl::StatusOr<std::shared_ptr<const NamedRulebook>> SqliteStore::FindRulebook(absl::string_view digest) const {
  return Read<std::shared_ptr<const NamedRulebook>>(readers_, [&](Connection& c) { return SelectRulebook(c, digest); });
}

absl::StatusOr<std::optional<validation::v1::Context>> SqliteStore::FindContext(absl::string_view digest) const {
  return Read<std::optional<validation::v1::Context>>(readers_,
                                                      [&](Connection& c) { return SelectContext(c, digest); });
}

absl::StatusOr<std::optional<std::string>> SqliteStore::FindDocument(absl::string_view digest) const {
  return Read<std::optional<std::string>>(readers_, [&](Connection& c) { return SelectDocument(c, digest); });
}

absl::StatusOr<YearLocks> SqliteStore::ListYearLocks(int32_t year) const {
  return Read<YearLocks>(readers_, [&](Connection& c) { return SelectYearLocks(c, year); });
}

absl::StatusOr<RuleFindings> SqliteStore::CountRuleFindings(int32_t year) const {
  return Read<RuleFindings>(readers_, [&](Connection& c) { return SelectRuleFindings(c, year); });
}

absl::StatusOr<std::vector<std::string>> SqliteStore::FindLookAlikes(const TextQuery& query) const {
  return Read<std::vector<std::string>>(readers_, [&](Connection& c) { return SelectLookAlikes(c, query); });
}

absl::StatusOr<std::string> SqliteStore::Commit(const Changeset& changes) {
  absl::StatusOr<CommitResult> result = AtEdge([&]() -> absl::StatusOr<CommitResult> {
    absl::MutexLock lock(&writer_mutex_);
    return CommitChangeset(*writer_, changes);
  });
  RETURN_IF_ERROR(result.status());
  if (result->head > 0) listeners_.Tell(result->head);
  return std::move(result->reply);
}

absl::StatusOr<v1::EventToken> SqliteStore::Head() const {
  return Read<v1::EventToken>(readers_, [](Connection& c) { return SelectHead(c); });
}

absl::StatusOr<std::vector<v1::EventRecord>> SqliteStore::ReadEvents(int64_t after, int limit) const {
  return Read<std::vector<v1::EventRecord>>(readers_, [&](Connection& c) { return SelectEvents(c, after, limit); });
}

absl::StatusOr<std::optional<std::string>> SqliteStore::DigestAt(int64_t sequence) const {
  return Read<std::optional<std::string>>(readers_, [&](Connection& c) { return SelectDigest(c, sequence); });
}

std::unique_ptr<Subscription> SqliteStore::Subscribe(std::function<void(int64_t)> listener) {
  return listeners_.Add(std::move(listener));
}

}  // namespace nianbao::submission
