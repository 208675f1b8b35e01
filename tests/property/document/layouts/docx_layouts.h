// Word documents.
#pragma once

#include <string>

#include "tests/property/document/printed_report.h"

namespace nianbao::testing {

// gridSpan and vMerge, one run a paragraph.
std::string WriteDocx(const PrintedReport& report, Rng& rng);
// Runs split anywhere, with proofing marks and bookmarks between.
std::string WriteSplitRunsDocx(const PrintedReport& report, Rng& rng);
// With tracked changes: what was deleted must not count, what was inserted must.
std::string WriteTrackedDocx(const PrintedReport& report, Rng& rng);
// The whole report within the cell of an outer table.
std::string WriteNestedDocx(const PrintedReport& report, Rng& rng);
// Headings numbered by the word processor, so that their text has no number.
std::string WriteNumberedDocx(const PrintedReport& report, Rng& rng);
// The title in a text box, with its copy for older word processors, and page numbers in boxes between.
std::string WriteTextBoxDocx(const PrintedReport& report, Rng& rng);

}  // namespace nianbao::testing
