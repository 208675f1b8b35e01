#include "services/submission/rpc/subtree_lanes.h"

#include <optional>
#include <utility>

#include "absl/status/statusor.h"
#include "services/submission/domain/resource_name.h"

namespace nianbao::submission {

void SubtreeLanes::Refresh(rpc::WorkerPool& pool) {
  if (refreshing_.exchange(true)) return;
  pool.Submit({.place = {},
               .run =
                   [this] {
                     refreshing_ = false;
                     absl::StatusOr<std::shared_ptr<const Roster>> roster = store_.ReadRoster();
                     if (!roster.ok()) return;
                     absl::MutexLock lock(&mutex_);
                     if ((*roster)->version() > roster_->version()) roster_ = *std::move(roster);
                   },
               .shed = [this](absl::Duration) { refreshing_ = false; }});
}

std::string SubtreeLanes::Of(absl::string_view filing) const {
  const std::optional<FilingKey> key = ParseFilingName(filing);
  if (!key.has_value()) return "";
  std::shared_ptr<const Roster> roster;
  {
    absl::MutexLock lock(&mutex_);
    roster = roster_;
  }
  return roster->SubtreeTop(key->organ);
}

}  // namespace nianbao::submission
