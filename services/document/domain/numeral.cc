#include "services/document/domain/numeral.h"

#include <cstddef>

#include "absl/strings/strip.h"

namespace nianbao::document::domain {

int ConsumeNumeral(absl::string_view& rest) {
  for (size_t i = 0; i < kNumerals.size(); ++i) {
    if (absl::ConsumePrefix(&rest, kNumerals[i])) return static_cast<int>(i) + 1;
  }
  return 0;
}

}  // namespace nianbao::document::domain
