// Rules that hold for every report by itself, and those among them that say what a total is.
#pragma once

#include <vector>

#include "libs/rulebook/compile.h"

namespace nianbao::rulebook {

// True when a sum takes cells of the tables of the report that is checked, and of nothing else.
bool IsOfTheReport(const CompiledSum& sum);

// True for a linear rule that stops every report that breaks it: of severity ERROR, without a condition, for whosever
// report, and no demand for a multiple.
bool IsEquation(const v1::Rule& rule);

// One cell is the sum of others.
struct TotalRule {
  // Index of the catalogue.
  int cell = 0;
  // linear.right is the sum.
  const Instance* instance = nullptr;
};

// The equations that say that one cell alone equals a sum of at least two cells of the same report, in the order of the
// rulebook. A cell at which a row and a column of totals meet has two. The rulebook must stay.
std::vector<TotalRule> TotalsOf(const CompiledRulebook& rulebook);

}  // namespace nianbao::rulebook
