#include "services/validation/domain/causes.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "services/validation/domain/equations.h"
#include "services/validation/domain/rank_repairs.h"
#include "services/validation/domain/render_cause.h"
#include "services/validation/domain/repairs.h"

namespace nianbao::validation::domain {
namespace {

// Positions in the list of equations.
using Group = std::vector<int>;

bool Touches(const Equation& equation, int cell) {
  return std::any_of(equation.terms.begin(), equation.terms.end(),
                     [&](const Equation::Term& term) { return term.cell == cell; });
}

// The items in groups, so that items with a key in common, however many steps apart, are in one group. In the order of
// the first item of each.
template <typename KeysOf>
std::vector<Group> JoinByKeys(const Group& items, KeysOf keys_of) {
  std::vector<std::pair<Group, std::set<int>>> groups;
  for (const int item : items) {
    std::pair<Group, std::set<int>> joined = {{}, keys_of(item)};
    for (auto group = groups.begin(); group != groups.end();) {
      const bool common = std::any_of(joined.second.begin(), joined.second.end(),
                                      [&](int key) { return group->second.count(key) > 0; });
      if (!common) {
        ++group;
        continue;
      }
      joined.first.insert(joined.first.end(), group->first.begin(), group->first.end());
      joined.second.insert(group->second.begin(), group->second.end());
      group = groups.erase(group);
    }
    joined.first.push_back(item);
    groups.push_back(std::move(joined));
  }
  std::vector<Group> result;
  for (auto& [group, keys] : groups) {
    std::sort(group.begin(), group.end());
    result.push_back(std::move(group));
  }
  std::sort(result.begin(), result.end());
  return result;
}

class Finder {
 public:
  Finder(const rulebook::CompiledRulebook& rulebook, const Evaluation& evaluation, const Figures& figures)
      : figures_(figures), equations_(EquationsOf(rulebook, figures)) {
    for (const rulebook::Instance* const total : TotalsOf(rulebook)) {
      totals_.push_back(total->linear.left.entries.front().position.index);
    }
    std::set<const rulebook::Instance*> violated;
    for (const Violation& violation : evaluation.violations) violated.insert(violation.instance);
    for (size_t i = 0; i < equations_.size(); ++i) {
      if (violated.count(equations_[i].instance) > 0) broken_.push_back(static_cast<int>(i));
    }
  }

  void AddTo(v1::Verdict& verdict) {
    const auto cells_of = [&](int equation) {
      std::set<int> cells;
      for (const Equation::Term& term : equations_[equation].terms) cells.insert(term.cell);
      return cells;
    };
    for (const Group& group : JoinByKeys(broken_, cells_of)) Explain(group, verdict);
  }

 private:
  void Explain(const Group& group, v1::Verdict& verdict) {
    std::vector<ChangeSet> repairs = SmallestRepairs(equations_, group, figures_);
    RankRepairs(totals_, repairs);
    if (!repairs.empty() && repairs.front().size() > 1) {
      const std::vector<Group> parts = PartsOf(repairs.front(), group);
      if (parts.size() > 1) {
        for (const Group& part : parts) Explain(part, verdict);
        return;
      }
    }
    std::vector<std::string> findings;
    for (const int equation : group) findings.push_back(equations_[equation].instance->id);
    *verdict.add_causes() = RenderCause(findings, repairs, figures_);
  }

  // The equations of the group, as the changes of a repair tie them together.
  std::vector<Group> PartsOf(const ChangeSet& repair, const Group& group) const {
    const auto changes_in = [&](int equation) {
      std::set<int> cells;
      for (const Change& change : repair) {
        if (Touches(equations_[equation], change.cell)) cells.insert(change.cell);
      }
      return cells;
    };
    return JoinByKeys(group, changes_in);
  }

  const Figures& figures_;
  const std::vector<Equation> equations_;
  std::vector<int> totals_;
  Group broken_;
};

}  // namespace

void AddCauses(const rulebook::CompiledRulebook& rulebook, const Evaluation& evaluation, const Figures& figures,
               v1::Verdict& verdict) {
  if (verdict.error_count() > 0) Finder(rulebook, evaluation, figures).AddTo(verdict);
}

}  // namespace nianbao::validation::domain
