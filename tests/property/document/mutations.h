// What organs, word processors and websites do to a report before a reader sees it.
#pragma once

#include <string>
#include <vector>

#include "tests/property/document/printed_report.h"
#include "tests/property/document/rng.h"

namespace nianbao::testing {

// Changes what is printed and, where the document now says less, what is expected. Returns false when there was nothing
// to change.
using Change = bool (*)(Rng& rng, PrintedReport& report);

struct Mutation {
  std::string name;
  // Every figure can still be told beyond doubt, so all of them must be read.
  bool readable = true;
  Change change = nullptr;
};

// The first one changes nothing.
const std::vector<Mutation>& Mutations();
std::vector<Mutation> FigureMutations();
std::vector<Mutation> LabelMutations();
std::vector<Mutation> HeadingMutations();
std::vector<Mutation> TableMutations();

}  // namespace nianbao::testing
