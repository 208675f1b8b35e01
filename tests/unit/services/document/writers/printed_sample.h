// Printed reports for the tests of writers.
#pragma once

#include <string>

#include "services/document/domain/printed_report.h"

namespace nianbao::document::writers {

// A report of its first section alone, with one paragraph.
domain::PrintedReport OneParagraph(const std::string& text);

// The sample report, with this overview.
domain::PrintedReport WithOverview(const std::string& text);

// The sample report with the sample annex behind it, twice.
domain::PrintedReport WithAnnexes();

}  // namespace nianbao::document::writers
