// Whose turn a change takes when many wait.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "libs/rpc/worker_pool.h"
#include "services/submission/domain/store.h"

namespace nianbao::submission {

// Every subtree right below the top of a tree has a lane of its own: in an installation of a province that is one for
// each prefecture. Filings of organs that are not known, or stand in no tree, share a lane.
class SubtreeLanes {
 public:
  // The store must outlive it.
  explicit SubtreeLanes(const StoreReader& store) : store_(store) {}

  // Reads the roster in a thread of the pool, which must end before this does. What cannot be read stays as it was.
  void Refresh(rpc::WorkerPool& pool);

  // The lane of a filing's changes: the resource name of the organ at the top of its subtree; "" for those that share
  // one. Does not wait for the store.
  std::string Of(absl::string_view filing) const;

 private:
  const StoreReader& store_;
  // Whether a refresh waits that will see all that is there now.
  std::atomic<bool> refreshing_ = false;
  mutable absl::Mutex mutex_;
  std::shared_ptr<const Roster> roster_ ABSL_GUARDED_BY(mutex_) = std::make_shared<const Roster>();
};

}  // namespace nianbao::submission
