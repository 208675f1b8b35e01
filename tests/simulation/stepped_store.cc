#include "tests/simulation/stepped_store.h"

#include <algorithm>
#include <utility>

#include "libs/status/try.h"
#include "services/submission/store/sqlite/sqlite_connection.h"
#include "services/submission/store/store_error.h"

namespace nianbao::simulation {
namespace {

using namespace submission;  // NOLINT: what it forwards is all of that.

constexpr int64_t kTogetherMax = 4;

}  // namespace

SteppedStore::SteppedStore(std::unique_ptr<SqlStore> store, std::string path, Tally& tally)
    : store_(std::move(store)), path_(std::move(path)), tally_(tally) {}

SteppedStore::~SteppedStore() { End(); }

absl::Status SteppedStore::Gone() { return StoreUnavailable("the process has ended"); }

void SteppedStore::End() {
  together_ = nullptr;
  store_ = nullptr;
  for (Waiting* const waiting : waiting_) {
    waiting->pending.reply = Gone();
    waiting->done = true;
  }
  waiting_.clear();
}

absl::StatusOr<std::string> SteppedStore::Commit(const Changeset& changes) {
  return Step([&]() -> absl::StatusOr<std::string> {
    // Whoever cannot wait.
    if (!Fiber::IsInside()) return store_->Commit(changes);
    Waiting mine;
    mine.pending.changes = &changes;
    waiting_.push_back(&mine);
    while (!mine.done) Fiber::Yield();
    // The process may end before it answers.
    Fiber::Yield();
    return std::move(mine.pending.reply);
  });
}

void SteppedStore::CommitSome(testing::Rng& random) {
  int64_t count = 1;
  if (random.Chance(60)) count = random.Between(1, std::min<int64_t>(kTogetherMax, waiting_.size()));
  const std::vector<Waiting*> batch(waiting_.begin(), waiting_.begin() + count);
  waiting_.erase(waiting_.begin(), waiting_.begin() + count);
  if (count == 1) {
    batch[0]->pending.reply = store_->Commit(*batch[0]->pending.changes);
  } else {
    tally_.Add(Done::kGroupCommits);
    CommitTogether(batch);
  }
  for (Waiting* const waiting : batch) waiting->done = true;
}

// What Committer does with several that wait at once, which no scheduler can bring about from outside.
void SteppedStore::CommitTogether(const std::vector<Waiting*>& batch) {
  std::vector<Pending*> pending;
  for (Waiting* const waiting : batch) pending.push_back(&waiting->pending);
  const absl::Status written = AtEdge([&] {
    if (together_ == nullptr) together_ = std::make_unique<SqliteConnection>(path_, Database::Access::kWrite);
    submission::CommitTogether(*together_, pending);
    return absl::OkStatus();
  });
  is_together_in_doubt_ = !written.ok();
  if (written.ok()) return;
  for (Pending* const one : pending) {
    one->reply = absl::IsUnavailable(written) ? written : store_->Commit(*one->changes);
  }
}

absl::Status SteppedStore::SettleTogether() const {
  if (!is_together_in_doubt_ || together_ == nullptr) return absl::OkStatus();
  return AtEdge([&] {
    Transaction transaction(*together_, Transaction::Kind::kWrite);
    transaction.Commit();
    is_together_in_doubt_ = false;
    return absl::OkStatus();
  });
}

absl::StatusOr<std::optional<std::string>> SteppedStore::FindReply(const RequestKey& key) const {
  return Step([&]() -> absl::StatusOr<std::optional<std::string>> {
    RETURN_IF_ERROR(SettleTogether());
    return store_->FindReply(key);
  });
}

absl::StatusOr<std::shared_ptr<const Roster>> SteppedStore::ReadRoster() const {
  return Step([&] { return store_->ReadRoster(); });
}

absl::StatusOr<std::shared_ptr<const RosterHistory>> SteppedStore::ReadRosterHistory() const {
  return Step([&] { return store_->ReadRosterHistory(); });
}

absl::StatusOr<std::shared_ptr<const FrozenRoster>> SteppedStore::ReadFrozenRoster(int32_t year) const {
  return Step([&] { return store_->ReadFrozenRoster(year); });
}

absl::StatusOr<std::vector<organ::v1::Deadline>> SteppedStore::ListDeadlines(int32_t year) const {
  return Step([&] { return store_->ListDeadlines(year); });
}

absl::StatusOr<std::vector<organ::v1::Deadline>> SteppedStore::ListDeadlinesAfter(const organ::v1::Deadline& deadline,
                                                                                  int limit) const {
  return Step([&] { return store_->ListDeadlinesAfter(deadline, limit); });
}

absl::StatusOr<std::optional<organ::v1::WorkingCalendar>> SteppedStore::FindCalendar(int32_t year) const {
  return Step([&] { return store_->FindCalendar(year); });
}

absl::StatusOr<std::optional<FilingSnapshot>> SteppedStore::FindFiling(absl::string_view name) const {
  return Step([&] { return store_->FindFiling(name); });
}

absl::StatusOr<std::vector<submission::v1::Revision>> SteppedStore::ListRevisions(absl::string_view filing) const {
  return Step([&] { return store_->ListRevisions(filing); });
}

absl::StatusOr<std::vector<submission::v1::Revision>> SteppedStore::ListRevisionsAfter(absl::string_view filing,
                                                                                       int32_t number,
                                                                                       int limit) const {
  return Step([&] { return store_->ListRevisionsAfter(filing, number, limit); });
}

absl::StatusOr<std::vector<submission::v1::Filing>> SteppedStore::ListFilings(const FilingFilter& filter) const {
  return Step([&] { return store_->ListFilings(filter); });
}

absl::StatusOr<std::vector<submission::v1::Filing>> SteppedStore::ListSubmitted(const SubmittedFilter& filter) const {
  return Step([&] { return store_->ListSubmitted(filter); });
}

absl::StatusOr<std::shared_ptr<const NamedRulebook>> SteppedStore::ActiveRulebook() const {
  return Step([&] { return store_->ActiveRulebook(); });
}

absl::StatusOr<std::shared_ptr<const NamedRulebook>> SteppedStore::FindRulebook(absl::string_view digest) const {
  return Step([&] { return store_->FindRulebook(digest); });
}

absl::StatusOr<std::optional<validation::v1::Context>> SteppedStore::FindContext(absl::string_view digest) const {
  return Step([&] { return store_->FindContext(digest); });
}

absl::StatusOr<std::optional<std::string>> SteppedStore::FindDocument(absl::string_view digest) const {
  return Step([&] { return store_->FindDocument(digest); });
}

absl::StatusOr<YearLocks> SteppedStore::ListYearLocks(int32_t year) const {
  return Step([&] { return store_->ListYearLocks(year); });
}

absl::StatusOr<std::vector<submission::v1::YearLock>> SteppedStore::ListYearLocksAfter(
    int32_t year, const std::optional<std::string>& node, int limit) const {
  return Step([&] { return store_->ListYearLocksAfter(year, node, limit); });
}

absl::StatusOr<std::vector<organ::v1::KeptGrant>> SteppedStore::ListGrants(const GrantFilter& filter) const {
  return Step([&] { return store_->ListGrants(filter); });
}

absl::StatusOr<int64_t> SteppedStore::ReportsVersion(int32_t year, absl::string_view node) const {
  return Step([&] { return store_->ReportsVersion(year, node); });
}

absl::StatusOr<RuleFindings> SteppedStore::CountRuleFindings(int32_t year) const {
  return Step([&] { return store_->CountRuleFindings(year); });
}

absl::StatusOr<std::vector<std::string>> SteppedStore::FindLookAlikes(const TextQuery& query) const {
  return Step([&] { return store_->FindLookAlikes(query); });
}

absl::StatusOr<submission::v1::EventToken> SteppedStore::Head() const {
  return Step([&] { return store_->Head(); });
}

absl::StatusOr<std::vector<submission::v1::EventRecord>> SteppedStore::ReadEvents(int64_t after, int limit) const {
  return Step([&] { return store_->ReadEvents(after, limit); });
}

absl::StatusOr<std::optional<std::string>> SteppedStore::DigestAt(int64_t sequence) const {
  return Step([&] { return store_->DigestAt(sequence); });
}

// Who follows the log asks when the scheduler wants it.
std::unique_ptr<Subscription> SteppedStore::Subscribe(std::function<void(int64_t)>) { return nullptr; }

absl::Status SteppedStore::Consume(const Nonce& nonce, absl::Time now) {
  return Step([&] { return store_->Consume(nonce, now); });
}

}  // namespace nianbao::simulation
