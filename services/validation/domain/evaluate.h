// Asks every rule that is for a report.
#pragma once

#include "libs/rulebook/compile.h"
#include "services/validation/domain/evaluation.h"
#include "services/validation/domain/subject.h"

namespace nianbao::validation::domain {

// The violations point into the rulebook.
Evaluation Evaluate(const rulebook::CompiledRulebook& rulebook, const Subject& subject);

}  // namespace nianbao::validation::domain
