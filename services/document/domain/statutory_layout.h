// The one description of the printed report. Every writer renders it.
#pragma once

#include <string>

#include "nianbao/form/v1/annual_report.pb.h"
#include "services/document/domain/printed_report.h"

namespace nianbao::document::domain {

// The title on one line, such as "2024年清禾区教育局政府信息公开工作年度报告": with neither organ nor year where the
// report has none, and with （汇总） behind it for a roll-up.
std::string OneLineTitle(const form::v1::AnnualReport& report);

// Lays out a well-formed report; see form::VectorOf. Every printed word is the report's own or the catalogue's. Section
// six states the fee figures in a sentence when it has no text of its own.
PrintedReport StatutoryLayout(const form::v1::AnnualReport& report);

}  // namespace nianbao::document::domain
