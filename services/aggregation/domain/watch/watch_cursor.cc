#include "services/aggregation/domain/watch/watch_cursor.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/aggregation/domain/query/read_view.h"
#include "services/aggregation/domain/query/request_check.h"
#include "services/aggregation/domain/render_aggregate.h"

namespace nianbao::aggregation {
namespace {

// A changed cell with its code takes up to 70 bytes on the wire, a whole snapshot under 3 KB. Beyond this many cells
// the other nodes of the message go as snapshots, so that 1000 nodes stay within the 4 MB that clients receive by
// default.
constexpr int kDeltaCellsMax = 10'000;
constexpr int kNodesMax = 1000;

}  // namespace

absl::Status CheckWatch(const v1::WatchAggregatesRequest& request) {
  RequestCheck check = CheckSelection(request);
  check.Count("nodes", request.nodes_size(), 1, kNodesMax, "nodes", "个节点");
  for (int i = 0; i < std::min(request.nodes_size(), kNodesMax); ++i) {
    check.Organ(absl::StrCat("nodes[", i, "]"), request.nodes(i));
  }
  return check.Result();
}

WatchCursor::WatchCursor(const LiveTotals& totals, const v1::WatchAggregatesRequest& request, absl::Duration patience,
                         Clock clock)
    : totals_(totals),
      nodes_(request.nodes().begin(), request.nodes().end()),
      key_(SelectionOf(request).key),
      patience_(patience),
      clock_(std::move(clock)) {
  if (request.has_resume_token()) reached_ = request.resume_token();
}

absl::StatusOr<std::optional<v1::WatchAggregatesResponse>> WatchCursor::Next() {
  std::optional<Step> step;
  const auto look = [&](const Engine& engine, int64_t epoch) -> absl::Status {
    // What was told may not be the past of what there is now.
    if (epoch != epoch_) told_.clear();
    epoch_ = epoch;
    ASSIGN_OR_RETURN(step, Look(engine));
    return absl::OkStatus();
  };
  const absl::Status read = totals_.Read({}, absl::ZeroDuration(), look);
  if (status::ReasonOf(read) == "NOT_CAUGHT_UP" && HasPatience()) return std::nullopt;
  RETURN_IF_ERROR(read);
  behind_since_.reset();
  if (!step.has_value()) return std::nullopt;
  return Tell(*std::move(step));
}

bool WatchCursor::HasPatience() {
  const absl::Time now = clock_();
  if (!behind_since_.has_value()) behind_since_ = now;
  return now - *behind_since_ < patience_;
}

absl::StatusOr<std::optional<WatchCursor::Step>> WatchCursor::Look(const Engine& engine) {
  Step step{.position = engine.facts().position(), .afresh = told_.empty()};
  if (reached_.has_value()) {
    const absl::Status passed = engine.facts().MomentOf(*reached_).status();
    if (status::ReasonOf(passed) == "NOT_CAUGHT_UP") return passed;
  }
  const bool same_place = reached_.has_value() && reached_->SerializeAsString() == step.position.SerializeAsString();
  if (same_place && !told_.empty()) return std::nullopt;
  ASSIGN_OR_RETURN(step.totals, TotalsNow(engine));
  if (!same_place) return step;
  told_ = std::move(step.totals);
  return std::nullopt;
}

absl::StatusOr<std::vector<NodeTotal>> WatchCursor::TotalsNow(const Engine& engine) const {
  const std::shared_ptr<const View> view = engine.Totals(key_);
  std::vector<NodeTotal> totals;
  for (const std::string& node : nodes_) {
    ASSIGN_OR_RETURN(const int organ, engine.Find(node));
    ASSIGN_OR_RETURN(totals.emplace_back(), view->Total(organ));
  }
  return totals;
}

v1::WatchAggregatesResponse WatchCursor::Tell(Step step) {
  v1::WatchAggregatesResponse response;
  if (step.afresh) told_.assign(nodes_.size(), NodeTotal{});
  int delta_cells = 0;
  for (size_t i = 0; i < nodes_.size(); ++i) {
    NodeTotal& told = told_[i];
    NodeTotal now = std::move(step.totals[i]);
    if (now == told) continue;
    // A delta has no place for a new title.
    if (step.afresh || now.title != told.title || delta_cells > kDeltaCellsMax) {
      *response.add_snapshots() = RenderAggregate(now, key_, step.position);
    } else {
      *response.add_deltas() = RenderDelta(told, now);
      delta_cells += response.deltas().rbegin()->cells_size();
    }
    told = std::move(now);
  }
  reached_ = step.position;
  *response.mutable_position() = step.position;
  return response;
}

}  // namespace nianbao::aggregation
