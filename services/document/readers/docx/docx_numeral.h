// The numerals of Word's automatic lists.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace nianbao::document::readers {

// number in the format of w:numFmt, such as "decimal" or "chineseCounting"; nullopt for formats without numerals,
// unknown ones, and numbers beyond what the format has signs for.
std::optional<std::string> Numeral(int number, absl::string_view format);

}  // namespace nianbao::document::readers
