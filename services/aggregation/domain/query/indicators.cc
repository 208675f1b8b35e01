#include "services/aggregation/domain/query/indicators.h"

#include <google/protobuf/text_format.h>

#include <stdexcept>
#include <string>

#include "libs/form/catalogue.h"
#include "services/aggregation/domain/query/indicators_text.h"

namespace nianbao::aggregation {
namespace {

using Terms = google::protobuf::RepeatedPtrField<v1::CellTerm>;

void CheckTerms(const v1::Indicator& indicator, const Terms& terms) {
  if (terms.empty()) throw std::logic_error("indicator " + indicator.id() + ": want a numerator and a denominator");
  for (const v1::CellTerm& term : terms) {
    const form::Cell* const cell = form::Catalogue::Get().Find(term.cell());
    if (cell == nullptr || cell->index >= form::Catalogue::kCellCount) {
      throw std::logic_error("indicator " + indicator.id() + ": no cell " + term.cell());
    }
  }
}

v1::ListIndicatorsResponse Load() {
  v1::ListIndicatorsResponse indicators;
  if (!google::protobuf::TextFormat::ParseFromString(std::string(IndicatorsText()), &indicators)) {
    throw std::logic_error("indicators.txtpb cannot be read");
  }
  for (const v1::Indicator& indicator : indicators.indicators()) {
    CheckTerms(indicator, indicator.numerator());
    CheckTerms(indicator, indicator.denominator());
  }
  return indicators;
}

}  // namespace

const v1::ListIndicatorsResponse& Indicators() {
  static const auto* const indicators = new v1::ListIndicatorsResponse(Load());
  return *indicators;
}

const v1::Indicator* FindIndicator(absl::string_view id) {
  for (const v1::Indicator& indicator : Indicators().indicators()) {
    if (indicator.id() == id) return &indicator;
  }
  return nullptr;
}

}  // namespace nianbao::aggregation
