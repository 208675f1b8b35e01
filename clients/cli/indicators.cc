#include "clients/cli/indicators.h"

#include "clients/cli/printed_cell.h"
#include "libs/status/try.h"

namespace nianbao::cli {

using aggregation::v1::Indicator;

absl::StatusOr<Indicators> Indicators::Read(const TotalsReader& reader) {
  Indicators indicators;
  ASSIGN_OR_RETURN(indicators.list_, reader.Ask(&TotalsReader::Service::ListIndicators,
                                                reader.About<aggregation::v1::ListIndicatorsRequest>()));
  return indicators;
}

const Indicator* Indicators::Find(const std::string& id) const {
  for (const Indicator& indicator : list_.indicators()) {
    if (indicator.id() == id) return &indicator;
  }
  return nullptr;
}

std::string Indicators::IdOf(const std::string& typed) const {
  for (const Indicator& indicator : list_.indicators()) {
    if (indicator.title() == typed) return indicator.id();
  }
  return typed;
}

std::string Indicators::NameOf(const std::string& measure) const {
  const Indicator* const indicator = Find(measure);
  return indicator == nullptr ? PrintedName(measure) : indicator->title();
}

}  // namespace nianbao::cli
