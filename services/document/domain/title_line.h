// A line that is the title of a report, taken apart.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace nianbao::document::domain {

struct TitleLine {
  // Empty when the line names none.
  std::string organ;
  // 0 when the line names none.
  int year = 0;
  // 汇总 stands there of the report, not within the name.
  bool roll_up = false;
  // More than one year, or a number that is no year beyond doubt, stands in it.
  bool year_unclear = false;
};

// Reads 政府信息公开…年度报告 with organ and year in any order; behind a _, | or - may stand the name of a site.
// Nothing for any other line, such as a sentence, a letter that sends the report, or the path of a page.
std::optional<TitleLine> ParseTitleLine(absl::string_view line);

std::string WithoutSpace(absl::string_view text);

// Takes 汇总 in brackets out, and brackets that are empty without the year or say 本级. Returns whether 汇总 stood
// there.
bool RemoveRollUpInBrackets(std::string& text);

}  // namespace nianbao::document::domain
