// Made-up annexes for the promise of the writers.
#pragma once

#include "nianbao/document/v1/annex.pb.h"
#include "tests/property/document/rng.h"

namespace nianbao::testing {

// An annex that holds what a report holds too: titles and headings of reports, titles of rows and columns, figures, and
// whatever means something in one of the formats.
document::v1::Annex GenerateAnnex(Rng& rng);

}  // namespace nianbao::testing
