#include "services/aggregation/domain/watch_cursor.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/aggregation/domain/not_caught_up.h"
#include "services/aggregation/domain/render_aggregate.h"

namespace nianbao::aggregation {
namespace {

// A changed cell with its code takes up to 70 bytes on the wire, a whole snapshot under 3 KB. Beyond this many cells
// the other nodes of the message go as snapshots, so that 1000 nodes stay within the 4 MB that clients receive by
// default.
constexpr int kDeltaCellsMax = 10'000;

}  // namespace

WatchCursor::WatchCursor(const LiveTotals& totals, const v1::WatchAggregatesRequest& request, absl::Duration patience,
                         Clock clock)
    : totals_(totals),
      nodes_(request.nodes().begin(), request.nodes().end()),
      year_(request.year()),
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
  const absl::Status read = totals_.Read(0, absl::ZeroDuration(), look);
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
  const submission::v1::EventToken& now = engine.position();
  const bool same_log = reached_.has_value() && reached_->log_id() == now.log_id();
  if (same_log && reached_->sequence() > now.sequence()) {
    return NotCaughtUp(absl::StrCat("resume_token.sequence: got totals as of event ", now.sequence(), ", want event ",
                                    reached_->sequence()),
                       now.sequence(), reached_->sequence());
  }
  const bool same_place = same_log && reached_->sequence() == now.sequence() && reached_->digest() == now.digest();
  if (same_place && !told_.empty()) return std::nullopt;

  Step step{.position = now, .afresh = told_.empty()};
  ASSIGN_OR_RETURN(step.totals, TotalsSince(engine, step.afresh ? -1 : reached_->sequence()));
  if (!same_place) return step;
  for (std::optional<NodeTotal>& total : step.totals) told_.push_back(*std::move(total));
  return std::nullopt;
}

absl::StatusOr<std::vector<std::optional<NodeTotal>>> WatchCursor::TotalsSince(const Engine& engine,
                                                                               int64_t sequence) const {
  std::vector<std::optional<NodeTotal>> totals(nodes_.size());
  for (size_t i = 0; i < nodes_.size(); ++i) {
    ASSIGN_OR_RETURN(const int64_t changed_at, engine.ChangedAt(nodes_[i]));
    if (changed_at <= sequence) continue;
    ASSIGN_OR_RETURN(totals[i], engine.Total(nodes_[i], year_));
  }
  return totals;
}

v1::WatchAggregatesResponse WatchCursor::Tell(Step step) {
  v1::WatchAggregatesResponse response;
  if (step.afresh) told_.assign(nodes_.size(), NodeTotal{});
  int delta_cells = 0;
  for (size_t i = 0; i < nodes_.size(); ++i) {
    if (!step.totals[i].has_value()) continue;
    NodeTotal& told = told_[i];
    NodeTotal now = *std::move(step.totals[i]);
    if (now == told) continue;
    // A delta has no place for a new title.
    if (step.afresh || now.title != told.title || delta_cells > kDeltaCellsMax) {
      *response.add_snapshots() = RenderAggregate(now, step.position);
    } else {
      *response.add_deltas() = RenderDelta(told, now);
      delta_cells += response.deltas().rbegin()->cells_size();
    }
    told = std::move(now);
  }
  reached_ = step.position;
  *response.mutable_token() = step.position;
  return response;
}

}  // namespace nianbao::aggregation
