// Finds out whose report on which year a document is.
#pragma once

#include <map>
#include <string>

#include "absl/types/span.h"
#include "services/document/domain/findings.h"
#include "services/document/domain/items.h"

namespace nianbao::document::domain {

struct ReportTitle {
  // Empty when it was not found, or when titles disagree about it.
  std::string organ_name;
  // 0 when it was not found, or is not clear beyond doubt.
  int year = 0;
  // The title says 汇总 of the report, not within the name.
  bool roll_up = false;
};

// Reads the title from the texts before the first section, those of tables and of the page around included. The year
// may stand before, within or after the words 政府信息公开…年度报告, or on a line above; the organ before them, or on
// the lines above; the title may be broken over lines and stand there twice. A year that only the sentence on the
// period states, and an organ that only the page states as publisher, are taken with a finding. What is not found or
// not clear is a finding.
ReportTitle RecogniseTitle(absl::Span<const Item> items, const std::map<size_t, int>& headings, Findings& findings);

}  // namespace nianbao::document::domain
