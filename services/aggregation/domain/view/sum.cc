#include "services/aggregation/domain/view/sum.h"

namespace nianbao::aggregation {
namespace {

void CountEmpty(Sum& sum, const AcceptedReport& report, int32_t by) {
  for (const AcceptedReport::EmptyCell& cell : report.empty) {
    switch (cell.state) {
      case form::CellState::kBlank:
        sum.blank[cell.index] += by;
        break;
      case form::CellState::kNotApplicable:
        sum.not_applicable[cell.index] += by;
        break;
      case form::CellState::kUnresolved:
        sum.unresolved[cell.index] += by;
        break;
      case form::CellState::kNumber:
        break;
    }
  }
}

}  // namespace

void Sum::Add(const Contribution& contribution) {
  counts += contribution.counts;
  if (contribution.report == nullptr) return;
  for (size_t i = 0; i < cells.size(); ++i) cells[i] += contribution.report->values[i];
  CountEmpty(*this, *contribution.report, 1);
}

void Sum::Take(const Contribution& contribution) {
  counts -= contribution.counts;
  if (contribution.report == nullptr) return;
  for (size_t i = 0; i < cells.size(); ++i) cells[i] -= contribution.report->values[i];
  CountEmpty(*this, *contribution.report, -1);
}

void SumOfMany::Add(const Contribution& contribution) {
  if (contribution.report == nullptr || !contribution.report->small) return sum_.Add(contribution);
  // That the two do not overlap lets the compiler add several cells at once.
  int64_t* __restrict const small = small_.data();
  const int64_t* __restrict const values = contribution.report->values.data();
  for (size_t i = 0; i < form::CellVector::kSize; ++i) small[i] += values[i];
  CountEmpty(sum_, *contribution.report, 1);
  sum_.counts += contribution.counts;
  if (++reports_ == kReportsMax) Carry();
}

void SumOfMany::Carry() {
  for (size_t i = 0; i < small_.size(); ++i) sum_.cells[i] += small_[i];
  small_.fill(0);
  reports_ = 0;
}

Sum& Sum::operator+=(const Sum& other) {
  for (size_t i = 0; i < cells.size(); ++i) cells[i] += other.cells[i];
  for (size_t i = 0; i < blank.size(); ++i) blank[i] += other.blank[i];
  for (size_t i = 0; i < not_applicable.size(); ++i) not_applicable[i] += other.not_applicable[i];
  for (size_t i = 0; i < unresolved.size(); ++i) unresolved[i] += other.unresolved[i];
  counts += other.counts;
  return *this;
}

}  // namespace nianbao::aggregation
