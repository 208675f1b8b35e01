// How many entries a page holds.
#pragma once

#include <algorithm>

namespace nianbao::aggregation {

inline constexpr int kPageSizeDefault = 100;
inline constexpr int kPageSizeMax = 1000;

// The size to use for a requested one: 0 means the default, more than the maximum the maximum.
inline int PageSize(int requested, int by_default = kPageSizeDefault) {
  return requested == 0 ? by_default : std::min(requested, kPageSizeMax);
}

}  // namespace nianbao::aggregation
