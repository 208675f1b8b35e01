// Simplified and traditional characters.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace nianbao::document::domain {

// The simplified form of a traditional character; any other character as it is. Words that only one of the scripts
// uses, such as 檔案 for 文件, keep their characters.
char32_t Simplified(char32_t character);

// The text with every character simplified; each keeps its number of bytes. The text must be valid UTF-8.
std::string SimplifiedText(absl::string_view text);

}  // namespace nianbao::document::domain
