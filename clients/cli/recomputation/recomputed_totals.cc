#include "clients/cli/recomputation/recomputed_totals.h"

#include <google/protobuf/descriptor.h>

#include <utility>

namespace nianbao::cli {
namespace {

using aggregation::v1::Coverage;

void Add(Coverage& sum, const Coverage& counts) {
  const google::protobuf::Descriptor& type = *Coverage::descriptor();
  const google::protobuf::Reflection& reflection = *Coverage::GetReflection();
  for (int i = 0; i < type.field_count(); ++i) {
    reflection.SetInt32(&sum, type.field(i),
                        reflection.GetInt32(sum, type.field(i)) + reflection.GetInt32(counts, type.field(i)));
  }
}

void Add(RecomputedTotals::Sums& sums, const YearOrgan& organ) {
  if (organ.cells == nullptr) return;
  for (int cell = 0; cell < form::CellVector::kSize; ++cell) {
    sums.figures[cell] += organ.cells->value(cell);
    ++sums.holding[static_cast<size_t>(organ.cells->state(cell))][cell];
  }
}

std::shared_ptr<const proof::Figures> FiguresOf(const YearOrgan& organ) {
  if (organ.cells == nullptr) return nullptr;
  return {organ.cells, &organ.cells->values()};
}

}  // namespace

RecomputedTotals::RecomputedTotals(std::vector<YearOrgan> organs)
    : organs_(std::move(organs)), below_(organs_.size()), above_(organs_.size(), kNone) {
  for (int place = 0; place < size(); ++place) places_.emplace(organs_[place].name, place);
  for (int place = 0; place < size(); ++place) {
    above_[place] = Find(organs_[place].parent);
    if (above_[place] != kNone) below_[above_[place]].push_back(place);
    coverage_.push_back(organs_[place].counts);
  }
  for (int place = 0; place < size(); ++place) {
    int steps = 0;
    for (int node = above_[place]; node != kNone && steps < size(); node = above_[node], ++steps) {
      Add(coverage_[node], organs_[place].counts);
      Add(sums_[node], organs_[place]);
    }
  }
}

int RecomputedTotals::Find(absl::string_view name) const {
  const auto found = places_.find(name);
  return found == places_.end() ? kNone : found->second;
}

std::vector<int> RecomputedTotals::Tops() const {
  std::vector<int> tops;
  for (int place = 0; place < size(); ++place) {
    if (above_[place] == kNone && IsShown(place)) tops.push_back(place);
  }
  return tops;
}

std::vector<int> RecomputedTotals::Children(int place) const {
  std::vector<int> children;
  for (const int child : below_[place]) {
    if (IsShown(child)) children.push_back(child);
  }
  return children;
}

bool RecomputedTotals::IsWithin(int place, int node) const {
  for (int steps = 0; place != kNone && place != node && steps < size(); ++steps) place = above_[place];
  return place == node;
}

RecomputedTotals::Sums RecomputedTotals::SumsOf(int place) const {
  const auto below = sums_.find(place);
  Sums sums = below == sums_.end() ? Sums{} : below->second;
  Add(sums, organs_[place]);
  return sums;
}

std::vector<proof::SumNode> RecomputedTotals::NodesAt(int place, int64_t sequence, const YearLog& log) const {
  std::vector<int> places = {place};
  std::vector<proof::SumNode> nodes;
  std::vector<int> above = {proof::kNoNode};
  for (size_t i = 0; i < places.size(); ++i) {
    const YearOrgan& organ = organs_[places[i]];
    Coverage counts = organ.counts;
    if (log.PublishedAfter(organ.filing, sequence)) counts.set_published(0);
    nodes.push_back(
        {.name = organ.name, .above = above[i], .scope = organ.scope, .own = FiguresOf(organ), .coverage = counts});
    for (const int child : Children(places[i])) {
      places.push_back(child);
      above.push_back(static_cast<int>(i));
    }
  }
  for (size_t i = nodes.size() - 1; i > 0; --i) Add(nodes[static_cast<size_t>(above[i])].coverage, nodes[i].coverage);
  return nodes;
}

}  // namespace nianbao::cli
