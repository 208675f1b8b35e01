// What became of the rules.
#pragma once

#include <string>
#include <vector>

#include "absl/numeric/int128.h"
#include "libs/rulebook/compile.h"
#include "nianbao/finding/v1/finding.pb.h"
#include "nianbao/validation/v1/verdict.pb.h"

namespace nianbao::validation::domain {

// An instance that does not hold.
struct Violation {
  // Index of the rule in the rulebook.
  int rule = 0;
  const rulebook::Instance* instance = nullptr;
  // Of a linear rule, both sums; of a claim, what the text states and what the tables say.
  absl::int128 left = 0;
  absl::int128 right = 0;
  // Of a state rule: the figures in the forbidden state, by index. Of a claim: those it speaks of.
  std::vector<int> cells;
  // The text that a finding quotes.
  std::vector<finding::v1::Quote> quotes;
  // Where one instance fails more than once, such as in several sentences: 2, 3 and so on.
  int ordinal = 1;
};

// An instance that neither holds nor fails.
struct Gap {
  int rule = 0;
  v1::RuleOutcome::Outcome outcome = v1::RuleOutcome::OUTCOME_UNSPECIFIED;
  v1::RuleOutcome::Lack lack = v1::RuleOutcome::LACK_UNSPECIFIED;
};

// Both in the order of the rulebook.
struct Evaluation {
  std::vector<Violation> violations;
  std::vector<Gap> gaps;
};

}  // namespace nianbao::validation::domain
