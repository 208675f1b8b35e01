#include "services/aggregation/domain/view/view.h"

#include <algorithm>

#include "libs/form/catalogue.h"
#include "services/aggregation/domain/view/in_parallel.h"
#include "services/aggregation/domain/view/sum_overflow.h"

namespace nianbao::aggregation {
namespace {

constexpr int kNodesOfAThread = 100;

// How many organs ahead a report is asked for: those below a node lie in no order.
constexpr size_t kReportsAhead = 4;

void Fetch(const AcceptedReport* report) {
  constexpr size_t kCacheLine = 64;
  // As many figures as most reports have.
  constexpr size_t kRead = 2 * kCacheLine;
  if (report == nullptr) return;
  const auto* const begin = reinterpret_cast<const char*>(report);
  for (size_t i = 0; i < kRead; i += kCacheLine) __builtin_prefetch(begin + i);
}

}  // namespace

View::View(const Facts& facts, ViewKey key, const Moment& at) : facts_(facts), key_(std::move(key)) {
  PlacementInYear in_year = PlaceInYear(facts_, key_.year, at);
  duties_ = std::move(in_year.duties);
  placement_ = key_.tree == v1::TREE_TODAY ? PlaceToday(facts_, at) : std::move(in_year);
  Hang();
  SumUp(at);
}

View::Reports View::ReportsAsked() const {
  return {.own = facts_.Reports(key_.year, form::v1::SCOPE_OWN),
          .summaries = facts_.Reports(key_.year, form::v1::SCOPE_ROLL_UP)};
}

Contribution View::ContributionAt(int organ, const Reports& reports, const Moment& at) const {
  const OrganVersion* const version = placement_.versions[organ];
  if (version == nullptr || (!key_.line.empty() && version->details->line != key_.line)) return Contribution{};
  const Duty duty = duties_[organ];
  const Column<ReportState>& column = ScopeOf(duty) == form::v1::SCOPE_OWN ? reports.own : reports.summaries;
  return ContributionOf(duty, column.At(organ, at[facts_.SourceOf(organ)]));
}

void View::Hang() {
  const std::vector<int>& parents = placement_.parents;
  below_from_.assign(parents.size() + 1, 0);
  for (const int parent : parents) {
    if (parent != kNoOrgan) ++below_from_[parent + 1];
  }
  for (size_t i = 1; i < below_from_.size(); ++i) below_from_[i] += below_from_[i - 1];
  below_.resize(static_cast<size_t>(below_from_.back()));
  std::vector<int> next(below_from_.begin(), below_from_.end() - 1);
  for (int organ = 0; organ < facts_.organs().size(); ++organ) {
    if (parents[organ] != kNoOrgan) below_[next[parents[organ]]++] = organ;
  }
}

// Each node before the one above it.
std::vector<int> View::NodesWithOthersBelow() const {
  const int count = facts_.organs().size();
  // How many of those directly below hold others and are not among the nodes yet.
  std::vector<int> awaited(static_cast<size_t>(count));
  std::vector<int> holders;
  for (int organ = 0; organ < count; ++organ) {
    if (Below(organ).empty()) continue;
    holders.push_back(organ);
    if (const int parent = placement_.parents[organ]; parent != kNoOrgan) ++awaited[parent];
  }
  std::vector<int> nodes;
  for (const int organ : holders) {
    if (awaited[organ] == 0) nodes.push_back(organ);
  }
  for (size_t i = 0; i < nodes.size(); ++i) {
    const int parent = placement_.parents[nodes[i]];
    if (parent != kNoOrgan && --awaited[parent] == 0) nodes.push_back(parent);
  }
  return nodes;
}

void View::SumUp(const Moment& at) {
  const std::vector<int> nodes = NodesWithOthersBelow();
  const Reports reports = ReportsAsked();
  own_.resize(duties_.size());
  sums_.resize(duties_.size());
  for (int organ = 0; organ < facts_.organs().size(); ++organ) {
    if (placement_.parents[organ] == kNoOrgan) own_[organ] = ContributionAt(organ, reports, at);
  }
  // First what those directly below each node add themselves: nearly all there is to read.
  InParallel(static_cast<int>(nodes.size()), kNodesOfAThread, [&](int begin, int end) {
    for (int i = begin; i < end; ++i) {
      sums_[nodes[i]] = std::make_unique<Sum>();
      SumOfMany sum(*sums_[nodes[i]]);
      const absl::Span<const int> below = Below(nodes[i]);
      for (const int organ : below) own_[organ] = ContributionAt(organ, reports, at);
      for (size_t k = 0; k < below.size(); ++k) {
        if (k + kReportsAhead < below.size()) Fetch(own_[below[k + kReportsAhead]].report);
        sum.Add(own_[below[k]]);
      }
    }
  });
  // Then upwards, so that all below a node is in its sum before that goes up.
  for (const int node : nodes) {
    if (const int parent = placement_.parents[node]; parent != kNoOrgan) *sums_[parent] += *sums_[node];
    sums_[node]->Add(own_[node]);
  }
}

void View::Update(int organ) {
  const Contribution now = ContributionAt(organ, ReportsAsked(), facts_.Now());
  if (now == own_[organ]) return;
  for (int node = organ; node != kNoOrgan; node = placement_.parents[node]) {
    if (sums_[node] == nullptr) continue;
    sums_[node]->Take(own_[organ]);
    sums_[node]->Add(now);
  }
  own_[organ] = now;
}

absl::StatusOr<NodeTotal> View::Total(int organ) const {
  if (sums_[organ] != nullptr) return TotalOf(organ, *sums_[organ]);
  Sum sum;
  sum.Add(own_[organ]);
  return TotalOf(organ, sum);
}

absl::StatusOr<NodeTotal> View::TotalOf(int organ, const Sum& sum) const {
  NodeTotal total{.node = facts_.organs().name(organ), .title = Title(organ), .year = key_.year, .counts = sum.counts};
  for (const form::Cell& cell : form::Catalogue::Get().cells()) {
    const absl::int128 value = sum.cells[cell.index];
    if (!FitsInt64(value)) return SumOverflow(total, cell.code, cell.printed_name());
    total.cells[cell.index] = static_cast<int64_t>(value);
  }
  if (sum.empty != nullptr) {
    total.blank = sum.empty->blank;
    total.not_applicable = sum.empty->not_applicable;
    total.unresolved = sum.empty->unresolved;
  }
  return total;
}

absl::Span<const int> View::Below(int organ) const {
  return absl::MakeConstSpan(below_).subspan(static_cast<size_t>(below_from_[organ]),
                                             static_cast<size_t>(below_from_[organ + 1] - below_from_[organ]));
}

bool View::IsShown(int organ) const {
  if (placement_.present[organ]) return true;
  return (sums_[organ] != nullptr ? sums_[organ]->counts.expected : own_[organ].counts.expected) > 0;
}

std::vector<int> View::Children(int organ) const {
  std::vector<int> children;
  for (const int child : Below(organ)) {
    if (IsShown(child)) children.push_back(child);
  }
  const OrganIndex& organs = facts_.organs();
  std::sort(children.begin(), children.end(), [&](int a, int b) { return organs.name(a) < organs.name(b); });
  return children;
}

const std::string& View::Title(int organ) const {
  static const std::string* const kNone = new std::string();
  const OrganVersion* const version = placement_.versions[organ];
  return version == nullptr ? *kNone : version->details->title;
}

std::vector<int> View::Subtree(int organ) const {
  std::vector<int> subtree = {organ};
  for (size_t i = 0; i < subtree.size(); ++i) {
    const absl::Span<const int> below = Below(subtree[i]);
    subtree.insert(subtree.end(), below.begin(), below.end());
  }
  return subtree;
}

bool View::IsWithin(int organ, int node) const {
  while (organ != kNoOrgan && organ != node) organ = placement_.parents[organ];
  return organ == node;
}

}  // namespace nianbao::aggregation
