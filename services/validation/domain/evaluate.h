// Evaluates compiled rules over figures, exactly.
#pragma once

#include <vector>

#include "absl/numeric/int128.h"
#include "services/validation/domain/compile.h"
#include "services/validation/domain/figures.h"

namespace nianbao::validation::domain {

// An instance that does not hold.
struct Violation {
  // Index of the rule in the rulebook.
  int rule = 0;
  const Instance* instance = nullptr;
  // Of a linear rule: both sums.
  absl::int128 left = 0;
  absl::int128 right = 0;
  // Of a state rule: the cells in the forbidden state, by index.
  std::vector<int> cells;
};

struct Evaluation {
  // In the order of the rulebook.
  std::vector<Violation> violations;
  // Linear instances over an unresolved cell, or over a report of last year that is not there.
  int not_assessable_count = 0;
};

// The violations point into the rulebook.
Evaluation Evaluate(const CompiledRulebook& rulebook, const Figures& figures);

}  // namespace nianbao::validation::domain
