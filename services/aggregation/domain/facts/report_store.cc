#include "services/aggregation/domain/facts/report_store.h"

#include <new>
#include <type_traits>

#include "absl/container/inlined_vector.h"
#include "services/aggregation/domain/facts/lay_down.h"

namespace nianbao::aggregation {

const AcceptedReport* ReportStore::Keep(const form::CellVector& figures, int revision, int64_t accepted_at) {
  static_assert(std::is_trivially_destructible_v<AcceptedReport>);
  auto* const report = new (memory_.allocate(sizeof(AcceptedReport), alignof(AcceptedReport))) AcceptedReport();
  report->figures = FigureRow(figures, memory_);
  absl::InlinedVector<AcceptedReport::EmptyCell, form::CellVector::kSize> empty;
  for (int i = 0; i < form::CellVector::kSize; ++i) {
    if (figures.state(i) != form::CellState::kNumber) empty.push_back({static_cast<uint8_t>(i), figures.state(i)});
  }
  report->empty = LayDown<AcceptedReport::EmptyCell>(empty, memory_);
  report->revision = revision;
  report->accepted_at = accepted_at;
  return report;
}

}  // namespace nianbao::aggregation
