#include "libs/rulebook/total_rules.h"

#include <algorithm>

namespace nianbao::rulebook {
namespace {

bool SaysWhatATotalIs(const CompiledComparison& linear) {
  return linear.relation == v1::RELATION_EQUAL && linear.left.entries.size() == 1 &&
         linear.left.entries.front().coefficient == 1 && linear.left.constant == 0 && linear.right.entries.size() > 1 &&
         IsOfTheReport(linear.left) && IsOfTheReport(linear.right);
}

}  // namespace

bool IsOfTheReport(const CompiledSum& sum) {
  return std::all_of(sum.entries.begin(), sum.entries.end(), [](const Entry& entry) {
    return entry.position.source == v1::Term::SOURCE_UNSPECIFIED && entry.position.index < form::Catalogue::kCellCount;
  });
}

bool IsEquation(const v1::Rule& rule) {
  return rule.has_linear() && rule.when().empty() && !rule.has_applies() &&
         rule.linear().relation() != v1::RELATION_MULTIPLE && rule.severity() == finding::v1::SEVERITY_ERROR;
}

std::vector<TotalRule> TotalsOf(const CompiledRulebook& rulebook) {
  std::vector<TotalRule> totals;
  for (int i = 0; i < rulebook.source.rules_size(); ++i) {
    if (!IsEquation(rulebook.source.rules(i))) continue;
    for (const Instance& instance : rulebook.instances[i]) {
      if (!SaysWhatATotalIs(instance.linear)) continue;
      totals.push_back({instance.linear.left.entries.front().position.index, &instance});
    }
  }
  return totals;
}

}  // namespace nianbao::rulebook
