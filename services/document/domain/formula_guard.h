// The apostrophe that keeps a spreadsheet from computing a text.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace nianbao::document::domain {

// The text with an apostrophe in front when a spreadsheet would take it for a formula, or would take a formula from
// behind the apostrophes it begins with.
std::string Guarded(absl::string_view text);

// The reverse: without the apostrophe that Guarded() put there. Any other text stays as it is.
absl::string_view Unguarded(absl::string_view text);

}  // namespace nianbao::document::domain
