// A report of one organ for one year, as far as totals care.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/form/cell_vector.h"
#include "nianbao/submission/v1/event.pb.h"

namespace nianbao::aggregation {

// The figures of an accepted revision. Rows of sums: 200 integers beside each other, and what holds no number apart,
// since most reports fill every cell.
struct AcceptedReport {
  struct EmptyCell {
    uint8_t index = 0;
    form::CellState state = form::CellState::kBlank;
  };

  static constexpr int64_t kSmallEnd = int64_t{1} << 40;

  // In catalogue order; 0 where the cell holds no number.
  alignas(64) std::array<int64_t, form::CellVector::kSize> values{};
  std::vector<EmptyCell> empty;
  int revision = 0;
  // Sequence of the event that accepted it.
  int64_t accepted_at = 0;
  // Entered as it was printed, so that its sums may be wrong.
  bool backloaded = false;
  bool late = false;
  // Every figure lies between -kSmallEnd and kSmallEnd: a million such reports can be added up in 64 bits.
  bool small = false;
};

// Accepted figures stand, whatever becomes of later revisions, until another revision is accepted in their place or
// they are revoked.
struct ReportState {
  std::shared_ptr<const AcceptedReport> accepted;
  // Whether the accepted revision is.
  bool published = false;
  // The revision that is not accepted yet, if there is one.
  submission::v1::Revision::State open = submission::v1::Revision::STATE_UNSPECIFIED;
  // Whether the open revision was submitted late.
  bool open_late = false;
};

// The state after a change. DATA_LOSS FEED_CORRUPT when an acceptance brings no usable figures.
absl::StatusOr<ReportState> After(const ReportState& before, const submission::v1::FilingChange& change,
                                  int64_t sequence);

}  // namespace nianbao::aggregation
