#include "services/aggregation/domain/render_aggregate.h"

#include "libs/form/catalogue.h"
#include "libs/form/cell_vector.h"

namespace nianbao::aggregation {
namespace {

v1::Coverage RenderCoverage(const Coverage& coverage) {
  v1::Coverage message;
  message.set_expected(coverage.expected);
  message.set_accepted(coverage.accepted);
  message.set_submitted(coverage.submitted);
  message.set_returned(coverage.returned);
  message.set_missing(coverage.missing);
  message.set_published(coverage.published);
  message.set_backloaded(coverage.backloaded);
  return message;
}

}  // namespace

v1::Aggregate RenderAggregate(const NodeTotal& total, const submission::v1::EventToken& position) {
  v1::Aggregate aggregate;
  aggregate.set_node(total.node);
  aggregate.set_title(total.title);
  aggregate.set_year(total.year);
  form::v1::AnnualReport& report = *aggregate.mutable_totals();
  report.set_organ_name(total.title);
  report.set_year(total.year);
  report.set_scope(form::v1::SCOPE_ROLL_UP);
  report.set_edition(form::v1::EDITION_2021);
  form::CellVector figures;
  for (int i = 0; i < form::CellVector::kSize; ++i) figures.SetNumber(i, total.cells[i]);
  form::ApplyVector(figures, report);
  *aggregate.mutable_coverage() = RenderCoverage(total.coverage);
  *aggregate.mutable_token() = position;
  return aggregate;
}

v1::AggregateDelta RenderDelta(const NodeTotal& before, const NodeTotal& after) {
  v1::AggregateDelta delta;
  delta.set_node(after.node);
  delta.set_year(after.year);
  for (const form::Cell& cell : form::Catalogue::Get().cells()) {
    if (before.cells[cell.index] == after.cells[cell.index]) continue;
    v1::CellTotal& changed = *delta.add_cells();
    changed.set_cell(cell.code);
    changed.set_value(after.cells[cell.index]);
  }
  *delta.mutable_coverage() = RenderCoverage(after.coverage);
  return delta;
}

}  // namespace nianbao::aggregation
