// Totals that a filer left blank.
#pragma once

#include "libs/rulebook/compile.h"
#include "nianbao/validation/v1/verdict.pb.h"
#include "services/validation/domain/figures.h"

namespace nianbao::validation::domain {

// Adds Verdict.offers: for each blank total of which some part is filled in, what the rules on totals say it is. A
// total about which two rules disagree, or that would be below 0, is not offered.
void AddOffers(const rulebook::CompiledRulebook& rulebook, const Figures& figures, v1::Verdict& verdict);

}  // namespace nianbao::validation::domain
