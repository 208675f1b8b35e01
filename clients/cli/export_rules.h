// A rulebook as people read it: in a terminal, a spreadsheet, a page.
#pragma once

#include <string>

#include "nianbao/validation/v1/validation_service.pb.h"

namespace nianbao::cli {

// In Chinese: a heading for each group, and a few lines for each rule.
std::string RulesAsText(const validation::v1::GetRulebookResponse& response);

// A line of titles, then one line a rule.
std::string RulesAsCsv(const validation::v1::GetRulebookResponse& response);

// docs/rules.md.
std::string RulesAsMarkdown(const validation::v1::GetRulebookResponse& response);

}  // namespace nianbao::cli
