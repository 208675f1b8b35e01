// Violations as findings.
#pragma once

#include "nianbao/finding/v1/finding.pb.h"
#include "nianbao/validation/v1/rulebook.pb.h"
#include "services/validation/domain/evaluation.h"
#include "services/validation/domain/subject.h"

namespace nianbao::validation::domain {

// The finding that says what is wrong with the violated instance of the rule. Of a sum of more than two cells only
// those that are not 0 are listed: among 21 results the reader wants the three with figures. Figures of the reports of
// which a roll-up consists are not listed: their sum is the right side.
finding::v1::Finding RenderFinding(const v1::Rule& rule, const Violation& violation, const Subject& subject);

}  // namespace nianbao::validation::domain
