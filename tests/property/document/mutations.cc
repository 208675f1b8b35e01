#include "tests/property/document/mutations.h"

namespace nianbao::testing {

const std::vector<Mutation>& Mutations() {
  static const auto* const mutations = [] {
    auto* const all = new std::vector<Mutation>{{"none", true, [](Rng&, PrintedReport&) { return true; }}};
    for (const auto& some : {FigureMutations(), LabelMutations(), HeadingMutations(), TableMutations()}) {
      all->insert(all->end(), some.begin(), some.end());
    }
    return all;
  }();
  return *mutations;
}

}  // namespace nianbao::testing
