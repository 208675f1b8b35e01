// A total that is watched.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "nianbao/aggregation/v1/watch.pb.h"
#include "services/aggregation/domain/node_total.h"
#include "services/aggregation/domain/view/view.h"

namespace nianbao::aggregation {

// The total as it was last seen, and for each part of it the step at which it last changed. So what leads on from any
// earlier step is known, and no state of the past is kept. Every call gets the same cells, by their place in the
// catalogue.
class WatchedTotal {
 public:
  // Begins to be watched at the step.
  WatchedTotal(const NodeTotal& now, absl::Span<const int> cells, int step);

  // Takes over what changed by this step. Returns whether anything did.
  bool Update(const NodeTotal& now, absl::Span<const int> cells, int step);

  const std::string& node() const { return node_; }
  // The last step at which anything changed.
  int changed() const { return changed_; }
  // Whether it has to be told as a whole to who was told all up to the step: a delta has no place for a title.
  bool IsNewAfter(int step) const { return whole_since_ > step; }

  v1::Aggregate Snapshot(const ViewKey& key, absl::Span<const int> cells, const v1::Position& position) const;
  // The cells that changed after the step, in catalogue order, and the coverage.
  v1::AggregateDelta DeltaAfter(int step, const ViewKey& key, absl::Span<const int> cells) const;

 private:
  // With nothing in cells that are not watched.
  NodeTotal Total(int year, absl::Span<const int> cells) const;

  struct CellNow {
    int64_t value = 0;
    int32_t blank = 0;
    int32_t not_applicable = 0;
    int32_t unresolved = 0;
    int32_t changed = 0;
  };

  std::string node_;
  std::string title_;
  Counts counts_;
  int whole_since_ = 0;
  int changed_ = 0;
  int empty_changed_ = 0;
  std::vector<CellNow> cells_;
};

}  // namespace nianbao::aggregation
