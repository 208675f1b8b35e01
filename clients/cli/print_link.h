// Links between two roots as the terminal shows them.
#pragma once

#include "libs/proof/check_link.h"
#include "nianbao/aggregation/v1/root_link.pb.h"

namespace nianbao::cli {

// What changed from one seal to the other, of a link that was checked, and what it does not show.
void PrintLinked(const aggregation::v1::RootLink& link, const proof::ProvenLink& proven);

}  // namespace nianbao::cli
