#include "tests/property/aggregation/watch_reader.h"

#include <memory>
#include <set>

#include "libs/form/catalogue.h"
#include "libs/form/cell_vector.h"
#include "services/aggregation/domain/render_aggregate.h"
#include "services/aggregation/domain/watch/subscription.h"

namespace nianbao::aggregation {
namespace {

void Set(std::map<std::string, int64_t>& cells, const std::string& cell, int64_t value) {
  cells.erase(cell);
  if (value != 0) cells[cell] = value;
}

// By cell code; cells in which every report holds a number are left out.
std::map<std::string, std::array<int32_t, 3>> CountsOf(const v1::EmptyCells& empty) {
  std::map<std::string, std::array<int32_t, 3>> counts;
  const auto count = [](const auto& counts, int cell) { return counts.empty() ? 0 : counts.Get(cell); };
  for (const form::Cell& cell : form::Catalogue::Get().cells()) {
    const std::array<int32_t, 3> of_cell = {count(empty.blank(), cell.index), count(empty.not_applicable(), cell.index),
                                            count(empty.unresolved(), cell.index)};
    if (of_cell != std::array<int32_t, 3>{}) counts[cell.code] = of_cell;
  }
  return counts;
}

Known KnownOf(const v1::Aggregate& snapshot) {
  Known known{.empty = CountsOf(snapshot.empty_cells()),
              .coverage = snapshot.coverage().SerializeAsString(),
              .title = snapshot.title()};
  for (const form::Cell& cell : form::Catalogue::Get().cells()) {
    Set(known.cells, cell.code, form::GetFigure(cell, snapshot.totals()).value_or(0));
  }
  return known;
}

void Below(const View& view, int organ, int depth, std::set<int>& organs) {
  organs.insert(organ);
  if (depth == 0) return;
  for (const int child : view.Children(organ)) Below(view, child, depth - 1, organs);
}

void Choose(const Subscription& subscription, Known& known) {
  std::set<std::string> chosen;
  for (const int cell : subscription.Cells()) chosen.insert(form::Catalogue::Get().cells()[cell].code);
  std::erase_if(known.cells, [&](const auto& cell) { return !chosen.contains(cell.first); });
  std::erase_if(known.empty, [&](const auto& cell) { return !chosen.contains(cell.first); });
}

}  // namespace

std::string WatchReader::Take(const v1::WatchAggregatesResponse& told) {
  if (told.afresh() && !std::exchange(afresh_, true)) knows_.clear();
  for (const v1::Aggregate& snapshot : told.snapshots()) {
    knows_[{snapshot.node(), snapshot.year()}] = KnownOf(snapshot);
  }
  for (const v1::GoneTotal& gone : told.gone()) knows_.erase({gone.node(), gone.year()});
  for (const v1::AggregateDelta& delta : told.deltas()) {
    if (std::string wrong = Take(delta); !wrong.empty()) return wrong;
  }
  if (!told.has_position()) return "";
  afresh_ = false;
  if (told.position().sources_size() != 1) return "a position of other than one log";
  if (told.position().sources(0).sequence() < token_.sequence()) return "the stream went back";
  token_ = told.position().sources(0);
  return "";
}

std::string WatchReader::Take(const v1::AggregateDelta& delta) {
  const auto known = knows_.find({delta.node(), delta.year()});
  if (known == knows_.end()) return "a delta of " + delta.node() + ", of which nothing was told";
  known->second.coverage = delta.coverage().SerializeAsString();
  for (const v1::CellTotal& cell : delta.cells()) Set(known->second.cells, cell.cell(), cell.value());
  if (delta.has_empty_cells()) known->second.empty = CountsOf(delta.empty_cells());
  return "";
}

Knowledge WhatThereIs(const Engine& engine, const v1::WatchAggregatesRequest& request) {
  const Subscription subscription = SubscriptionOf(request);
  Knowledge knowledge;
  for (const int year : subscription.years) {
    const std::shared_ptr<const View> view = engine.Totals(subscription.Key(year));
    std::set<int> organs;
    for (const std::string& node : subscription.nodes) Below(*view, *engine.Find(node), subscription.depth, organs);
    for (const int organ : organs) {
      Known& known = knowledge[{engine.facts().organs().name(organ), year}];
      known = KnownOf(RenderAggregate(view->Total(organ).value(), view->key(), {}));
      Choose(subscription, known);
    }
  }
  return knowledge;
}

}  // namespace nianbao::aggregation
