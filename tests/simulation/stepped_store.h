// The store of a submission process, call by call.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "services/submission/domain/event_log.h"
#include "services/submission/domain/nonce_book.h"
#include "services/submission/domain/store.h"
#include "services/submission/store/commit.h"
#include "services/submission/store/connection.h"
#include "services/submission/store/sql_store.h"
#include "tests/property/document/rng.h"
#include "tests/simulation/fiber.h"
#include "tests/simulation/tally.h"

namespace nianbao::simulation {

// Before each call whoever else the scheduler chooses may go on. A commit waits until the scheduler carries it out,
// alone or together with others that wait. When the process has ended, whoever still works in it gets UNAVAILABLE.
class SteppedStore final : public submission::Store, public submission::EventLog, public submission::NonceBook {
 public:
  // `path`: that of the store, for a connection that commits several changes together.
  SteppedStore(std::unique_ptr<submission::SqlStore> store, std::string path, Tally& tally);
  ~SteppedStore() override;

  // Closes the store.
  void End();
  bool has_ended() const { return store_ == nullptr; }
  // Without steps; while it has not ended.
  submission::SqlStore& whole() { return *store_; }

  bool HasWaitingCommits() const { return !waiting_.empty(); }
  // Carries out one that waits, or several in one transaction.
  void CommitSome(testing::Rng& random);

  absl::StatusOr<std::optional<std::string>> FindReply(const submission::RequestKey& key) const override;
  absl::StatusOr<std::shared_ptr<const submission::Roster>> ReadRoster() const override;
  absl::StatusOr<std::shared_ptr<const submission::RosterHistory>> ReadRosterHistory() const override;
  absl::StatusOr<std::shared_ptr<const submission::FrozenRoster>> ReadFrozenRoster(int32_t year) const override;
  absl::StatusOr<std::vector<organ::v1::Deadline>> ListDeadlines(int32_t year) const override;
  absl::StatusOr<std::vector<organ::v1::Deadline>> ListDeadlinesAfter(const organ::v1::Deadline& deadline,
                                                                      int limit) const override;
  absl::StatusOr<std::optional<organ::v1::WorkingCalendar>> FindCalendar(int32_t year) const override;
  absl::StatusOr<std::optional<submission::FilingSnapshot>> FindFiling(absl::string_view name) const override;
  absl::StatusOr<std::vector<submission::v1::Revision>> ListRevisions(absl::string_view filing) const override;
  absl::StatusOr<std::vector<submission::v1::Revision>> ListRevisionsAfter(absl::string_view filing, int32_t number,
                                                                           int limit) const override;
  absl::StatusOr<std::vector<submission::v1::Filing>> ListFilings(
      const submission::FilingFilter& filter) const override;
  absl::StatusOr<std::vector<submission::v1::Filing>> ListSubmitted(
      const submission::SubmittedFilter& filter) const override;
  absl::StatusOr<std::shared_ptr<const submission::NamedRulebook>> ActiveRulebook() const override;
  absl::StatusOr<std::shared_ptr<const submission::NamedRulebook>> FindRulebook(
      absl::string_view digest) const override;
  absl::StatusOr<std::optional<validation::v1::Context>> FindContext(absl::string_view digest) const override;
  absl::StatusOr<std::optional<std::string>> FindDocument(absl::string_view digest) const override;
  absl::StatusOr<submission::YearLocks> ListYearLocks(int32_t year) const override;
  absl::StatusOr<std::vector<submission::v1::YearLock>> ListYearLocksAfter(int32_t year,
                                                                           const std::optional<std::string>& node,
                                                                           int limit) const override;
  absl::StatusOr<std::vector<organ::v1::KeptGrant>> ListGrants(const submission::GrantFilter& filter) const override;
  absl::StatusOr<int64_t> ReportsVersion(int32_t year, absl::string_view node) const override;
  absl::StatusOr<submission::RuleFindings> CountRuleFindings(int32_t year) const override;
  absl::StatusOr<std::vector<std::string>> FindLookAlikes(const submission::TextQuery& query) const override;
  absl::StatusOr<std::string> Commit(const submission::Changeset& changes) override;

  absl::StatusOr<submission::v1::EventToken> Head() const override;
  absl::StatusOr<std::vector<submission::v1::EventRecord>> ReadEvents(int64_t after, int limit) const override;
  absl::StatusOr<std::optional<std::string>> DigestAt(int64_t sequence) const override;
  std::unique_ptr<submission::Subscription> Subscribe(std::function<void(int64_t)> listener) override;

  absl::Status Consume(const submission::Nonce& nonce, absl::Time now) override;

 private:
  struct Waiting {
    submission::Pending pending;
    bool done = false;
  };

  template <typename Work>
  auto Step(Work work) const -> decltype(work()) {
    Fiber::Yield();
    if (store_ == nullptr) return Gone();
    return work();
  }
  static absl::Status Gone();
  void CommitTogether(const std::vector<Waiting*>& batch);
  // As SqlStore does about its own commits.
  absl::Status SettleTogether() const;

  std::unique_ptr<submission::SqlStore> store_;
  const std::string path_;
  Tally& tally_;
  std::deque<Waiting*> waiting_;
  std::unique_ptr<submission::Connection> together_;
  // Whether its last commit failed, and may come about all the same.
  mutable bool is_together_in_doubt_ = false;
};

}  // namespace nianbao::simulation
