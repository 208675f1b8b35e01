#include "services/document/readers/layout/ruled_grid.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <numeric>
#include <set>

namespace nianbao::document::readers {
namespace {

// In points. Rules that end so near to another one meet it; those so near to each other are one, drawn double.
constexpr double kMeet = 2.5;
constexpr double kSame = 3;
// What is narrower is a character or a box to tick.
constexpr double kWidthMin = 60;
// More are a drawing, on a page and in a table.
constexpr size_t kRulesMax = 5000;
constexpr size_t kRulesOfTableMax = 1500;

// Disjoint sets of the numbers from 0.
class Sets {
 public:
  explicit Sets(size_t size) : parents_(size) { std::iota(parents_.begin(), parents_.end(), 0); }

  size_t Of(size_t i) {
    while (parents_[i] != i) i = parents_[i] = parents_[parents_[i]];
    return i;
  }
  void Join(size_t a, size_t b) { parents_[Of(a)] = Of(b); }

 private:
  std::vector<size_t> parents_;
};

bool Reaches(const Rule& rule, double at) { return rule.begin - kMeet <= at && at <= rule.end + kMeet; }
bool Meet(const Rule& a, const Rule& b) { return a.vertical != b.vertical && Reaches(a, b.at) && Reaches(b, a.at); }

// The rules in groups of which each hangs together.
std::vector<std::vector<Rule>> Connected(absl::Span<const Rule> rules) {
  Sets sets(rules.size());
  for (size_t i = 0; i < rules.size(); ++i) {
    for (size_t j = i + 1; j < rules.size(); ++j) {
      if (Meet(rules[i], rules[j])) sets.Join(i, j);
    }
  }
  std::map<size_t, std::vector<Rule>> groups;
  for (size_t i = 0; i < rules.size(); ++i) groups[sets.Of(i)].push_back(rules[i]);
  std::vector<std::vector<Rule>> connected;
  for (auto& [set, group] : groups) connected.push_back(std::move(group));
  return connected;
}

bool Crosses(const std::vector<Rule>& rules) {
  return std::any_of(rules.begin(), rules.end(), [](const Rule& rule) { return rule.vertical; }) &&
         std::any_of(rules.begin(), rules.end(), [](const Rule& rule) { return !rule.vertical; });
}

// Where rules of one kind stand, and where those that cross them end: at a page break the edge of a table is often not
// drawn.
std::vector<double> LinesAlong(const std::vector<Rule>& rules, bool vertical) {
  std::vector<double> all;
  for (const Rule& rule : rules) {
    if (rule.vertical == vertical) all.push_back(rule.at);
  }
  std::sort(all.begin(), all.end());
  const double first = all.front();
  const double last = all.back();
  for (const Rule& rule : rules) {
    if (rule.vertical == vertical) continue;
    if (rule.begin < first - kSame) all.push_back(rule.begin);
    if (rule.end > last + kSame) all.push_back(rule.end);
  }
  std::sort(all.begin(), all.end());
  std::vector<double> positions;
  for (const double at : all) {
    if (positions.empty() || at - positions.back() > kSame) positions.push_back(at);
  }
  return positions;
}

// The squares between all positions of rules, joined where no rule parts them.
class Squares {
 public:
  explicit Squares(const std::vector<Rule>& rules)
      : rules_(rules), x_(LinesAlong(rules, true)), y_(LinesAlong(rules, false)), sets_(columns() * rows()) {
    for (size_t row = 0; row < rows(); ++row) {
      for (size_t column = 0; column < columns(); ++column) JoinOpenSides(row, column);
    }
  }

