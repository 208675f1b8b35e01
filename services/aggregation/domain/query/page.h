// How many entries a page holds.
#pragma once

#include <algorithm>

namespace nianbao::aggregation {

// The size to use for a requested one: 0 means the default, more than the maximum the maximum.
inline int PageSize(int requested, int by_default, int maximum) {
  return requested == 0 ? by_default : std::min(requested, maximum);
}

}  // namespace nianbao::aggregation
