// Texts in the shape in which they are compared. What is shown to people stays as it was printed.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace nianbao::document::domain {

// Unicode NFKC, without white space and invisible characters, with one kind of brackets, quotes and dashes.
// text must be valid UTF-8.
std::string Key(absl::string_view text);

// The text without white space and invisible characters at either end.
absl::string_view Trimmed(absl::string_view text);

// True when white space or an invisible character stands anywhere in the text.
bool HasInvisible(absl::string_view text);

// The text as printed, cut after 200 characters.
std::string Excerpt(absl::string_view text);

}  // namespace nianbao::document::domain
