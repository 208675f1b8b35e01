#include "services/aggregation/domain/query/movement.h"

#include <utility>

#include "services/aggregation/domain/query/filing_name.h"

namespace nianbao::aggregation {
namespace {

using v1::FilingMovement;

// Whether the report that is asked of the organ on the one side is accepted at the moment of the other, counted or not.
bool StandsAccepted(const Side& asked_on, const Side& at, int organ) {
  const Facts& facts = at.view.facts();
  const form::v1::Scope scope = ScopeOf(asked_on.view.DutyOf(organ));
  const ReportState* const report = facts.Reports(at.view.key().year, scope).At(organ, at.at[facts.SourceOf(organ)]);
  return report != nullptr && report->accepted != nullptr;
}

FilingMovement::Kind KindOf(const Side& before, const Side& after, int organ, const Contribution& was,
                            const Contribution& is) {
  if (was.report == is.report) return FilingMovement::KIND_UNSPECIFIED;
  if (was.report != nullptr && is.report != nullptr) return FilingMovement::KIND_CORRECTED;
  if (is.report != nullptr) {
    return StandsAccepted(after, before, organ) ? FilingMovement::KIND_MOVED_IN : FilingMovement::KIND_ACCEPTED;
  }
  return StandsAccepted(before, after, organ) ? FilingMovement::KIND_MOVED_OUT : FilingMovement::KIND_REVOKED;
}

Figures FiguresOf(const Contribution& contribution) {
  return contribution.report == nullptr ? Figures{} : contribution.report->Figures();
}

int RevisionOf(const Contribution& contribution) {
  return contribution.report == nullptr ? 0 : contribution.report->revision();
}

}  // namespace

Side::Side(const View& view, int node, Moment at)
    : view(view),
      at(std::move(at)),
      members(view.Subtree(node)),
      is_member(static_cast<size_t>(view.facts().organs().size()), false) {
  for (const int organ : members) is_member[organ] = true;
}

void AddChanges(const Figures& before, const Figures& after, absl::Span<const form::Cell* const> cells,
                google::protobuf::RepeatedPtrField<v1::CellChange>* changes) {
  for (const form::Cell* const cell : cells) {
    if (before[cell->index] == after[cell->index]) continue;
    v1::CellChange& change = *changes->Add();
    change.set_cell(cell->code);
    change.set_before(before[cell->index]);
    change.set_after(after[cell->index]);
  }
}

bool Moved(const Side& before, const Side& after, int organ, absl::Span<const form::Cell* const> cells,
           v1::FilingMovement* movement) {
  const Contribution was = before.Adds(organ);
  const Contribution is = after.Adds(organ);
  if (was == is) return false;
  // Where the organ stands on the one side only, or counts there only, that side says what it is called and owes.
  const bool by_before = !after.is_member[organ] || (is.report == nullptr && was.report != nullptr);
  const View& view = by_before ? before.view : after.view;
  const std::string& name = view.facts().organs().name(organ);
  movement->set_kind(KindOf(before, after, organ, was, is));
  movement->set_organ(name);
  movement->set_title(view.Title(organ));
  movement->set_filing(FilingName(name, view.key().year, ScopeOf(view.DutyOf(organ))));
  movement->set_revision_before(RevisionOf(was));
  movement->set_revision_after(RevisionOf(is));
  AddChanges(FiguresOf(was), FiguresOf(is), cells, movement->mutable_cells());
  return true;
}

}  // namespace nianbao::aggregation
