#include "services/aggregation/domain/view/sum.h"

namespace nianbao::aggregation {
namespace {

Sum::EmptyCells& EmptyCellsOf(Sum& sum) {
  if (sum.empty == nullptr) sum.empty = std::make_unique<Sum::EmptyCells>();
  return *sum.empty;
}

void CountEmpty(Sum& sum, const AcceptedReport& report, int32_t by) {
  if (report.empty().empty()) return;
  Sum::EmptyCells& counted = EmptyCellsOf(sum);
  for (const AcceptedReport::EmptyCell& cell : report.empty()) {
    switch (cell.state) {
      case form::CellState::kBlank:
        counted.blank[cell.index] += by;
        break;
      case form::CellState::kNotApplicable:
        counted.not_applicable[cell.index] += by;
        break;
      case form::CellState::kUnresolved:
        counted.unresolved[cell.index] += by;
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
  for (const AcceptedReport::Small& figure : contribution.report->small()) cells[figure.index] += figure.value;
  for (const AcceptedReport::Large& figure : contribution.report->large()) cells[figure.index] += figure.value;
  CountEmpty(*this, *contribution.report, 1);
}

void Sum::Take(const Contribution& contribution) {
  counts -= contribution.counts;
  if (contribution.report == nullptr) return;
  for (const AcceptedReport::Small& figure : contribution.report->small()) cells[figure.index] -= figure.value;
  for (const AcceptedReport::Large& figure : contribution.report->large()) cells[figure.index] -= figure.value;
  CountEmpty(*this, *contribution.report, -1);
}

void SumOfMany::Add(const Contribution& contribution) {
  counts_ += contribution.counts;
  if (contribution.report == nullptr) return;
  for (const AcceptedReport::Small& figure : contribution.report->small()) small_[figure.index] += figure.value;
  for (const AcceptedReport::Large& figure : contribution.report->large()) sum_.cells[figure.index] += figure.value;
  CountEmpty(sum_, *contribution.report, 1);
}

SumOfMany::~SumOfMany() {
  for (size_t i = 0; i < small_.size(); ++i) sum_.cells[i] += small_[i];
  sum_.counts += counts_;
}

Sum& Sum::operator+=(const Sum& other) {
  for (size_t i = 0; i < cells.size(); ++i) cells[i] += other.cells[i];
  counts += other.counts;
  if (other.empty == nullptr) return *this;
  EmptyCells& counted = EmptyCellsOf(*this);
  for (size_t i = 0; i < cells.size(); ++i) {
    counted.blank[i] += other.empty->blank[i];
    counted.not_applicable[i] += other.empty->not_applicable[i];
    counted.unresolved[i] += other.empty->unresolved[i];
  }
  return *this;
}

}  // namespace nianbao::aggregation
