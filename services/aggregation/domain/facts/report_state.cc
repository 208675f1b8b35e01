#include "services/aggregation/domain/facts/report_state.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"

namespace nianbao::aggregation {
namespace {

using submission::v1::FilingChange;
using submission::v1::Revision;

absl::StatusOr<std::shared_ptr<const AcceptedReport>> Accepted(const ReportState& before, const FilingChange& change,
                                                               int64_t sequence) {
  const auto figures = form::FromProto(change.cells());
  if (!figures.ok()) {
    return status::Error(absl::StatusCode::kDataLoss, "FEED_CORRUPT",
                         absl::StrCat("event.filing: ", change.filing(), ": ", figures.status().message()))
        .Meta("filing", change.filing())
        .Chinese(absl::StrCat("事件日志中 ", change.filing(), " 的数据不完整，汇总已暂停，请联系运维人员。"));
  }
  auto report = std::make_shared<AcceptedReport>();
  report->values = figures->values();
  report->small = std::all_of(report->values.begin(), report->values.end(), [](int64_t value) {
    return value > -AcceptedReport::kSmallEnd && value < AcceptedReport::kSmallEnd;
  });
  for (int i = 0; i < form::CellVector::kSize; ++i) {
    if (figures->state(i) == form::CellState::kNumber) continue;
    report->empty.push_back({static_cast<uint8_t>(i), figures->state(i)});
  }
  report->empty.shrink_to_fit();
  report->revision = change.revision();
  report->accepted_at = sequence;
  report->backloaded = change.backloaded();
  // A correction does not change when the report came.
  report->late = before.accepted != nullptr ? before.accepted->late : before.open_late;
  return report;
}

}  // namespace

absl::StatusOr<ReportState> After(const ReportState& before, const FilingChange& change, int64_t sequence) {
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
      after.published = false;
      return after;
    case Revision::STATE_ACCEPTED: {
      ASSIGN_OR_RETURN(after.accepted, Accepted(before, change, sequence));
      after.published = false;
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
