// WatchAggregates: what one stream has told its reader, and what to tell next.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "nianbao/aggregation/v1/aggregation_service.pb.h"
#include "services/aggregation/domain/live_totals.h"

namespace nianbao::aggregation {

// Whatever happened between two calls of Next is told in one step: the reader always gets the latest state, and its
// position never goes back. For one thread at a time.
class WatchCursor {
 public:
  // request must have passed CheckRequest. totals must outlive the cursor.
  WatchCursor(const LiveTotals& totals, const v1::WatchAggregatesRequest& request);

  // The next message, or nullopt when there is nothing to tell yet. A step in which no watched total changed holds only
  // the token. Errors: NOT_FOUND ORGAN_UNKNOWN, OUT_OF_RANGE SUM_OVERFLOW, or why no totals can be served.
  absl::StatusOr<std::optional<v1::WatchAggregatesResponse>> Next();

 private:
  // What has to be told, taken while the totals stand still.
  struct Step {
    submission::v1::EventToken position;
    // The reader knows nothing that it could apply changes to.
    bool afresh = false;
    // Node by node, in the order of nodes_; nullopt when unchanged.
    std::vector<std::optional<NodeTotal>> totals{};
  };

  // nullopt when the reader is where the totals are, or ahead of them.
  absl::StatusOr<std::optional<Step>> Look(const Engine& engine);
  absl::StatusOr<std::vector<std::optional<NodeTotal>>> TotalsSince(const Engine& engine, int64_t sequence) const;
  v1::WatchAggregatesResponse Tell(Step step);

  const LiveTotals& totals_;
  const std::vector<std::string> nodes_;
  const int year_;
  // Where the reader is; nullopt when it begins.
  std::optional<submission::v1::EventToken> reached_;
  // What the reader knows, in the order of nodes_; empty when that is not known here.
  std::vector<NodeTotal> told_;
};

}  // namespace nianbao::aggregation
