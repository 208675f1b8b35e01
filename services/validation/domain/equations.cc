#include "services/validation/domain/equations.h"

#include <algorithm>
#include <optional>

#include "libs/rulebook/total_rules.h"
#include "services/validation/domain/sums.h"

namespace nianbao::validation::domain {
namespace {

void AddTerms(const rulebook::CompiledSum& sum, int sign, Equation& equation) {
  for (const rulebook::Entry& entry : sum.entries) {
    const auto same = std::find_if(equation.terms.begin(), equation.terms.end(),
                                   [&](const Equation::Term& term) { return term.cell == entry.position.index; });
    if (same == equation.terms.end()) {
      equation.terms.push_back({entry.position.index, sign * entry.coefficient});
    } else {
      same->coefficient += sign * entry.coefficient;
    }
  }
}

std::optional<Equation> MakeEquation(const rulebook::Instance& instance, const Figures& figures) {
  const rulebook::CompiledComparison& linear = instance.linear;
  if (!rulebook::IsOfTheReport(linear.left) || !rulebook::IsOfTheReport(linear.right)) return std::nullopt;
  if (LackOf(linear, false, figures) != v1::RuleOutcome::LACK_UNSPECIFIED) return std::nullopt;
  Equation equation;
  equation.instance = &instance;
  equation.equal = linear.relation == v1::RELATION_EQUAL;
  AddTerms(linear.left, 1, equation);
  AddTerms(linear.right, -1, equation);
  equation.residual = SumOf(linear.left, figures) - SumOf(linear.right, figures);
  return equation;
}

}  // namespace

std::vector<Equation> EquationsOf(const rulebook::CompiledRulebook& rulebook, const Figures& figures) {
  std::vector<Equation> equations;
  for (int i = 0; i < rulebook.source.rules_size(); ++i) {
    if (!rulebook::IsEquation(rulebook.source.rules(i))) continue;
    for (const rulebook::Instance& instance : rulebook.instances[i]) {
      if (auto equation = MakeEquation(instance, figures)) equations.push_back(*std::move(equation));
    }
  }
  return equations;
}

}  // namespace nianbao::validation::domain
