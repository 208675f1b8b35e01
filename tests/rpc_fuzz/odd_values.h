// Values at the borders of what a field may hold, and beyond.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/property/document/rng.h"

namespace nianbao::rpc_fuzz {

// Borders of int32 and int64, of years, of page sizes and of lists.
const std::vector<int64_t>& OddNumbers();

// Empty, blank, long, with NUL, with what a name may not hold, of other languages, almost a date or a resource name;
// rarely no UTF-8.
std::string OddText(testing::Rng& random);

// Bytes of no kind in particular, at most some hundred.
std::string OddBytes(testing::Rng& random);

}  // namespace nianbao::rpc_fuzz
