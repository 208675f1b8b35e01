#include "services/submission/domain/comparison.h"

#include <optional>
#include <vector>

#include "libs/form/catalogue.h"
#include "libs/form/decimal.h"
#include "libs/status/try.h"

namespace nianbao::submission {
namespace {

using form::CellState;
using form::CellVector;
using form::v1::CellMark;

// Figures that were submitted or accepted before.
struct Base {
  int32_t revision = 0;
  CellVector cells;
};

void Show(const CellVector& cells, const form::Cell& cell, v1::CellContent& content) {
  if (cells.state(cell.index) == CellState::kNumber) {
    content.set_number(cells.value(cell.index));
    content.set_printed(form::FormatDecimal(cells.value(cell.index), cell.scale));
  } else if (cells.state(cell.index) == CellState::kNotApplicable) {
    content.set_mark(CellMark::STATE_NOT_APPLICABLE);
    content.set_printed("/");
  } else {
    content.set_mark(CellMark::STATE_UNRESOLVED);
  }
}

absl::StatusOr<std::optional<Base>> SubmittedIn(const v1::Revision& revision) {
  if (!revision.has_submitted_cells()) return std::nullopt;
  ASSIGN_OR_RETURN(const CellVector cells, form::FromProto(revision.submitted_cells()));
  return Base{revision.number(), cells};
}

// The last revision that was ever submitted; only withdrawn and revoked ones are left to look at.
absl::StatusOr<std::optional<Base>> LastSubmitted(const StoreReader& store, const std::string& filing) {
  ASSIGN_OR_RETURN(const std::vector<v1::Revision> revisions, store.ListRevisions(filing));
  for (auto revision = revisions.rbegin(); revision != revisions.rend(); ++revision) {
    if (revision->has_submitted_cells()) return SubmittedIn(*revision);
  }
  return std::nullopt;
}

absl::StatusOr<std::optional<Base>> BaseOf(const StoreReader& store, FilingEdit& edit) {
  const v1::Revision& open = edit.open_revision();
  if (open.has_submitted_cells()) return SubmittedIn(open);
  if (edit.filing().has_effective_revision()) {
    const v1::Revision& effective = edit.filing().effective_revision();
    ASSIGN_OR_RETURN(const CellVector cells, form::VectorOf(effective.report()));
    return Base{effective.number(), cells};
  }
  if (open.number() == 1) return std::nullopt;
  return LastSubmitted(store, edit.filing().name());
}

}  // namespace

v1::Comparison Compare(const CellVector& before, const CellVector& after) {
  v1::Comparison comparison;
  for (const form::Cell& cell : form::Catalogue::Get().cells()) {
    if (before.state(cell.index) == after.state(cell.index) && before.value(cell.index) == after.value(cell.index)) {
      continue;
    }
    v1::CellDifference& difference = *comparison.add_cells();
    difference.set_cell(cell.code);
    difference.set_printed_name(cell.printed_name());
    if (before.state(cell.index) != CellState::kBlank) Show(before, cell, *difference.mutable_before());
    if (after.state(cell.index) != CellState::kBlank) Show(after, cell, *difference.mutable_after());
  }
  return comparison;
}

absl::Status CompareWithBefore(const StoreReader& store, FilingEdit& edit) {
  ASSIGN_OR_RETURN(const std::optional<Base> base, BaseOf(store, edit));
  v1::Revision& revision = edit.open_revision();
  ASSIGN_OR_RETURN(const CellVector cells, form::VectorOf(revision.report()));
  revision.clear_comparison();
  if (base.has_value()) {
    *revision.mutable_comparison() = Compare(base->cells, cells);
    revision.mutable_comparison()->set_base_revision(base->revision);
  }
  *revision.mutable_submitted_cells() = form::ToProto(cells);
  return absl::OkStatus();
}

}  // namespace nianbao::submission
