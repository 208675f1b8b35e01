// Rules, expanded over the cells of the form.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/form/catalogue.h"
#include "libs/rulebook/messages.h"

namespace nianbao::rulebook {

// Figures of one report: the 200 cells, then the three of the fee statement, in the order of the catalogue.
constexpr int kFigureCount = form::Catalogue::kCellCount + 3;

// Which figure of which report: source * kFigureCount + the catalogue's index.
struct Position {
  v1::Term::Source source = v1::Term::SOURCE_UNSPECIFIED;
  int index = 0;

  bool operator==(const Position&) const = default;
};

// A figure and how often a sum takes it.
struct Entry {
  Position position;
  int64_t coefficient = 1;
};

// A sum, each figure once, in the order of the rule.
struct CompiledSum {
  std::vector<Entry> entries;
  int64_t constant = 0;
};

struct CompiledComparison {
  CompiledSum left;
  v1::Relation relation = v1::RELATION_UNSPECIFIED;
  CompiledSum right;
  // The decimals of the first figure, in which both sums are shown.
  int scale = 0;
};

// A rule for one binding of its variables; of a claim rule, for one of its subjects.
struct Instance {
  // Finding.id: "RULE", or "RULE/" and the values of the variables joined by dots, or the subject.
  std::string id;
  // Printed titles of the rule's variables, in their order.
  std::vector<std::string> titles;
  std::vector<CompiledComparison> when;
  // Of a linear rule.
  CompiledComparison linear;
  // Of a state rule: the figures that may not be in the forbidden state, by index.
  std::vector<int> cells;
  // Of a claim rule.
  form::v1::NarrativeClaim::Subject subject = form::v1::NarrativeClaim::SUBJECT_UNSPECIFIED;
  std::vector<CompiledSum> sums;
  int scale = 0;
};

// A rulebook, ready for evaluation.
struct CompiledRulebook {
  v1::Rulebook source;
  // SM3 of the source, hexadecimal.
  std::string digest;
  // instances[i] are those of source.rules(i); none of a rule that is off.
  std::vector<std::vector<Instance>> instances;
};

// What all rules together may expand to: a service compiles rulebooks that callers give it.
constexpr size_t kInstancesMax = 20'000;

// SM3 of a rulebook, hexadecimal.
std::string DigestOf(const v1::Rulebook& rulebook);

// Expands a rulebook that CheckRulebook() takes.
// INVALID_ARGUMENT RULEBOOK_INVALID names the rule and the field: no such cell, counts and money in one sum, two
// instances with one id, a variable that no cell uses, more than kInstancesMax instances of all rules together.
absl::StatusOr<CompiledRulebook> Compile(v1::Rulebook rulebook);

}  // namespace nianbao::rulebook
