#include "services/aggregation/domain/facts/accepted_report.h"

namespace nianbao::aggregation {

int64_t AcceptedReport::Figure(int index) const {
  for (const Small& figure : small()) {
    if (static_cast<int>(figure.index) == index) return figure.value;
  }
  for (const Large& figure : large()) {
    if (figure.index == index) return figure.value;
  }
  return 0;
}

std::array<int64_t, form::CellVector::kSize> AcceptedReport::Figures() const {
  std::array<int64_t, form::CellVector::kSize> figures{};
  for (const Small& figure : small()) figures[figure.index] = figure.value;
  for (const Large& figure : large()) figures[figure.index] = figure.value;
  return figures;
}

}  // namespace nianbao::aggregation
