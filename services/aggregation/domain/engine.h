// Exact totals of every node and year, kept up to date event by event.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "nianbao/submission/v1/event.pb.h"
#include "services/aggregation/domain/node_total.h"
#include "services/aggregation/domain/tree.h"

namespace nianbao::aggregation {

// A view of one log: the same events give the same state, however they are cut into batches. An acceptance touches the
// organ and the nodes above it, nothing else. Not thread-safe.
class Engine {
 public:
  explicit Engine(const std::string& log_id);

  // Takes in the next event; one at or before the position is skipped.
  // INTERNAL FEED_GAP, DATA_LOSS FEED_CORRUPT: the state is as before.
  absl::Status Apply(const submission::v1::EventRecord& record);

  // The position that the totals reflect.
  const submission::v1::EventToken& position() const { return position_; }

  // Any year of a known node has a total, even if nothing was filed.
  // NOT_FOUND ORGAN_UNKNOWN; OUT_OF_RANGE SUM_OVERFLOW when a sum does not fit 64 bits.
  absl::StatusOr<NodeTotal> Total(absl::string_view node, int year) const;
  // The totals of the nodes directly below, by name. Errors as Total.
  absl::StatusOr<std::vector<NodeTotal>> ChildTotals(absl::string_view node, int year) const;
  // Sequence of the last event that changed the node's total of any year. NOT_FOUND ORGAN_UNKNOWN.
  absl::StatusOr<int64_t> ChangedAt(absl::string_view node) const;

 private:
  absl::Status ApplyChange(const submission::v1::Event& event);
  absl::Status ApplyFiling(const submission::v1::FilingChange& change, int64_t sequence);
  void ApplyOrgan(const organ::v1::Organ& organ, int64_t sequence);
  absl::StatusOr<const Node*> Known(absl::string_view name) const;

  OrganTree tree_;
  submission::v1::EventToken position_;
};

}  // namespace nianbao::aggregation
