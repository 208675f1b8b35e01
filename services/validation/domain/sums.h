// Sums of figures, exactly.
#pragma once

#include "absl/numeric/int128.h"
#include "libs/rulebook/compile.h"
#include "services/validation/domain/figures.h"

namespace nianbao::validation::domain {

// The sum. Blank and "/" count as 0, and so do figures that LackOf() speaks of. Never overflows: a rulebook's
// coefficients and terms are bounded.
absl::int128 SumOf(const rulebook::CompiledSum& sum, const Figures& figures);

// What a sum needs and does not have: a report, or a figure that is unresolved or, with stated_only, blank.
v1::RuleOutcome::Lack LackOf(const rulebook::CompiledSum& sum, bool stated_only, const Figures& figures);
v1::RuleOutcome::Lack LackOf(const rulebook::CompiledComparison& comparison, bool stated_only, const Figures& figures);

// What a comparison says.
struct Answer {
  // With anything lacking, the rest says nothing.
  v1::RuleOutcome::Lack lack = v1::RuleOutcome::LACK_UNSPECIFIED;
  bool holds = true;
  absl::int128 left = 0;
  absl::int128 right = 0;
};

// LackOf(), SumOf() and Holds() in one pass over the figures: this is what validation spends its time on.
Answer Ask(const rulebook::CompiledComparison& comparison, bool stated_only, const Figures& figures);

bool Holds(v1::Relation relation, absl::int128 left, absl::int128 right);

}  // namespace nianbao::validation::domain
