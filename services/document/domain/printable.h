// Texts as they can stand in a file.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace nianbao::document::domain {

// One line: without the control characters and noncharacters that XML forbids, and without white space at either end.
// Line breaks become spaces. text must be valid UTF-8.
std::string PrintableLine(absl::string_view text);

// The lines of a text that are not blank, each as PrintableLine gives it. A line ends with LF, CR LF, CR, or the
// separators of lines and paragraphs of Unicode.
std::vector<std::string> PrintableLines(absl::string_view text);

}  // namespace nianbao::document::domain
