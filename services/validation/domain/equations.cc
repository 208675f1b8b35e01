#include "services/validation/domain/equations.h"

#include <algorithm>
#include <optional>

#include "services/validation/domain/sums.h"

namespace nianbao::validation::domain {
namespace {

bool IsOfTheReport(const rulebook::CompiledSum& sum) {
  return std::all_of(sum.entries.begin(), sum.entries.end(), [](const rulebook::Entry& entry) {
    return entry.position.source == v1::Term::SOURCE_UNSPECIFIED && entry.position.index < form::Catalogue::kCellCount;
  });
}

bool IsEquation(const v1::Rule& rule) {
  return rule.has_linear() && rule.when().empty() && !rule.has_applies() &&
         rule.linear().relation() != v1::RELATION_MULTIPLE && rule.severity() == finding::v1::SEVERITY_ERROR;
}

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
  if (!IsOfTheReport(linear.left) || !IsOfTheReport(linear.right)) return std::nullopt;
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
    if (!IsEquation(rulebook.source.rules(i))) continue;
    for (const rulebook::Instance& instance : rulebook.instances[i]) {
      if (auto equation = MakeEquation(instance, figures)) equations.push_back(*std::move(equation));
    }
  }
  return equations;
}

std::vector<const rulebook::Instance*> TotalsOf(const rulebook::CompiledRulebook& rulebook) {
  std::vector<const rulebook::Instance*> totals;
  for (int i = 0; i < rulebook.source.rules_size(); ++i) {
    const v1::Rule& rule = rulebook.source.rules(i);
    if (!IsEquation(rule) || rule.linear().relation() != v1::RELATION_EQUAL) continue;
    for (const rulebook::Instance& instance : rulebook.instances[i]) {
      const rulebook::CompiledComparison& linear = instance.linear;
      if (linear.left.entries.size() == 1 && linear.left.entries.front().coefficient == 1 &&
          linear.left.constant == 0 && linear.right.entries.size() > 1 && IsOfTheReport(linear.left) &&
          IsOfTheReport(linear.right)) {
        totals.push_back(&instance);
      }
    }
  }
  return totals;
}

}  // namespace nianbao::validation::domain
