// The store on SQLite: one file, for a suite on one machine.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "services/submission/domain/event_log.h"
#include "services/submission/domain/head_listeners.h"
#include "services/submission/domain/store.h"
#include "services/submission/store/connection.h"
#include "services/submission/store/reader_pool.h"

namespace nianbao::submission {

// Thread-safe. A commit that returned is on the disk. One connection writes; readers have their own and are not
// held up by it.
class SqliteStore final : public Store, public EventLog {
 public:
  // Opens the file or creates it; a new log gets the id that `new_log_id` makes.
  // UNAVAILABLE STORE_UNAVAILABLE, DATA_LOSS STORE_CORRUPT, FAILED_PRECONDITION STORE_TOO_NEW.
  static absl::StatusOr<std::unique_ptr<SqliteStore>> Open(const std::string& path,
                                                           const std::function<std::string()>& new_log_id);

  absl::StatusOr<std::optional<std::string>> FindReply(const RequestKey& key) const override;
  absl::StatusOr<std::shared_ptr<const Roster>> ReadRoster() const override;
  absl::StatusOr<std::optional<FilingSnapshot>> FindFiling(absl::string_view name) const override;
  absl::StatusOr<std::vector<v1::Revision>> ListRevisions(absl::string_view filing) const override;
  absl::StatusOr<std::vector<v1::Filing>> ListFilings(const FilingFilter& filter) const override;
  absl::StatusOr<std::vector<v1::Filing>> ListSubmitted(absl::string_view node, int32_t year, int limit) const override;
  absl::StatusOr<std::shared_ptr<const NamedRulebook>> ActiveRulebook() const override;
  absl::StatusOr<std::shared_ptr<const NamedRulebook>> FindRulebook(absl::string_view digest) const override;
  absl::StatusOr<std::optional<validation::v1::Context>> FindContext(absl::string_view digest) const override;
  absl::StatusOr<std::optional<std::string>> FindDocument(absl::string_view digest) const override;
  absl::StatusOr<YearLocks> ListYearLocks(int32_t year) const override;
  absl::StatusOr<RuleFindings> CountRuleFindings(int32_t year) const override;
  absl::StatusOr<std::vector<std::string>> FindLookAlikes(const TextQuery& query) const override;
  absl::StatusOr<std::string> Commit(const Changeset& changes) override;

  absl::StatusOr<v1::EventToken> Head() const override;
  absl::StatusOr<std::vector<v1::EventRecord>> ReadEvents(int64_t after, int limit) const override;
  absl::StatusOr<std::optional<std::string>> DigestAt(int64_t sequence) const override;
  std::unique_ptr<Subscription> Subscribe(std::function<void(int64_t)> listener) override;

 private:
  SqliteStore(const std::string& path, std::unique_ptr<Connection> writer)
      : writer_(std::move(writer)), readers_(path) {}

  absl::Mutex writer_mutex_;
  // Closed after the readers: only a connection that may write can bring the WAL home into the one file.
  const std::unique_ptr<Connection> writer_ ABSL_PT_GUARDED_BY(writer_mutex_);
  mutable ReaderPool readers_;
  mutable absl::Mutex roster_mutex_;
  // The roster as last read.
  mutable std::shared_ptr<const Roster> roster_ ABSL_GUARDED_BY(roster_mutex_);
  mutable absl::Mutex rulebook_mutex_;
  // The rulebook in force as last read.
  mutable std::shared_ptr<const NamedRulebook> rulebook_ ABSL_GUARDED_BY(rulebook_mutex_);
  HeadListeners listeners_;
};

}  // namespace nianbao::submission
