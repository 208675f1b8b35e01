// Days as the calendar of Shanghai has them, whatever zone the machine is in. As 2025-01-31, so that they compare as
// texts.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace nianbao::submission {

std::string DayInShanghai(absl::Time time);

// Whether a text is a day of the calendar, written in this way.
bool IsDay(absl::string_view text);

}  // namespace nianbao::submission
