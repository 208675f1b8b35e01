#include "services/aggregation/domain/watch/watch_hub.h"

#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/aggregation/domain/not_caught_up.h"
#include "services/aggregation/domain/query/request_check.h"

namespace nianbao::aggregation {
namespace {

constexpr int kTotalsMax = 5000;
constexpr size_t kGoneMax = 5000;
constexpr size_t kNoLimit = static_cast<size_t>(-1);
constexpr absl::Duration kBookmarkPause = absl::Seconds(5);

// A changed cell with its code takes up to 80 bytes on the wire, a whole snapshot under 3 KB. Beyond this many cells
// the other totals of the step go as snapshots.
constexpr int kDeltaCellsMax = 10'000;

absl::Status TooMany() {
  return RequestCheck()
      .Fault("depth", absl::StrCat("got nodes with more than ", kTotalsMax, " totals, want at most ", kTotalsMax),
             absl::StrCat("所选节点及其下级（按年度分别计算）超过 ", kTotalsMax, " 个，请减少层数、节点或年度"))
      .Result();
}

// The roots that the tree has, and what is below them down to the depth. Stops when there are more than `most`.
std::vector<int> WithBelow(const View& view, const std::vector<int>& roots, int depth, size_t most) {
  absl::flat_hash_set<int> found(roots.begin(), roots.end());
  std::vector<int> organs = roots;
  size_t level = 0;
  for (int down = 0; down < depth && organs.size() <= most; ++down) {
    const size_t next_level = organs.size();
    for (; level < next_level && organs.size() <= most; ++level) {
      for (const int child : view.Children(organs[level])) {
        if (found.insert(child).second) organs.push_back(child);
      }
    }
  }
  return organs;
}

// Whether the logs that both speak of have come as far as is wanted, be it in this history or another.
bool IsReached(const v1::Position& wanted, const v1::Position& reached) {
  for (const submission::v1::EventToken& want : wanted.sources()) {
    for (const submission::v1::EventToken& is : reached.sources()) {
      if (is.log_id() == want.log_id() && is.sequence() < want.sequence()) return false;
    }
  }
  return true;
}

}  // namespace

void WatchHub::Look(absl::Time now) { LookUnlessSeen(now, absl::ZeroDuration()); }

void WatchHub::LookUnlessSeen(absl::Time now, absl::Duration age) {
  {
    absl::MutexLock lock(&mutex_);
    if (successor_ != nullptr || (failure_.ok() && now - looked_at_ < age)) return;
    looked_at_ = now;
    tellings_.clear();
  }
  bool seen = false;
  const auto look = [&](const Engine& engine, int64_t epoch) -> absl::Status {
    absl::MutexLock lock(&mutex_);
    seen = true;
    // With the lock still held: what a failed look left is not to be told.
    failure_ = LookAt(engine, epoch);
    if (failure_.ok()) SetDue(now);
    return failure_;
  };
  const absl::Status read = totals_.Read({}, absl::ZeroDuration(), look);
  absl::MutexLock lock(&mutex_);
  if (!seen) failure_ = read;
}

absl::Status WatchHub::LookAt(const Engine& engine, int64_t epoch) {
  const Facts& facts = engine.facts();
  ++looks_;
  seen_version_ = engine.version();
  // What the chain vouches for is the same up to the position, and so were its totals.
  if (step_ != kNothing && epoch != epoch_ && !facts.MomentOf(position_).ok()) {
    successor_ = std::make_shared<WatchHub>(totals_, subscription_);
    has_successor_ = true;
    return absl::OkStatus();
  }
  epoch_ = epoch;
  Moment moment = facts.Now();
  if (step_ != kNothing && moment == moment_) return absl::OkStatus();
  const int step = step_ + 1;
  if (step_ == kNothing || engine.version() != version_) RETURN_IF_ERROR(Compare(engine, step));
  step_ = step;
  version_ = engine.version();
  position_ = facts.position();
  moment_ = std::move(moment);
  tellings_.clear();
  return absl::OkStatus();
}

absl::Status WatchHub::Compare(const Engine& engine, int step) {
  ASSIGN_OR_RETURN(const std::vector<Nodes> all, FindNodes(engine));
  for (const Nodes& nodes : all) RETURN_IF_ERROR(CompareYear(nodes, step));
  if (subscription_.depth > 0) DropUnseen(step);
  if (step == 1) changed_step_ = step;
  return absl::OkStatus();
}

absl::StatusOr<std::vector<WatchHub::Nodes>> WatchHub::FindNodes(const Engine& engine) const {
  std::vector<int> roots;
  for (const std::string& node : subscription_.nodes) {
    ASSIGN_OR_RETURN(roots.emplace_back(), engine.Find(node));
  }
  const bool begins = step_ == kNothing;
  std::vector<Nodes> all;
  size_t count = 0;
  for (const int year : subscription_.years) {
    Nodes& nodes = all.emplace_back();
    nodes.view = engine.Totals(subscription_.Key(year));
    nodes.organs = WithBelow(*nodes.view, roots, subscription_.depth, begins ? size_t{kTotalsMax} : kNoLimit);
    count += nodes.organs.size();
    if (begins && count > kTotalsMax) return TooMany();
  }
  return all;
}

absl::Status WatchHub::CompareYear(const Nodes& nodes, int step) {
  const absl::Span<const int> cells = subscription_.Cells();
  for (const int organ : nodes.organs) {
    ASSIGN_OR_RETURN(const NodeTotal now, nodes.view->Total(organ));
    const std::pair<int, int> place = {nodes.view->key().year, organ};
    const auto known = watched_.find(place);
    if (known != watched_.end()) {
      if (known->second.total.Update(now, cells, step)) changed_step_ = step;
      known->second.seen = looks_;
      continue;
    }
    watched_.emplace(place, Watched{.total = WatchedTotal(now, cells, step), .seen = looks_});
    changed_step_ = step;
    std::erase_if(gone_, [&](const Gone& gone) { return gone.year == place.first && gone.organ == organ; });
  }
  return absl::OkStatus();
}

void WatchHub::DropUnseen(int step) {
  for (auto it = watched_.begin(); it != watched_.end();) {
    if (it->second.seen == looks_) {
      ++it;
      continue;
    }
    gone_.push_back(
        {.step = step, .year = it->first.first, .organ = it->first.second, .node = it->second.total.node()});
    it = watched_.erase(it);
    changed_step_ = step;
  }
  if (gone_.size() <= kGoneMax) return;
  const auto kept = gone_.end() - static_cast<ptrdiff_t>(kGoneMax / 2);
  first_step_ = std::prev(kept)->step;
  gone_.erase(gone_.begin(), kept);
}

void WatchHub::SetDue(absl::Time now) {
  const bool silent = now - due_since_ >= kBookmarkPause;
  // A step in which nothing happened, so that streams say that they stand.
  if (due_step_ == step_ && step_ != kNothing && silent) ++step_;
  if (due_step_ == step_ || (due_step_ >= changed_step_ && !silent)) return;
  due_step_ = step_;
  due_since_ = now;
}

std::shared_ptr<WatchHub> WatchHub::successor() const {
  if (!has_successor_) return nullptr;
  absl::MutexLock lock(&mutex_);
  return successor_;
}

std::pair<int, v1::Position> WatchHub::LastStep() const {
  absl::MutexLock lock(&mutex_);
  return {step_, position_};
}

absl::StatusOr<int> WatchHub::StepAt(const v1::Position& position) const {
  int step = kNothing;
  const auto find = [&](const Engine& engine, int64_t epoch) -> absl::Status {
    const absl::StatusOr<Moment> moment = engine.facts().MomentOf(position);
    if (status::ReasonOf(moment.status()) == "NOT_CAUGHT_UP") return moment.status();
    absl::MutexLock lock(&mutex_);
    if (engine.version() == seen_version_) RETURN_IF_ERROR(failure_);
    const bool is_there = failure_.ok() && step_ != kNothing && epoch == epoch_ && IsReached(position, position_);
    if (!is_there) return NotCaughtUp("totals: watchers have not been told of the position yet, retry", 0, 0);
    if (moment.ok()) step = *moment == moment_ ? step_ : history_.Find(*moment);
    return absl::OkStatus();
  };
  RETURN_IF_ERROR(totals_.Read({}, absl::ZeroDuration(), find));
  return step;
}

absl::StatusOr<std::shared_ptr<const Telling>> WatchHub::After(int step) {
  absl::MutexLock lock(&mutex_);
  RETURN_IF_ERROR(failure_);
  if (step >= due_step_) return nullptr;
  if (step < first_step_) step = kNothing;
  std::shared_ptr<const Telling>& telling = tellings_[step];
  if (telling == nullptr) {
    telling = std::make_shared<const Telling>(Tell(step));
    history_.Put(step_, moment_);
  }
  return telling;
}

Telling WatchHub::Tell(int step) const {
  const absl::Span<const int> cells = subscription_.Cells();
  TellingWriter writer(step == kNothing);
  for (const auto& [place, watched] : watched_) {
    const ViewKey key = subscription_.Key(place.first);
    const WatchedTotal& total = watched.total;
    if (total.changed() <= step) continue;
    if (total.IsNewAfter(step) || writer.delta_cells() > kDeltaCellsMax) {
      writer.Add(total.Snapshot(key, cells, position_));
    } else {
      writer.Add(total.DeltaAfter(step, key, cells));
    }
  }
  for (const Gone& gone : gone_) {
    if (step == kNothing || gone.step <= step) continue;
    v1::GoneTotal message;
    message.set_node(gone.node);
    message.set_year(gone.year);
    writer.Add(std::move(message));
  }
  return writer.Finish(step_, position_);
}

}  // namespace nianbao::aggregation
