// A report of one organ for one year, as far as totals care.
#pragma once

#include <cstdint>

#include "absl/status/statusor.h"
#include "nianbao/submission/v1/event.pb.h"
#include "services/aggregation/domain/facts/report_store.h"

namespace nianbao::aggregation {

// Accepted figures stand, whatever becomes of later revisions, until another revision is accepted in their place or
// they are revoked.
struct ReportState {
  // The store owns it; nullptr for none.
  const AcceptedReport* accepted = nullptr;
  // Of the accepted revision: it stands beside it, so that coverage need not be read from where figures lie.
  bool published = false;
  bool late = false;
  // Entered as it was printed, so that its sums may be wrong.
  bool backloaded = false;
  // Whether the open revision was submitted late.
  bool open_late = false;
  // The revision that is not accepted yet, if there is one.
  submission::v1::Revision::State open = submission::v1::Revision::STATE_UNSPECIFIED;
};

// The state after a change; what it accepts is put into the store. DATA_LOSS FEED_CORRUPT when an acceptance brings no
// usable figures.
absl::StatusOr<ReportState> After(const ReportState& before, const submission::v1::FilingChange& change,
                                  int64_t sequence, ReportStore& store);

}  // namespace nianbao::aggregation
