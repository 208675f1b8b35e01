#include "services/aggregation/domain/subtree.h"

namespace nianbao::aggregation {
namespace {

absl::btree_map<int, Contribution> AllYears(const Node& node) {
  absl::btree_map<int, Contribution> years;
  for (const auto& [year, filing] : node.own) years[year] += filing.ContributionWhen(node.owes_own);
  for (const auto& [year, below] : node.below) years[year] += *below;
  return years;
}

Contribution Negative(const Contribution& contribution) { return Contribution{} -= contribution; }

}  // namespace

Contribution SubtreeContribution(const Node& node, int year) {
  Contribution total;
  if (const auto own = node.own.find(year); own != node.own.end()) total = own->second.ContributionWhen(node.owes_own);
  if (const auto below = node.below.find(year); below != node.below.end()) total += *below->second;
  return total;
}

void Spread(Node& node, int year, const Contribution& delta, int64_t sequence) {
  node.changed_at = sequence;
  for (Node* above = node.parent; above != nullptr; above = above->parent) {
    std::unique_ptr<Contribution>& below = above->below[year];
    if (below == nullptr) below = std::make_unique<Contribution>();
    *below += delta;
    above->changed_at = sequence;
  }
}

void SpreadOwing(Node& node, int delta, int64_t sequence) {
  for (Node* at = &node; at != nullptr; at = at->parent) {
    at->owing += delta;
    at->changed_at = sequence;
  }
}

void TakeOut(Node& node, int64_t sequence) {
  for (const auto& [year, share] : AllYears(node)) Spread(node, year, Negative(share), sequence);
  if (node.parent != nullptr) SpreadOwing(*node.parent, -node.owing, sequence);
}

void PutIn(Node& node, int64_t sequence) {
  for (const auto& [year, share] : AllYears(node)) Spread(node, year, share, sequence);
  if (node.parent != nullptr) SpreadOwing(*node.parent, node.owing, sequence);
}

}  // namespace nianbao::aggregation
