#include "services/validation/domain/repairs.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace nianbao::validation::domain {
namespace {

// Steps after which a search gives up what it has not found: the third change is looked for among thousands of pairs.
constexpr int kStepsMax = 200'000;

class Search {
 public:
  Search(const std::vector<Equation>& equations, const std::vector<int>& broken, const Figures& figures)
      : equations_(equations), figures_(figures), of_cell_(form::Catalogue::kCellCount) {
    for (size_t i = 0; i < equations.size(); ++i) {
      for (const Equation::Term& term : equations[i].terms) {
        of_cell_[term.cell].push_back({static_cast<int>(i), term.coefficient});
      }
      // Equations that are broken for another reason are left as they are.
      const bool ours = std::find(broken.begin(), broken.end(), static_cast<int>(i)) != broken.end();
      residuals_.push_back(ours || equations[i].Holds(equations[i].residual) ? equations[i].residual : 0);
    }
    open_ = broken;
  }

  std::vector<ChangeSet> Run() {
    for (int size = 1; size <= kChangesMax && found_.empty(); ++size) Deepen(size);
    return std::move(found_);
  }

 private:
  struct Use {
    int equation = 0;
    int64_t coefficient = 0;
  };

  void Deepen(int changes_left) {
    if (open_.empty()) {
      Note();
      return;
    }
    if (changes_left == 0 || ++steps_ > kStepsMax || found_.size() >= kChangeSetsMax) return;
    if (changes_left == 1) {
      // The one change left must be in all of them: the shortest one has the fewest cells to try.
      TryCellsOf(
          *std::min_element(open_.begin(), open_.end(),
                            [&](int a, int b) { return equations_[a].terms.size() < equations_[b].terms.size(); }),
          changes_left);
      return;
    }
    const std::vector<int> open = open_;
    for (const int equation : open) TryCellsOf(equation, changes_left);
  }

  // Changes each cell of an equation in turn so that the equation holds.
  void TryCellsOf(int equation, int changes_left) {
    for (const Equation::Term& term : equations_[equation].terms) {
      const auto delta = DeltaFor(equation, term);
      if (!delta || !IsAllowed(term.cell, *delta)) continue;
      if (changes_left == 1 && !IsInAllOpen(term.cell)) continue;
      Apply(term.cell, *delta);
      Deepen(changes_left - 1);
      Apply(term.cell, -*delta);
    }
  }

  // What the cell's figure must change by; nullopt when no whole number does.
  std::optional<absl::int128> DeltaFor(int equation, const Equation::Term& term) const {
    const absl::int128 residual = residuals_[equation];
    if (term.coefficient == 0) return std::nullopt;
    if (residual % term.coefficient == 0) return -residual / term.coefficient;
    if (equations_[equation].equal) return std::nullopt;
    return -residual / term.coefficient + (term.coefficient > 0 ? 1 : -1);
  }

  bool IsAllowed(int cell, absl::int128 delta) const {
    for (const Change& change : changes_) {
      if (change.cell == cell) return false;
    }
    const rulebook::Position at = {v1::Term::SOURCE_UNSPECIFIED, cell};
    const absl::int128 to = figures_.value(at) + delta;
    return figures_.state(at) != form::CellState::kUnresolved && to >= 0 && to <= std::numeric_limits<int64_t>::max();
  }

  bool IsInAllOpen(int cell) const {
    return std::all_of(open_.begin(), open_.end(), [&](int equation) {
      return std::any_of(of_cell_[cell].begin(), of_cell_[cell].end(),
                         [&](const Use& use) { return use.equation == equation; });
    });
  }

  // Applying the opposite change takes the last one back.
  void Apply(int cell, absl::int128 delta) {
    if (!changes_.empty() && changes_.back().cell == cell) {
      changes_.pop_back();
    } else {
      const auto from = static_cast<int64_t>(figures_.value({v1::Term::SOURCE_UNSPECIFIED, cell}));
      changes_.push_back({cell, from, static_cast<int64_t>(from + delta)});
    }
    for (const Use& use : of_cell_[cell]) {
      const Equation& equation = equations_[use.equation];
      const bool held = equation.Holds(residuals_[use.equation]);
      residuals_[use.equation] += delta * use.coefficient;
      const bool holds = equation.Holds(residuals_[use.equation]);
      if (held && !holds) open_.push_back(use.equation);
      if (!held && holds) open_.erase(std::find(open_.begin(), open_.end(), use.equation));
    }
  }

  void Note() {
    ChangeSet set = changes_;
    std::sort(set.begin(), set.end(), [](const Change& a, const Change& b) { return a.cell < b.cell; });
    if (std::find(found_.begin(), found_.end(), set) == found_.end()) found_.push_back(std::move(set));
  }

  const std::vector<Equation>& equations_;
  const Figures& figures_;
  std::vector<std::vector<Use>> of_cell_;
  std::vector<absl::int128> residuals_;
  // Equations that do not hold after the changes made so far.
  std::vector<int> open_;
  ChangeSet changes_;
  std::vector<ChangeSet> found_;
  int steps_ = 0;
};

}  // namespace

std::vector<ChangeSet> SmallestRepairs(const std::vector<Equation>& equations, const std::vector<int>& broken,
                                       const Figures& figures) {
  return Search(equations, broken, figures).Run();
}

}  // namespace nianbao::validation::domain