  RuledGrid Grid() {
    struct Area {
      size_t squares = 0;
      size_t top = 0;
      size_t bottom = 0;
      size_t left = 0;
      size_t right = 0;
    };
    std::map<size_t, Area> areas;
    for (size_t row = 0; row < rows(); ++row) {
      for (size_t column = 0; column < columns(); ++column) {
        const size_t set = sets_.Of(Square(row, column));
        Area& area = areas.try_emplace(set, Area{0, row, row, column, column}).first->second;
        ++area.squares;
        area.top = std::min(area.top, row);
        area.bottom = std::max(area.bottom, row);
        area.left = std::min(area.left, column);
        area.right = std::max(area.right, column);
      }
    }
    std::vector<Area> cells;
    std::set<size_t> used_rows;
    std::set<size_t> used_columns;
    for (const auto& [set, area] : areas) {
      if (area.squares != (area.bottom - area.top + 1) * (area.right - area.left + 1)) continue;
      cells.push_back(area);
      used_rows.insert({area.top, area.bottom + 1});
      used_columns.insert({area.left, area.right + 1});
    }
    RuledGrid grid;
    for (const size_t row : used_rows) grid.y.push_back(y_[row]);
    for (const size_t column : used_columns) grid.x.push_back(x_[column]);
    const auto number = [](const std::set<size_t>& used, size_t position) {
      return static_cast<int>(std::distance(used.begin(), used.find(position)));
    };
    for (const Area& cell : cells) {
      const int row = number(used_rows, cell.top);
      const int column = number(used_columns, cell.left);
      grid.cells.push_back(
          {row, number(used_rows, cell.bottom + 1) - row, column, number(used_columns, cell.right + 1) - column});
    }
    std::sort(grid.cells.begin(), grid.cells.end(), [](const RuledCell& a, const RuledCell& b) {
      return std::make_pair(a.row, a.column) < std::make_pair(b.row, b.column);
    });
    return grid;
  }

 private:
  size_t columns() const { return x_.size() - 1; }
  size_t rows() const { return y_.size() - 1; }
  size_t Square(size_t row, size_t column) const { return row * columns() + column; }

  bool IsRuled(bool vertical, double at, double along) const {
    return std::any_of(rules_.begin(), rules_.end(), [&](const Rule& rule) {
      return rule.vertical == vertical && rule.at >= at && rule.at - at <= kSame && rule.begin <= along &&
             along <= rule.end;
    });
  }

  void JoinOpenSides(size_t row, size_t column) {
    const double middle_x = (x_[column] + x_[column + 1]) / 2;
    const double middle_y = (y_[row] + y_[row + 1]) / 2;
    const size_t square = Square(row, column);
    if (column > 0 && !IsRuled(true, x_[column], middle_y)) sets_.Join(square, Square(row, column - 1));
    if (row > 0 && !IsRuled(false, y_[row], middle_x)) sets_.Join(square, Square(row - 1, column));
  }

  const std::vector<Rule>& rules_;
  const std::vector<double> x_;
  const std::vector<double> y_;
  Sets sets_;
};

}  // namespace

int RuledGrid::CellAt(double at_x, double at_y) const {
  const auto found = std::find_if(cells.begin(), cells.end(), [&](const RuledCell& cell) {
    return x[cell.column] <= at_x && at_x < x[cell.column + cell.columns] && y[cell.row] <= at_y &&
           at_y < y[cell.row + cell.rows];
  });
  return found == cells.end() ? kNoCell : static_cast<int>(found - cells.begin());
}

std::vector<RuledGrid> RuledGridsOf(absl::Span<const Rule> rules) {
  std::vector<RuledGrid> grids;
  if (rules.size() > kRulesMax) return grids;
  for (const std::vector<Rule>& group : Connected(rules)) {
    if (!Crosses(group) || group.size() > kRulesOfTableMax) continue;
    RuledGrid grid = Squares(group).Grid();
    if (grid.cells.size() > 1 && grid.x.back() - grid.x.front() >= kWidthMin) grids.push_back(std::move(grid));
  }
  std::sort(grids.begin(), grids.end(),
            [](const RuledGrid& a, const RuledGrid& b) { return a.y.front() < b.y.front(); });
  return grids;
}

}  // namespace nianbao::document::readers
