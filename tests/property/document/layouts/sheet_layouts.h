// Workbooks and comma-separated values.
#pragma once

#include <string>

#include "tests/property/document/printed_report.h"

namespace nianbao::testing {

// Everything on one sheet, figures as numbers where they are plain.
std::string WriteWorkbook(const PrintedReport& report, Rng& rng);
// A sheet for every section, figures as text.
std::string WriteWorkbookOfSections(const PrintedReport& report, Rng& rng);
// One row a line, covered places as empty fields.
std::string WriteCsv(const PrintedReport& report, Rng& rng);

}  // namespace nianbao::testing
