#include "services/validation/domain/offers.h"

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include "libs/rulebook/total_rules.h"
#include "services/validation/domain/render_cause.h"
#include "services/validation/domain/sums.h"

namespace nianbao::validation::domain {
namespace {

using form::CellState;
using rulebook::Instance;

// Totals of totals: the total of the row of totals needs the others first.
constexpr int kPasses = 3;

class Totals {
 public:
  explicit Totals(const Figures& figures) : figures_(figures) {}

  // Of a total that is blank.
  void Ask(const Instance& instance) {
    const int cell = instance.linear.left.entries.front().position.index;
    const auto sum = FilledSum(instance);
    if (!sum || *sum < 0) return;
    const auto [known, is_new] = offers_.emplace(cell, *sum);
    if (!is_new && known->second != *sum) disputed_[cell] = true;
  }

  // A later pass asks with what the earlier ones found.
  void NextPass() {
    known_ = std::move(offers_);
    offers_.clear();
    disputed_.clear();
  }

  void AddTo(v1::Verdict& verdict) const {
    for (const auto& [cell, value] : offers_) {
      if (disputed_.count(cell) == 0) *verdict.add_offers() = RenderChange(cell, value, figures_);
    }
  }

 private:
  CellState StateOf(int cell) const { return figures_.state({v1::Term::SOURCE_UNSPECIFIED, cell}); }

  // The sum of the parts; nullopt when one is unresolved or all are empty.
  std::optional<absl::int128> FilledSum(const Instance& instance) const {
    absl::int128 sum = instance.linear.right.constant;
    bool filled = false;
    for (const rulebook::Entry& entry : instance.linear.right.entries) {
      const auto offer = known_.find(entry.position.index);
      if (StateOf(entry.position.index) == CellState::kUnresolved) return std::nullopt;
      filled |= offer != known_.end() || StateOf(entry.position.index) == CellState::kNumber;
      sum += (offer != known_.end() ? offer->second : figures_.value(entry.position)) * entry.coefficient;
    }
    return filled ? std::optional(sum) : std::nullopt;
  }

  const Figures& figures_;
  std::map<int, absl::int128> known_;
  std::map<int, absl::int128> offers_;
  std::map<int, bool> disputed_;
};

// What the rules say about totals that are blank.
std::vector<const Instance*> BlankTotals(const rulebook::CompiledRulebook& rulebook, const Figures& figures) {
  std::vector<const Instance*> totals;
  for (const rulebook::TotalRule& total : rulebook::TotalsOf(rulebook)) {
    if (figures.state({v1::Term::SOURCE_UNSPECIFIED, total.cell}) == CellState::kBlank)
      totals.push_back(total.instance);
  }
  return totals;
}

}  // namespace

void AddOffers(const rulebook::CompiledRulebook& rulebook, const Figures& figures, v1::Verdict& verdict) {
  const std::vector<const Instance*> blank = BlankTotals(rulebook, figures);
  if (blank.empty()) return;
  Totals totals(figures);
  for (int pass = 0; pass < kPasses; ++pass) {
    if (pass > 0) totals.NextPass();
    for (const Instance* const instance : blank) totals.Ask(*instance);
  }
  totals.AddTo(verdict);
}

}  // namespace nianbao::validation::domain
