// Numbers of identity cards in a text.
#pragma once

#include "absl/strings/string_view.h"

namespace nianbao::validation::domain {

// True when 17 digits and a check character (GB 11643: ISO 7064, MOD 11-2) stand by themselves in the text, and the
// digits 7 to 14 are a day from 1900 on.
bool HoldsIdentityNumber(absl::string_view text);

}  // namespace nianbao::validation::domain
