#include "services/aggregation/domain/proof/sealed_node.h"

#include <memory>
#include <utility>

#include "services/aggregation/domain/render_aggregate.h"

namespace nianbao::aggregation {
namespace {

// The figures that the organ adds, which live on when the facts do not.
std::shared_ptr<const proof::Figures> OwnFigures(const View& view, int organ) {
  const AcceptedReport* const report = view.Own(organ).report;
  return report == nullptr ? nullptr : std::make_shared<const proof::Figures>(report->Figures());
}

form::v1::Scope CountedScope(Duty duty) { return duty == Duty::kCovered ? form::v1::SCOPE_UNSPECIFIED : ScopeOf(duty); }

}  // namespace

std::optional<proof::TreeId> SealOf(const Facts& facts, int year, int node, v1::DigestAlgorithm algorithm) {
  const int64_t sealed_at = facts.SealedAt(year, node, facts.Now());
  if (sealed_at == 0) return std::nullopt;
  return proof::TreeId{
      .algorithm = algorithm, .year = year, .position = facts.Log(facts.SourceOf(node))->At(sealed_at)};
}

std::vector<proof::SumNode> NodesAtSeal(const Engine& engine, int node, const proof::TreeId& seal) {
  const Facts& facts = engine.facts();
  const int source = facts.SourceOf(node);
  const int64_t until = seal.position.sequence();
  Moment at = facts.Now();
  at[source] = until;
  const std::shared_ptr<const View> view = engine.TotalsAt({.year = seal.year}, at);

  std::vector<int> organs = {node};
  std::vector<int> above = {proof::kNoNode};
  std::vector<Counts> counts;
  for (size_t i = 0; i < organs.size(); ++i) {
    if (facts.SourceOf(organs[i]) != source) return {};
    counts.emplace_back() += view->Own(organs[i]).counts;
    for (const int child : view->Children(organs[i])) {
      organs.push_back(child);
      above.push_back(static_cast<int>(i));
    }
  }
  for (size_t i = organs.size() - 1; i > 0; --i) counts[static_cast<size_t>(above[i])] += counts[i];

  std::vector<proof::SumNode> nodes;
  nodes.reserve(organs.size());
  for (size_t i = 0; i < organs.size(); ++i) {
    nodes.push_back({.name = facts.organs().name(organs[i]),
                     .above = above[i],
                     .scope = CountedScope(view->DutyOf(organs[i])),
                     .own = OwnFigures(*view, organs[i]),
                     .coverage = RenderCoverage(counts[i])});
  }
  return nodes;
}

}  // namespace nianbao::aggregation
