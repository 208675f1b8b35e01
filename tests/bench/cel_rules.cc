#include "tests/bench/cel_rules.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace nianbao::bench {
namespace {

using rulebook::CompiledComparison;
using rulebook::CompiledSum;
using rulebook::Entry;
using validation::v1::Term;

std::string Path(const Entry& entry) {
  const auto cells = form::Catalogue::Get().cells();
  const size_t index = entry.position.index;
  const form::Cell& cell =
      index < cells.size() ? cells[index] : form::Catalogue::Get().fee_statement()[index - cells.size()];
  return absl::StrCat(entry.position.source == Term::SOURCE_PRIOR ? "this.prior." : "this.report.", cell.code);
}

std::string Sum(const CompiledSum& sum) {
  std::vector<std::string> terms;
  for (const Entry& entry : sum.entries) {
    terms.push_back(entry.coefficient == 1 ? Path(entry) : absl::StrCat(Path(entry), " * ", entry.coefficient));
  }
  if (sum.constant != 0 || terms.empty()) terms.push_back(absl::StrCat(sum.constant));
  return absl::StrJoin(terms, " + ");
}

std::string Comparison(const CompiledComparison& comparison) {
  const std::string left = Sum(comparison.left);
  const std::string right = Sum(comparison.right);
  switch (comparison.relation) {
    case validation::v1::RELATION_AT_LEAST:
      return absl::StrCat(left, " >= ", right);
    case validation::v1::RELATION_MULTIPLE:
      return absl::StrCat("(", left, ") % (", right, ") == 0");
    default:
      return absl::StrCat(left, " == ", right);
  }
}

// What must be so before the comparison is asked, negated.
std::vector<std::string> Excuses(const validation::v1::Rule& rule, const rulebook::Instance& instance) {
  std::vector<std::string> excuses;
  for (const CompiledComparison& when : instance.when) excuses.push_back(absl::StrCat("!(", Comparison(when), ")"));
  if (!rule.linear().stated_only()) return excuses;
  for (const CompiledSum* sum : {&instance.linear.left, &instance.linear.right}) {
    for (const Entry& entry : sum->entries) excuses.push_back(absl::StrCat("!has(", Path(entry), ")"));
  }
  return excuses;
}

// Every rule on parts is for roll-ups alone, and so narrowed too.
bool IsAsked(const validation::v1::Rule& rule) { return !rule.has_applies(); }

}  // namespace

std::vector<CelRule> CelRulesOf(const rulebook::CompiledRulebook& linear_rules) {
  std::vector<CelRule> rules;
  for (int i = 0; i < linear_rules.source.rules_size(); ++i) {
    const validation::v1::Rule& rule = linear_rules.source.rules(i);
    if (!IsAsked(rule)) continue;
    for (const rulebook::Instance& instance : linear_rules.instances[i]) {
      std::vector<std::string> either = Excuses(rule, instance);
      either.push_back(Comparison(instance.linear));
      rules.push_back({instance.id, absl::StrJoin(either, " || ")});
    }
  }
  return rules;
}

}  // namespace nianbao::bench
