// The indicators that the service derives from totals.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "clients/cli/totals_reader.h"

namespace nianbao::cli {

class Indicators {
 public:
  static absl::StatusOr<Indicators> Read(const TotalsReader& reader);

  const google::protobuf::RepeatedPtrField<aggregation::v1::Indicator>& all() const { return list_.indicators(); }
  // nullptr when there is none with this id.
  const aggregation::v1::Indicator* Find(const std::string& id) const;
  // The id of the one with this Chinese name; anything else stays as it is.
  std::string IdOf(const std::string& typed) const;
  // The Chinese name of an indicator or a cell.
  std::string NameOf(const std::string& measure) const;

 private:
  aggregation::v1::ListIndicatorsResponse list_;
};

}  // namespace nianbao::cli
