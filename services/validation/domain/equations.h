// The rules on one report's figures that every repair must satisfy, as sparse rows.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/numeric/int128.h"
#include "libs/rulebook/compile.h"
#include "services/validation/domain/figures.h"

namespace nianbao::validation::domain {

// sum of coefficient * figure + constant (= or >=) 0.
struct Equation {
  struct Term {
    // Index of the catalogue.
    int cell = 0;
    int64_t coefficient = 0;
  };
  const rulebook::Instance* instance = nullptr;
  std::vector<Term> terms;
  bool equal = true;
  // The left side with the report's figures.
  absl::int128 residual = 0;

  bool Holds(absl::int128 sum) const { return equal ? sum == 0 : sum >= 0; }
};

// The unconditional linear rules of severity ERROR over cells of the report itself, as far as they can be assessed.
std::vector<Equation> EquationsOf(const rulebook::CompiledRulebook& rulebook, const Figures& figures);

// The instances that say what a total is: one cell alone, the left side, equals a sum of other cells of the report.
std::vector<const rulebook::Instance*> TotalsOf(const rulebook::CompiledRulebook& rulebook);

}  // namespace nianbao::validation::domain
