// Finds out whose report on which year a document is.
#pragma once

#include <string>
#include <vector>

#include "absl/types/span.h"
#include "services/document/domain/document.h"
#include "services/document/domain/findings.h"

namespace nianbao::document::domain {

struct ReportTitle {
  // Empty when it was not found, or when titles disagree about it.
  std::string organ_name;
  // 0 when it was not found, or is not clear beyond doubt.
  int year = 0;
  // The title says 汇总 of the report, not within the name.
  bool roll_up = false;
};

// Reads the title from the lines before the first section. The year may stand before, within or after the words
// 政府信息公开…年度报告, or on a line above; the organ before them on the same line, or on the lines above.
// What is not found or not clear is a finding.
ReportTitle RecogniseTitle(absl::Span<const PlacedText* const> lines, Findings& findings);

}  // namespace nianbao::document::domain
