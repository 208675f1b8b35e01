// Linear rules in the Common Expression Language, for rivals.
#pragma once

#include <string>
#include <vector>

#include "libs/rulebook/compile.h"

namespace nianbao::bench {

// A rule instance as a condition on a message `this` with the reports `report` and `prior`.
struct CelRule {
  std::string id;
  std::string expression;
};

// The instances that are asked of a report with a prior one but without an organ and parts. Cells that are not set are
// 0 in the language as they are in the rules; it knows no marks.
std::vector<CelRule> CelRulesOf(const rulebook::CompiledRulebook& linear_rules);

}  // namespace nianbao::bench
