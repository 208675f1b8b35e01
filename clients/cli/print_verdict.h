// A verdict as a clerk reads it.
#pragma once

#include "nianbao/validation/v1/verdict.pb.h"

namespace nianbao::cli {

// Findings with one cause stand together, followed by what would mend them all; then the totals that are offered and
// what could not be told for want of other reports. After 30 findings the rest is counted.
void PrintVerdict(const validation::v1::Verdict& verdict);

}  // namespace nianbao::cli
