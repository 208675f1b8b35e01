// Web pages.
#pragma once

#include <string>

#include "tests/property/document/printed_report.h"

namespace nianbao::testing {

// Nothing but the report, with colspan and rowspan.
std::string WriteHtml(const PrintedReport& report, Rng& rng);
// As pasted from a word processor: <p>, <span>, <o:p>, several <p> in a cell, figures and titles split over spans.
std::string WriteWordHtml(const PrintedReport& report, Rng& rng);
// The same split over <font> as older editors leave it, end tags left out, in upper case.
std::string WriteOldHtml(const PrintedReport& report, Rng& rng);
// A whole saved page: metadata table, navigation, scripts, the report within tables that lay out the page.
std::string WriteSavedPage(const PrintedReport& report, Rng& rng);
// A saved page in GB 18030.
std::string WriteGb18030Page(const PrintedReport& report, Rng& rng);
// Merged cells printed as empty cells, without colspan and rowspan.
std::string WriteUnmergedHtml(const PrintedReport& report, Rng& rng);

}  // namespace nianbao::testing
