// The store on a relational database.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "services/submission/domain/event_log.h"
#include "services/submission/domain/head_listeners.h"
#include "services/submission/domain/nonce_book.h"
#include "services/submission/domain/store.h"
#include "services/submission/store/committer.h"
#include "services/submission/store/connection.h"
#include "services/submission/store/connection_pool.h"
#include "services/submission/store/head_poll.h"

namespace nianbao::submission {

// Thread-safe. A commit that returned is on the disk. One connection writes, for all commits that wait at the moment
// together; readers have their own and are not held up by it.
class SqlStore final : public Store, public EventLog, public NonceBook {
 public:
  // Brings the database to the present schema; a new log gets the id that `new_log_id` makes.
  // UNAVAILABLE STORE_UNAVAILABLE, DATA_LOSS STORE_CORRUPT, FAILED_PRECONDITION STORE_TOO_NEW.
  static absl::StatusOr<std::unique_ptr<SqlStore>> Open(std::unique_ptr<Database> database,
                                                        const std::function<std::string()>& new_log_id);

  absl::StatusOr<std::optional<std::string>> FindReply(const RequestKey& key) const override;
  absl::StatusOr<std::shared_ptr<const Roster>> ReadRoster() const override;
  absl::StatusOr<std::shared_ptr<const RosterHistory>> ReadRosterHistory() const override;
  absl::StatusOr<std::shared_ptr<const FrozenRoster>> ReadFrozenRoster(int32_t year) const override;
  absl::StatusOr<std::vector<organ::v1::Deadline>> ListDeadlines(int32_t year) const override;
  absl::StatusOr<std::vector<organ::v1::Deadline>> ListDeadlinesAfter(const organ::v1::Deadline& deadline,
                                                                      int limit) const override;
  absl::StatusOr<std::optional<organ::v1::WorkingCalendar>> FindCalendar(int32_t year) const override;
  absl::StatusOr<std::optional<FilingSnapshot>> FindFiling(absl::string_view name) const override;
  absl::StatusOr<std::vector<v1::Revision>> ListRevisions(absl::string_view filing) const override;
  absl::StatusOr<std::vector<v1::Revision>> ListRevisionsAfter(absl::string_view filing, int32_t number,
                                                               int limit) const override;
  absl::StatusOr<std::vector<v1::Filing>> ListFilings(const FilingFilter& filter) const override;
  absl::StatusOr<std::vector<v1::Filing>> ListSubmitted(const SubmittedFilter& filter) const override;
  absl::StatusOr<std::shared_ptr<const NamedRulebook>> ActiveRulebook() const override;
  absl::StatusOr<std::shared_ptr<const NamedRulebook>> FindRulebook(absl::string_view digest) const override;
  absl::StatusOr<std::optional<validation::v1::Context>> FindContext(absl::string_view digest) const override;
  absl::StatusOr<std::optional<std::string>> FindDocument(absl::string_view digest) const override;
  absl::StatusOr<YearLocks> ListYearLocks(int32_t year) const override;
  absl::StatusOr<std::vector<v1::YearLock>> ListYearLocksAfter(int32_t year, const std::optional<std::string>& node,
                                                               int limit) const override;
  absl::StatusOr<std::vector<organ::v1::KeptGrant>> ListGrants(const GrantFilter& filter) const override;
  absl::StatusOr<int64_t> ReportsVersion(int32_t year, absl::string_view node) const override;
  absl::StatusOr<RuleFindings> CountRuleFindings(int32_t year) const override;
  absl::StatusOr<std::vector<std::string>> FindLookAlikes(const TextQuery& query) const override;
  absl::StatusOr<std::string> Commit(const Changeset& changes) override;

  absl::StatusOr<v1::EventToken> Head() const override;
  absl::StatusOr<std::vector<v1::EventRecord>> ReadEvents(int64_t after, int limit) const override;
  absl::StatusOr<std::optional<std::string>> DigestAt(int64_t sequence) const override;
  std::unique_ptr<Subscription> Subscribe(std::function<void(int64_t)> listener) override;

  absl::Status Consume(const Nonce& nonce, absl::Time now) override;

  const CommitMetrics& commit_metrics() const { return committer_.metrics(); }

 private:
  SqlStore(std::unique_ptr<Database> database, std::unique_ptr<Connection> writer);

  // Runs `select` on a connection of its own, in one transaction.
  template <typename T, typename Select>
  absl::StatusOr<T> Read(Select select) const;

  const std::unique_ptr<Database> database_;
  // Closed after the readers: only a connection that may write can bring SQLite's WAL home into the one file.
  mutable Committer committer_;
  mutable ConnectionPool readers_;
  mutable absl::Mutex roster_mutex_;
  // The roster and its history as last read.
  mutable std::shared_ptr<const Roster> roster_ ABSL_GUARDED_BY(roster_mutex_);
  mutable std::shared_ptr<const RosterHistory> roster_history_ ABSL_GUARDED_BY(roster_mutex_);
  // The frozen lists as last read, by year.
  mutable std::map<int32_t, std::shared_ptr<const FrozenRoster>> frozen_rosters_ ABSL_GUARDED_BY(roster_mutex_);
  mutable absl::Mutex rulebook_mutex_;
  // The rulebook in force as last read.
  mutable std::shared_ptr<const NamedRulebook> rulebook_ ABSL_GUARDED_BY(rulebook_mutex_);
  HeadListeners listeners_;
  // Of a shared database.
  std::unique_ptr<HeadPoll> head_poll_;
};

}  // namespace nianbao::submission
