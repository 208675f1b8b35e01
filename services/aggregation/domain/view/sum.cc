#include "services/aggregation/domain/view/sum.h"

namespace nianbao::aggregation {
namespace {

void CountEmpty(Sum& sum, const AcceptedReport& report, int32_t by) {
  for (const AcceptedReport::EmptyCell& cell : report.empty()) {
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
  for (size_t i = 0; i < blank.size(); ++i) blank[i] += other.blank[i];
  for (size_t i = 0; i < not_applicable.size(); ++i) not_applicable[i] += other.not_applicable[i];
  for (size_t i = 0; i < unresolved.size(); ++i) unresolved[i] += other.unresolved[i];
  counts += other.counts;
  return *this;
}

}  // namespace nianbao::aggregation
