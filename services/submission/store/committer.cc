#include "services/submission/store/committer.h"

#include <algorithm>
#include <exception>

#include "absl/time/clock.h"
#include "services/submission/store/nonce_rows.h"
#include "services/submission/store/request_rows.h"
#include "services/submission/store/store_error.h"

namespace nianbao::submission {
namespace {

constexpr size_t kTogetherMax = 128;
// A standby takes over within seconds.
constexpr absl::Duration kDoubtPatience = absl::Seconds(20);
constexpr absl::Duration kDoubtPause = absl::Milliseconds(200);

}  // namespace

Committer::Result Committer::Commit(const Changeset& changes) {
  Waiting mine;
  mine.pending.changes = &changes;
  absl::MutexLock lock(&queue_mutex_);
  queue_.push_back(&mine);
  const auto done_or_free = [&]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(queue_mutex_) { return mine.done || !at_work_; };
  while (true) {
    queue_mutex_.Await(absl::Condition(&done_or_free));
    if (mine.done) return {std::move(mine.pending.reply), mine.head};
    const auto end = queue_.begin() + static_cast<std::ptrdiff_t>(std::min(queue_.size(), kTogetherMax));
    const std::vector<Waiting*> batch(queue_.begin(), end);
    queue_.erase(queue_.begin(), end);
    at_work_ = true;
    queue_mutex_.Unlock();
    CarryOut(batch);
    queue_mutex_.Lock();
    for (Waiting* const waiting : batch) waiting->done = true;
    at_work_ = false;
  }
}

void Committer::CarryOut(const std::vector<Waiting*>& batch) {
  std::vector<Pending*> pending;
  for (Waiting* const waiting : batch) pending.push_back(&waiting->pending);
  int64_t head = 0;
  const absl::Time begin = absl::Now();
  const absl::Status written = OnWriter([&](Connection& connection) { head = CommitTogether(connection, pending); });
  if (written.ok()) {
    in_doubt_ = false;
    metrics_.changes.Observe(static_cast<double>(batch.size()));
    metrics_.seconds.Observe(absl::ToDoubleSeconds(absl::Now() - begin));
    for (Waiting* const waiting : batch) waiting->head = head;
    return;
  }
  metrics_.failures.Increment();
  in_doubt_ = true;
  if (batch.size() == 1 || absl::IsUnavailable(written)) {
    for (Waiting* const waiting : batch) waiting->pending.reply = written;
    return;
  }
  // One of them cannot be written, which is no reason to refuse the others.
  for (Waiting* const waiting : batch) CarryOut({waiting});
}

absl::StatusOr<std::optional<std::string>> Committer::FindReply(const RequestKey& key) {
  absl::StatusOr<std::optional<std::string>> reply;
  const absl::Status looked = OnWriter([&](Connection& connection) {
    Transaction transaction(connection, Transaction::Kind::kWrite);
    reply = SelectReply(connection, key);
    transaction.Commit();
  });
  if (!looked.ok()) return looked;
  in_doubt_ = false;
  return reply;
}

absl::Status Committer::Consume(const Nonce& nonce, absl::Time now) {
  absl::Status consumed;
  const absl::Status written = OnWriter([&](Connection& connection) {
    Transaction transaction(connection, Transaction::Kind::kWrite);
    consumed = InsertNonce(connection, nonce, now);
    transaction.Commit();
  });
  return written.ok() ? consumed : written;
}

absl::Status Committer::OnWriter(absl::FunctionRef<void(Connection&)> work) {
  absl::MutexLock lock(&writer_mutex_);
  const absl::Time begin = absl::Now();
  bool in_doubt = false;
  bool fresh = false;
  while (true) {
    try {
      if (writer_ == nullptr || !writer_->IsAlive()) {
        fresh = true;
        writer_.reset();
        writer_ = database_.Connect(Database::Access::kWrite);
      }
      work(*writer_);
      return absl::OkStatus();
    } catch (const StoreError& error) {
      in_doubt |= error.in_doubt;
      if (error.in_doubt) metrics_.doubts.Increment();
      // It may have died long before, while nobody used it.
      const bool died_idle = !fresh && !writer_->IsAlive();
      if (!in_doubt && !died_idle) return error.status;
      if (absl::Now() - begin > kDoubtPatience) {
        return in_doubt ? StoreUnavailable("cannot tell whether the change was committed") : error.status;
      }
    } catch (const std::exception& exception) {
      return StoreFailed(exception.what());
    }
    if (in_doubt) absl::SleepFor(kDoubtPause);
  }
}

}  // namespace nianbao::submission
