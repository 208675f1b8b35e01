#include "services/validation/domain/figures.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "libs/form/cell_value.h"
#include "libs/form/marks.h"
#include "libs/form/visit_figures.h"
#include "libs/status/error.h"
#include "libs/status/try.h"

namespace nianbao::validation::domain {
namespace {

using form::CellState;

FigureVector FromCells(const form::CellVector& cells) {
  FigureVector figures;
  for (int i = 0; i < form::CellVector::kSize; ++i) {
    figures.values[i] = cells.value(i);
    figures.states[i] = cells.state(i);
  }
  return figures;
}

// figures: all blank before.
absl::Status Read(const form::v1::AnnualReport& report, FigureVector& figures) {
  form::VisitFigures(report, [&](int index, int64_t value) {
    figures.values[index] = value;
    figures.states[index] = CellState::kNumber;
  });
  if (report.marks().empty()) return absl::OkStatus();
  RETURN_IF_ERROR(form::CheckMarks(form::Catalogue::Get(), report));
  for (const form::v1::CellMark& mark : report.marks()) {
    figures.states[form::Catalogue::Get().Find(mark.cell())->index] = form::StateOf(mark);
  }
  return absl::OkStatus();
}

// What has no counterpart in the 2019 edition is unresolved: nothing can be said about it.
FigureVector From2019(const form::v1::AnnualReport2019& report) {
  FigureVector figures;
  figures.states.fill(CellState::kUnresolved);
  const auto take = [&](const form::Cell& cell) {
    const form::Cell* const same = form::Catalogue::Get().Find(cell.same_as);
    const bool marked = std::any_of(report.marks().begin(), report.marks().end(),
                                    [&](const auto& mark) { return mark.cell() == cell.code; });
    if (same == nullptr || marked) return;
    const auto value = form::GetFigure(cell, report);
    figures.values[same->index] = value.value_or(0);
    figures.states[same->index] = value ? CellState::kNumber : CellState::kBlank;
  };
  for (const form::Cell& cell : form::Catalogue::Edition2019().cells()) take(cell);
  for (const form::Cell& cell : form::Catalogue::Edition2019().fee_statement()) take(cell);
  return figures;
}

// Of a sum: unresolved when any part is, else a number when any part is one, else blank only when all are.
CellState StateOfSum(CellState a, CellState b) {
  if (a == CellState::kUnresolved || b == CellState::kUnresolved) return CellState::kUnresolved;
  if (a == CellState::kNumber || b == CellState::kNumber) return CellState::kNumber;
  return std::max(a, b);
}

void AddTo(std::optional<FigureVector>& sum, const FigureVector& part) {
  if (!sum) {
    sum = part;
    return;
  }
  for (int i = 0; i < rulebook::kFigureCount; ++i) {
    sum->values[i] += part.values[i];
    sum->states[i] = StateOfSum(sum->states[i], part.states[i]);
  }
}

void Enlarge(std::optional<FigureVector>& largest, const FigureVector& part) {
  if (!largest) {
    largest = part;
    return;
  }
  for (int i = 0; i < rulebook::kFigureCount; ++i) {
    largest->values[i] = std::max(largest->values[i], part.values[i]);
    largest->states[i] = StateOfSum(largest->states[i], part.states[i]);
  }
}

}  // namespace

absl::StatusOr<Figures> Figures::Of(const v1::ValidateReportRequest& request) {
  Figures figures;
  RETURN_IF_ERROR(Read(request.report(), figures.sources_[v1::Term::SOURCE_UNSPECIFIED].emplace()));
  RETURN_IF_ERROR(figures.ReadPriors(request.context()));
  RETURN_IF_ERROR(figures.ReadParts(request.context()));
  return figures;
}

absl::Status Figures::ReadPriors(const v1::Context& context) {
  std::optional<FigureVector>& sum = sources_[v1::Term::SOURCE_PRIOR];
  for (int i = 0; i < context.prior_size(); ++i) {
    std::optional<FigureVector> another;
    FigureVector& prior = (sum ? another : sum).emplace();
    if (const auto read = Read(context.prior(i), prior); !read.ok()) {
      return status::Annotate(read, absl::StrCat("context.prior[", i, "]"));
    }
    if (another) AddTo(sum, prior);
  }
  for (const form::v1::AnnualReport2019& prior : context.prior_2019()) AddTo(sum, From2019(prior));
  return absl::OkStatus();
}

absl::Status Figures::ReadParts(const v1::Context& context) {
  for (int i = 0; i < context.parts_size(); ++i) {
    const v1::Part& part = context.parts(i);
    if (!part.has_cells()) {
      missing_parts_.push_back(part.title().empty() ? part.organ() : part.title());
      continue;
    }
    const auto cells = form::FromProto(part.cells());
    if (!cells.ok()) return status::Annotate(cells.status(), absl::StrCat("context.parts[", i, "]"));
    const FigureVector figures = FromCells(*cells);
    AddTo(sources_[v1::Term::SOURCE_PARTS], figures);
    Enlarge(sources_[v1::Term::SOURCE_LARGEST_PART], figures);
  }
  return absl::OkStatus();
}

}  // namespace nianbao::validation::domain
