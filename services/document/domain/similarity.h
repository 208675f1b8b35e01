// How alike two titles are, in characters.
#pragma once

#include "absl/strings/string_view.h"

namespace nianbao::document::domain {

// Length of the longest common subsequence over the length of the longer text; 0 when both are empty.
double Similarity(absl::string_view a, absl::string_view b);

// The share of the title's characters that the text has in the same order.
double Containment(absl::string_view title, absl::string_view text);

}  // namespace nianbao::document::domain
