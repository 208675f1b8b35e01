// Rules, expanded over the cells of the form.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/form/catalogue.h"
#include "nianbao/validation/v1/rulebook.pb.h"

namespace nianbao::validation::domain {

// Positions of figures: the catalogue's index for this year's report, that plus kPrior for last year's.
constexpr int kPrior = form::Catalogue::kCellCount;

// A figure and how often a sum takes it.
struct Entry {
  int position = 0;
  int coefficient = 1;
};

// A rule for one binding of its variables.
struct Instance {
  // Finding.id: "RULE", or "RULE/" and the values of the variables joined by dots.
  std::string id;
  // Printed titles of the rule's variables, in their order.
  std::vector<std::string> titles;
  // Of a linear rule: the sums, each figure once, in the order of the rule.
  std::vector<Entry> left;
  std::vector<Entry> right;
  // Of a linear rule: the decimals of its figures.
  int scale = 0;
  // Of a linear rule: whether a figure of last year's report takes part.
  bool needs_prior = false;
  // Of a state rule: the cells that may not be in the forbidden state, by index.
  std::vector<int> cells;
};

// A rulebook, ready for evaluation.
struct CompiledRulebook {
  v1::Rulebook source;
  // SM3 of the source, hexadecimal.
  std::string digest;
  // instances[i] are those of source.rules(i).
  std::vector<std::vector<Instance>> instances;
};

// Expands a rulebook that CheckRulebook() takes.
// INVALID_ARGUMENT RULEBOOK_INVALID names the rule and the field: no such cell, figures of different scale in one sum,
// two instances with one id, a variable that no cell uses.
absl::StatusOr<CompiledRulebook> Compile(v1::Rulebook rulebook);

}  // namespace nianbao::validation::domain
