// The indicators that are derived from totals.
#pragma once

#include "absl/strings/string_view.h"
#include "nianbao/aggregation/v1/indicator.pb.h"

namespace nianbao::aggregation {

// In the order of the form. They are part of the program: when they cannot be read, or name a cell that the form does
// not have, the program is wrong, and ends with std::logic_error.
const v1::ListIndicatorsResponse& Indicators();

// nullptr when there is none with this id.
const v1::Indicator* FindIndicator(absl::string_view id);

}  // namespace nianbao::aggregation
