// The text of the indicators.
#pragma once

#include "absl/strings/string_view.h"

namespace nianbao::aggregation {

// indicators.txtpb.
absl::string_view IndicatorsText();

}  // namespace nianbao::aggregation
