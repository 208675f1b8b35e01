// WatchAggregates: what one stream has told its reader, and what to tell next.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "nianbao/aggregation/v1/watch.pb.h"
#include "services/aggregation/domain/live_totals.h"

namespace nianbao::aggregation {

// INVALID_ARGUMENT FIELD_INVALID when the request is not one that can be watched.
absl::Status CheckWatch(const v1::WatchAggregatesRequest& request);

// Whatever happened between two calls of Next is told in one step: the reader always gets the latest state, and its
// position never goes back. For one thread at a time.
class WatchCursor {
 public:
  using Clock = std::function<absl::Time()>;

  // request must have passed CheckWatch. totals must outlive the cursor. patience: how long the totals may be behind
  // the reader, or not be served at all, before the reader is told so.
  WatchCursor(const LiveTotals& totals, const v1::WatchAggregatesRequest& request, absl::Duration patience,
              Clock clock = absl::Now);

  // The next message, or nullopt when there is nothing to tell yet. A step in which no watched total changed holds only
  // the token. Errors: NOT_FOUND ORGAN_UNKNOWN, OUT_OF_RANGE SUM_OVERFLOW, UNAVAILABLE NOT_CAUGHT_UP when patience
  // has run out, or why no totals can be served.
  absl::StatusOr<std::optional<v1::WatchAggregatesResponse>> Next();

 private:
  // What has to be told, taken while the totals stand still.
  struct Step {
    v1::Position position;
    // The reader knows nothing that it could apply changes to.
    bool afresh = false;
    // In the order of nodes_.
    std::vector<NodeTotal> totals{};
  };

  // nullopt when the reader is where the totals are; UNAVAILABLE NOT_CAUGHT_UP when it is ahead of them.
  absl::StatusOr<std::optional<Step>> Look(const Engine& engine);
  absl::StatusOr<std::vector<NodeTotal>> TotalsNow(const Engine& engine) const;
  v1::WatchAggregatesResponse Tell(Step step);
  bool HasPatience();

  const LiveTotals& totals_;
  const std::vector<std::string> nodes_;
  const ViewKey key_;
  const absl::Duration patience_;
  const Clock clock_;
  // Where the reader is; nullopt when it begins.
  std::optional<v1::Position> reached_;
  // What the reader knows, in the order of nodes_, of totals of epoch_; empty when that is not known here.
  std::vector<NodeTotal> told_;
  int64_t epoch_ = 0;
  // Since when the totals have been behind the reader; nullopt when they are not.
  std::optional<absl::Time> behind_since_;
};

}  // namespace nianbao::aggregation
