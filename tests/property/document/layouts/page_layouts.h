// PDF files, and the text that programs make of them.
#pragma once

#include <string>

#include "tests/property/document/printed_report.h"

namespace nianbao::testing {

// Titles wrapped, figures centred, page numbers, a page break within table three.
std::string WritePdf(const PrintedReport& report, Rng& rng);
// Without the lines between the cells.
std::string WriteUnruledPdf(const PrintedReport& report, Rng& rng);
// 三、本年度办理结果 one character a line over all rows, and titles of groups cut by the page break.
std::string WriteStackedPdf(const PrintedReport& report, Rng& rng);
// 三、本年度办理结果 turned by 90 degrees.
std::string WriteRotatedPdf(const PrintedReport& report, Rng& rng);
// What `pdftotext -layout` makes of them: columns by spaces, form feeds between pages.
std::string WriteLayoutText(const PrintedReport& report, Rng& rng);

}  // namespace nianbao::testing
