#include "libs/proof/figures.h"

#include <algorithm>

namespace nianbao::proof {

bool IsZero(absl::Span<const int64_t> figures) {
  return std::all_of(figures.begin(), figures.end(), [](int64_t figure) { return figure == 0; });
}

int FirstNegative(absl::Span<const int64_t> figures) {
  const auto negative = std::find_if(figures.begin(), figures.end(), [](int64_t figure) { return figure < 0; });
  return negative == figures.end() ? kNoCell : static_cast<int>(negative - figures.begin());
}

int AddTo(Figures& sums, absl::Span<const int64_t> figures) {
  for (size_t i = 0; i < figures.size(); ++i) {
    if (__builtin_add_overflow(sums[i], figures[i], &sums[i])) return static_cast<int>(i);
  }
  return kNoCell;
}

}  // namespace nianbao::proof
