// The number of a page, as it stands at its foot.
#pragma once

#include <optional>

#include "absl/strings/string_view.h"

namespace nianbao::document::domain {

struct PageNumber {
  int number = 0;
  // Nothing but digits, which may as well be a figure.
  bool bare = false;
};

// "-3-", "3", "第3页", "第3页共5页", "3/5", "3/5页" by their keys.
std::optional<PageNumber> ParsePageNumber(absl::string_view key);

}  // namespace nianbao::document::domain
