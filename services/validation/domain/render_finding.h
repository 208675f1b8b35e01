// Violations as findings.
#pragma once

#include "nianbao/finding/v1/finding.pb.h"
#include "nianbao/validation/v1/rulebook.pb.h"
#include "services/validation/domain/evaluate.h"
#include "services/validation/domain/render_cell.h"

namespace nianbao::validation::domain {

// The finding that says what is wrong with the violated instance of the rule. Of a sum of more than two cells only
// those that are not 0 are listed: among 21 results the reader wants the three with figures.
finding::v1::Finding RenderFinding(const v1::Rule& rule, const Violation& violation, const Context& context);

}  // namespace nianbao::validation::domain
