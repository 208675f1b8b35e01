// Texts in lines that fit a terminal.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace nianbao::cli {

// The text in pieces between which a line may break, each with the spaces behind it: at spaces and between Chinese
// characters, not before closing punctuation, and never within a word.
std::vector<std::string> LinePieces(absl::string_view text);

// The text behind `head`, in lines of at most `width` columns; the lines after the first begin below the end of the
// head. A character beyond ASCII takes two columns. Lines break between pieces, which may stand out. Ends with a line
// break.
std::string Wrapped(absl::string_view head, absl::string_view text, int width = 100);

}  // namespace nianbao::cli
