// The 200 figures of a made-up report.
#pragma once

#include "tests/property/document/generated_report.h"

namespace nianbao::testing {

// Fills the cells: mostly zeros, in the manner of small, middle and large organs, with the sums right or not as the
// report says. Then leaves blank, or marks as not applicable, what organs leave blank.
void GenerateFigures(Rng& rng, GeneratedReport& report);

}  // namespace nianbao::testing
