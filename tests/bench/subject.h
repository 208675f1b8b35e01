// The report on which validation is measured.
#pragma once

#include "libs/rulebook/compile.h"
#include "nianbao/validation/v1/validation_service.pb.h"

namespace nianbao::bench {

// A large city's report for 2025 and the one of the year before. No rule has anything to say about it.
validation::v1::ValidateReportRequest ConsistentRequest();

// The same with three figures changed, each of which breaks linear rules.
validation::v1::ValidateReportRequest BrokenRequest();

// The delivered rulebook, reduced to its linear rules.
rulebook::CompiledRulebook LinearRules();

}  // namespace nianbao::bench
