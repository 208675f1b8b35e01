#include "services/aggregation/domain/watch/watched_total.h"

#include "libs/form/catalogue.h"
#include "services/aggregation/domain/render_aggregate.h"

namespace nianbao::aggregation {

WatchedTotal::WatchedTotal(const NodeTotal& now, absl::Span<const int> cells, int step)
    : node_(now.node), title_(now.title), whole_since_(step), changed_(step), cells_(cells.size()) {
  Update(now, cells, step);
}

bool WatchedTotal::Update(const NodeTotal& now, absl::Span<const int> cells, int step) {
  bool changed = false;
  for (size_t i = 0; i < cells.size(); ++i) {
    const int cell = cells[i];
    CellNow& known = cells_[i];
    if (known.value != now.cells[cell]) {
      known.value = now.cells[cell];
      known.changed = step;
      changed = true;
    }
    if (known.blank != now.blank[cell] || known.not_applicable != now.not_applicable[cell] ||
        known.unresolved != now.unresolved[cell]) {
      known.blank = now.blank[cell];
      known.not_applicable = now.not_applicable[cell];
      known.unresolved = now.unresolved[cell];
      empty_changed_ = step;
      changed = true;
    }
  }
  if (title_ != now.title) {
    title_ = now.title;
    whole_since_ = step;
    changed = true;
  }
  if (!(counts_ == now.counts)) {
    counts_ = now.counts;
    changed = true;
  }
  if (changed) changed_ = step;
  return changed;
}

v1::Aggregate WatchedTotal::Snapshot(const ViewKey& key, absl::Span<const int> cells,
                                     const v1::Position& position) const {
  return RenderAggregate(Total(key.year, cells), key, position, cells);
}

NodeTotal WatchedTotal::Total(int year, absl::Span<const int> cells) const {
  NodeTotal total{.node = node_, .title = title_, .year = year, .counts = counts_};
  for (size_t i = 0; i < cells.size(); ++i) {
    const int cell = cells[i];
    total.cells[cell] = cells_[i].value;
    total.blank[cell] = cells_[i].blank;
    total.not_applicable[cell] = cells_[i].not_applicable;
    total.unresolved[cell] = cells_[i].unresolved;
  }
  return total;
}

v1::AggregateDelta WatchedTotal::DeltaAfter(int step, const ViewKey& key, absl::Span<const int> cells) const {
  v1::AggregateDelta delta;
  delta.set_node(node_);
  delta.set_year(key.year);
  for (size_t i = 0; i < cells.size(); ++i) {
    const CellNow& now = cells_[i];
    if (now.changed <= step) continue;
    v1::CellTotal& cell = *delta.add_cells();
    cell.set_cell(form::Catalogue::Get().cells()[cells[i]].code);
    cell.set_value(now.value);
  }
  *delta.mutable_coverage() = RenderCoverage(counts_);
  if (empty_changed_ > step) *delta.mutable_empty_cells() = RenderEmptyCells(Total(key.year, cells));
  return delta;
}

}  // namespace nianbao::aggregation
