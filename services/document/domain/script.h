// Simplified and traditional characters.
#pragma once

namespace nianbao::document::domain {

// The simplified form of a traditional character; any other character as it is. Words that only one of the scripts
// uses, such as 檔案 for 文件, keep their characters.
char32_t Simplified(char32_t character);

}  // namespace nianbao::document::domain
