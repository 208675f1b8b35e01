#include "services/aggregation/domain/facts/report_state.h"

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"

namespace nianbao::aggregation {
namespace {

using submission::v1::FilingChange;
using submission::v1::Revision;

absl::StatusOr<form::CellVector> FiguresOf(const FilingChange& change) {
  absl::StatusOr<form::CellVector> figures = form::FromProto(change.cells());
  if (figures.ok()) return figures;
  return status::Error(absl::StatusCode::kDataLoss, "FEED_CORRUPT",
                       absl::StrCat("event.filing: ", change.filing(), ": ", figures.status().message()))
      .Meta("filing", change.filing())
      .Chinese(absl::StrCat("事件日志中 ", change.filing(), " 的数据不完整，汇总已暂停，请联系运维人员。"));
}

}  // namespace

absl::StatusOr<ReportState> After(const ReportState& before, const FilingChange& change, int64_t sequence,
                                  ReportStore& store) {
  ReportState after = before;
  switch (change.to()) {
    // The figures of a superseded revision stand until the acceptance that replaces them: totals move once.
    case Revision::STATE_SUPERSEDED:
      return after;
    case Revision::STATE_PUBLISHED:
      after.published = true;
      return after;
    // A correction in progress is none of its concern.
    case Revision::STATE_REVOKED:
      after.accepted = nullptr;
      after.published = after.late = after.backloaded = false;
      return after;
    case Revision::STATE_ACCEPTED: {
      ASSIGN_OR_RETURN(const form::CellVector figures, FiguresOf(change));
      after.accepted = store.Keep(figures, change.revision(), sequence);
      after.published = false;
      // A correction does not change when the report came.
      after.late = before.accepted != nullptr ? before.late : before.open_late;
      after.backloaded = change.backloaded();
      after.open = Revision::STATE_UNSPECIFIED;
      after.open_late = false;
      return after;
    }
    case Revision::STATE_SUBMITTED:
      after.open_late = change.timeliness() == Revision::TIMELINESS_LATE;
      break;
    default:
      break;
  }
  after.open = change.to();
  return after;
}

}  // namespace nianbao::aggregation
