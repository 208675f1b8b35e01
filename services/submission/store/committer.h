// Commits, grouped.
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/submission/domain/nonce_book.h"
#include "services/submission/domain/store.h"
#include "services/submission/store/commit.h"
#include "services/submission/store/commit_metrics.h"
#include "services/submission/store/connection.h"

namespace nianbao::submission {

// Changesets that wait at the same time are committed together: whoever finds nobody at work carries out what all wait
// for. When a commit ends in doubt, such as by the death of the primary, it is looked up and, if it was lost, done
// again, until the database answers or the patience is at its end. Thread-safe.
class Committer {
 public:
  Committer(Database& database, std::unique_ptr<Connection> writer) : database_(database), writer_(std::move(writer)) {}

  struct Result {
    absl::StatusOr<std::string> reply;
    // Sequence of the last event of the commit; 0 when there is none.
    int64_t head = 0;
  };
  // As Store::Commit.
  Result Commit(const Changeset& changes);

  // As StoreReader::FindReply, but only what is as durable as a commit of this moment; what it does not find does not
  // come about any more unless it is asked for again.
  absl::StatusOr<std::optional<std::string>> FindReply(const RequestKey& key);

  // Whether a commit failed that may come about all the same.
  bool is_in_doubt() const { return in_doubt_; }

  // As NonceBook::Consume. One whose commit was in doubt may count as used when it is done again.
  absl::Status Consume(const Nonce& nonce, absl::Time now);

  const CommitMetrics& metrics() const { return metrics_; }

 private:
  struct Waiting {
    Pending pending;
    int64_t head = 0;
    bool done = false;
  };

  void CarryOut(const std::vector<Waiting*>& batch);
  absl::Status OnWriter(absl::FunctionRef<void(Connection&)> work);

  Database& database_;
  CommitMetrics metrics_;
  std::atomic<bool> in_doubt_ = false;
  absl::Mutex queue_mutex_;
  std::deque<Waiting*> queue_ ABSL_GUARDED_BY(queue_mutex_);
  bool at_work_ ABSL_GUARDED_BY(queue_mutex_) = false;
  absl::Mutex writer_mutex_;
  std::unique_ptr<Connection> writer_ ABSL_GUARDED_BY(writer_mutex_);
};

}  // namespace nianbao::submission
