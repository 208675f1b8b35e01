#include "services/aggregation/domain/render_aggregate.h"

#include <algorithm>
#include <utility>

#include "libs/form/cell_vector.h"

namespace nianbao::aggregation {
namespace {

using CellCounts = std::array<int32_t, form::CellVector::kSize>;

// Nothing for counts that are all 0.
void RenderCounts(const CellCounts& counts, google::protobuf::RepeatedField<int32_t>* message) {
  if (std::any_of(counts.begin(), counts.end(), [](int32_t count) { return count != 0; })) {
    message->Add(counts.begin(), counts.end());
  }
}

}  // namespace

v1::Coverage RenderCoverage(const Counts& counts) {
  v1::Coverage message;
  message.set_expected(counts.expected);
  message.set_accepted(counts.accepted);
  message.set_submitted(counts.submitted);
  message.set_returned(counts.returned);
  message.set_missing(counts.missing());
  message.set_published(counts.published);
  message.set_backloaded(counts.backloaded);
  message.set_late(counts.late);
  message.set_summaries(counts.summaries);
  return message;
}

v1::EmptyCells RenderEmptyCells(const NodeTotal& total) {
  v1::EmptyCells empty;
  RenderCounts(total.blank, empty.mutable_blank());
  RenderCounts(total.not_applicable, empty.mutable_not_applicable());
  RenderCounts(total.unresolved, empty.mutable_unresolved());
  return empty;
}

v1::Aggregate RenderAggregate(const NodeTotal& total, const ViewKey& key, const v1::Position& position,
                              absl::Span<const int> cells) {
  v1::Aggregate aggregate;
  aggregate.set_node(total.node);
  aggregate.set_title(total.title);
  aggregate.set_year(total.year);
  aggregate.set_tree(key.tree);
  aggregate.set_line(key.line);
  form::v1::AnnualReport& report = *aggregate.mutable_totals();
  report.set_organ_name(total.title);
  report.set_year(total.year);
  report.set_scope(form::v1::SCOPE_ROLL_UP);
  report.set_edition(form::v1::EDITION_2021);
  form::CellVector figures;
  const auto set = [&](int cell) { figures.SetNumber(cell, total.cells[cell]); };
  for (const int cell : cells) set(cell);
  for (int cell = 0; cells.empty() && cell < form::CellVector::kSize; ++cell) set(cell);
  form::ApplyVector(figures, report);
  if (v1::EmptyCells empty = RenderEmptyCells(total); empty.ByteSizeLong() > 0) {
    *aggregate.mutable_empty_cells() = std::move(empty);
  }
  *aggregate.mutable_coverage() = RenderCoverage(total.counts);
  *aggregate.mutable_position() = position;
  return aggregate;
}

}  // namespace nianbao::aggregation
