// Counts of a coverage that contradict each other.
#pragma once

#include <string>

#include "nianbao/aggregation/v1/aggregate.pb.h"

namespace nianbao::proof {

// "" when the counts can be; otherwise why not, as "accepted: got 3, want at most …".
std::string CoverageFault(const aggregation::v1::Coverage& coverage);

// "" when what is below can be a part of what is above; otherwise which count is larger.
std::string CoverageFault(const aggregation::v1::Coverage& above, const aggregation::v1::Coverage& below);

}  // namespace nianbao::proof
