// Rulebooks that somebody wrote.
#pragma once

#include "absl/strings/string_view.h"

namespace nianbao::fuzz {

// A text is refused with RULEBOOK_INVALID, or it is a rulebook: written out it is read as the same one; what compiles
// is within its limit, gives the same verdict twice on any report, and is told in both languages; and each of its rules
// can be turned off and on again.
void TryRulebook(absl::string_view text);

}  // namespace nianbao::fuzz
