// Findings that one mistake may have caused.
#pragma once

#include "libs/rulebook/compile.h"
#include "nianbao/validation/v1/verdict.pb.h"
#include "services/validation/domain/evaluation.h"
#include "services/validation/domain/figures.h"

namespace nianbao::validation::domain {

// Adds Verdict.causes: broken equations that share cells belong together, unless the likeliest repair falls into parts
// that have no equation in common; then each part is a cause.
void AddCauses(const rulebook::CompiledRulebook& rulebook, const Evaluation& evaluation, const Figures& figures,
               v1::Verdict& verdict);

}  // namespace nianbao::validation::domain
