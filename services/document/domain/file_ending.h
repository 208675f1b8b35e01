// The ending of a file name.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace nianbao::document::domain {

// ".txt" of "报告.TXT"; empty when the name has no ending.
std::string EndingOf(absl::string_view file_name);

}  // namespace nianbao::document::domain
