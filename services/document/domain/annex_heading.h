// The line that begins an annex behind a report.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace nianbao::document::domain {

// "附件1（以下内容不属于年度报告正文）": it tells people and readers alike where the report ends.
std::string AnnexHeading(int number);

// True for a line that begins with such a heading, however it is spaced.
bool IsAnnexHeading(absl::string_view line);

}  // namespace nianbao::document::domain
