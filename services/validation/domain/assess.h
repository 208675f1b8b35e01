// One instance of a rule of each kind, asked of a subject.
#pragma once

#include <optional>
#include <vector>

#include "libs/rulebook/compile.h"
#include "services/validation/domain/evaluation.h"
#include "services/validation/domain/subject.h"

namespace nianbao::validation::domain {

// What became of one instance: violations, or what it lacks, or neither when it holds.
struct Assessment {
  std::vector<Violation> violations;
  v1::RuleOutcome::Lack lack = v1::RuleOutcome::LACK_UNSPECIFIED;
};

// The rule and the instance of the violations are left to the caller.
Assessment AssessState(const v1::StateRule& rule, const rulebook::Instance& instance, const Subject& subject);
Assessment AssessText(const v1::TextRule& rule, const Subject& subject);
Assessment AssessClaim(const v1::ClaimRule& rule, const rulebook::Instance& instance, const Subject& subject);
Assessment AssessPredicate(const v1::PredicateRule& rule, const Subject& subject);

}  // namespace nianbao::validation::domain
