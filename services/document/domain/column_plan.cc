#include "services/document/domain/column_plan.h"

#include <algorithm>
#include <numeric>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/document/domain/normalise.h"
#include "services/document/domain/similarity.h"

namespace nianbao::document::domain {
namespace {

using Basis = ColumnPlan::Basis;

constexpr double kLeastLikeness = 0.75;
// Section two alone has rows with different columns; elsewhere the sums of the form tell columns apart.
constexpr int kSectionOfDifferentColumns = 2;

struct Column {
  TitleKey title;
  const std::string* group;
};

std::vector<Column> ColumnsOf(const Slot& slot) {
  std::vector<Column> columns;
  for (const form::Cell* cell : slot.members.front()->cells) {
    columns.push_back({TitleKey(cell->columns.back()), &cell->columns.front().text});
  }
  return columns;
}

bool MayDiffer(const TableTitles& titles) { return titles.section() == kSectionOfDifferentColumns; }

// True for a line with a title of a column. Where columns may differ, so may those of another edition: there any two
// texts side by side are a header.
bool IsHeader(const FragmentLine& line, const TableTitles& titles) {
  const auto count = [&](auto predicate) { return std::count_if(line.begin(), line.end(), predicate); };
  if (count([&](const Fragment& fragment) {
        return titles.IsColumn(fragment.label) && !titles.IsRow(fragment.label);
      }) > 0) {
    return true;
  }
  return MayDiffer(titles) && count([&](const Fragment& fragment) {
                                return !titles.IsRow(fragment.label) && !titles.IsCaption(fragment.label);
                              }) > 1;
}

// The lines of the header nearest above the row; empty when there is none.
const std::vector<FragmentLine>& HeaderAbove(const FigureRows& rows, size_t row, const TableTitles& titles) {
  static const std::vector<FragmentLine>* const none = new std::vector<FragmentLine>();
  for (size_t i = row + 1; i-- > 0;) {
    const auto& lines = rows.between[i];
    if (std::any_of(lines.begin(), lines.end(), [&](const FragmentLine& line) { return IsHeader(line, titles); })) {
      return lines;
    }
  }
  return *none;
}

ColumnPlan InOrder(size_t width, Basis basis) {
  ColumnPlan plan;
  plan.basis = basis;
  plan.order.resize(width);
  std::iota(plan.order.begin(), plan.order.end(), 0);
  return plan;
}

// --- Tables with extents -------------------------------------------------------------------------------------------

// Where the titles of all columns stand, found whole: the titles of a group of columns repeat from left to right.
std::vector<Extent> WholeTitles(const std::vector<FragmentLine>& header, const std::vector<Column>& columns) {
  std::vector<Extent> extents(columns.size());
  for (size_t i = 0; i < columns.size(); ++i) {
    std::vector<Extent> found;
    for (const FragmentLine& line : header) {
      for (const Fragment& fragment : line) {
        const Extent& extent = fragment.cell->extent;
        const bool again =
            std::any_of(found.begin(), found.end(), [&](const Extent& other) { return Overlap(other, extent); });
        if (!again && columns[i].title.Matches(fragment.label)) found.push_back(extent);
      }
    }
    std::sort(found.begin(), found.end(), [](const Extent& a, const Extent& b) { return a.begin < b.begin; });
    const auto same = [&](const Column& other) {
      return other.title.printed().body == columns[i].title.printed().body;
    };
    const size_t wanted = std::count_if(columns.begin(), columns.end(), same);
    const size_t before = std::count_if(columns.begin(), columns.begin() + i, same);
    if (found.size() != wanted) return {};
    extents[i] = found[before];
  }
  return extents;
}

// What stands above each column, from top to bottom, without what stands above its neighbours too.
std::vector<std::string> TextsAbove(const std::vector<FragmentLine>& header, const std::vector<Extent>& columns) {
  std::vector<std::string> texts(columns.size());
  for (const FragmentLine& line : header) {
    for (const Fragment& fragment : line) {
      const auto below = [&](const Extent& column) { return Overlap(column, fragment.cell->extent); };
      if (std::count_if(columns.begin(), columns.end(), below) != 1) continue;
      const size_t i = std::find_if(columns.begin(), columns.end(), below) - columns.begin();
      absl::StrAppend(&texts[i], Key(fragment.cell->text));
    }
  }
  return texts;
}

bool EndsWithTitle(const std::string& text, const TitleKey& title) {
  return title.Matches(ParseLabel(text)) || absl::EndsWith(text, title.printed().body);
}

// The columns in another order than the form's, when each title stands whole above exactly one of them.
std::optional<ColumnPlan> Rearranged(const std::vector<std::string>& above, const std::vector<Extent>& places,
                                     const std::vector<Column>& columns) {
  ColumnPlan plan = InOrder(columns.size(), Basis::kTitles);
  std::vector<bool> used(columns.size());
  for (size_t i = 0; i < columns.size(); ++i) {
    size_t found = columns.size();
    for (size_t j = 0; j < above.size(); ++j) {
      if (!EndsWithTitle(above[j], columns[i].title)) continue;
      if (found < columns.size()) return std::nullopt;
      found = j;
    }
    if (found == columns.size() || used[found]) return std::nullopt;
    used[found] = true;
    plan.order[i] = found;
    plan.extents.push_back(places[found]);
  }
  return plan;
}

// True when the pieces of titles of columns, put together where they stand one below the other, are the titles of the
// form from left to right. Programs that make text of pages keep the order of a header, but not its place above the
// figures.
bool TitlesInTurn(const std::vector<FragmentLine>& header, const std::vector<Column>& columns,
                  const TableTitles& titles) {
  struct Stack {
    Extent extent;
    std::string text;
  };
  std::vector<Stack> stacks;
  std::vector<Extent> others;
  for (const FragmentLine& line : header) {
    for (const Fragment& fragment : line) {
      const std::string text = Key(fragment.cell->text);
      const bool piece = !text.empty() && std::any_of(columns.begin(), columns.end(), [&](const Column& column) {
        return absl::StrContains(column.title.printed().body, text);
      });
      const Extent& extent = fragment.cell->extent;
      if (!piece) {
        if (!titles.Knows(fragment.label)) others.push_back(extent);
        continue;
      }
      const auto stack =
          std::find_if(stacks.begin(), stacks.end(), [&](const Stack& each) { return Overlap(each.extent, extent); });
      if (stack == stacks.end()) {
        stacks.push_back({extent, text});
      } else {
        stack->text += text;
        stack->extent = {std::min(stack->extent.begin, extent.begin), std::max(stack->extent.end, extent.end)};
      }
    }
  }
  std::sort(stacks.begin(), stacks.end(),
            [](const Stack& a, const Stack& b) { return a.extent.begin < b.extent.begin; });
  return std::equal(
      stacks.begin(), stacks.end(), columns.begin(), columns.end(),
      [](const Stack& stack, const Column& column) { return column.title.Matches(ParseLabel(stack.text)); });
}

ColumnPlan PlanByPlaces(const std::vector<FragmentLine>& header, const std::vector<Extent>& places,
                        const std::vector<Column>& columns, const TableTitles& titles) {
  const bool may_differ = MayDiffer(titles);
  const std::vector<std::string> above = TextsAbove(header, places);
  bool all = true;
  bool foreign = false;
  bool swapped = false;
  for (size_t i = 0; i < columns.size(); ++i) {
    const bool whole = EndsWithTitle(above[i], columns[i].title);
    const bool found = whole || Containment(columns[i].title.printed().body, above[i]) >= kLeastLikeness;
    all = all && found;
    foreign = foreign || (!found && !above[i].empty());
    swapped = swapped || (!whole && std::any_of(columns.begin(), columns.end(), [&](const Column& other) {
                return EndsWithTitle(above[i], other.title);
              }));
  }
  if (all || TitlesInTurn(header, columns, titles)) return InOrder(columns.size(), Basis::kTitles);
  if (swapped) {
    const auto rearranged = Rearranged(above, places, columns);
    return rearranged ? *rearranged : InOrder(columns.size(), Basis::kConflict);
  }
  return InOrder(columns.size(), foreign && may_differ ? Basis::kConflict : Basis::kOrder);
}

ColumnPlan PlanByExtents(const std::vector<FragmentLine>& header, const FigureRow& row,
                         const std::vector<Column>& columns, const TableTitles& titles,
                         const std::vector<Extent>& complete_columns) {
  const std::vector<Extent> whole = WholeTitles(header, columns);
  if (!whole.empty() && complete_columns.empty()) {
    ColumnPlan plan = InOrder(columns.size(), Basis::kTitles);
    plan.extents = whole;
    // Which column comes n-th, and from that where column n comes.
    std::vector<size_t> nth = plan.order;
    std::sort(nth.begin(), nth.end(), [&](size_t a, size_t b) { return whole[a].begin < whole[b].begin; });
    for (size_t i = 0; i < nth.size(); ++i) plan.order[nth[i]] = i;
    return plan;
  }
  std::vector<Extent> places = complete_columns;
  if (places.empty()) {
    for (const Cell* cell : row.cells) {
      if (!Trimmed(cell->text).empty()) places.push_back(cell->extent);
    }
  }
  if (places.size() != columns.size()) return InOrder(columns.size(), Basis::kOrder);
  return PlanByPlaces(header, places, columns, titles);
}

// --- Tables without extents ----------------------------------------------------------------------------------------

// The columns whose titles occur in the header, in the order of the header, and whether other texts occur.
struct Appearance {
  std::vector<size_t> columns;
  bool foreign = false;
};

Appearance AppearanceOf(const std::vector<FragmentLine>& header, const std::vector<Column>& columns,
                        const TableTitles& titles) {
  Appearance appearance;
  std::vector<bool> used(columns.size());
  for (const FragmentLine& line : header) {
    for (const Fragment& fragment : line) {
      size_t found = columns.size();
      for (size_t i = 0; i < columns.size() && found == columns.size(); ++i) {
        if (!used[i] && columns[i].title.Matches(fragment.label)) found = i;
      }
      for (size_t i = 0; i < columns.size() && found == columns.size(); ++i) {
        const bool alike = columns[i].title.Likeness(fragment.label) >= kLeastLikeness;
        if (!used[i] && alike && !titles.IsColumn(fragment.label)) found = i;
      }
      const bool again = found == columns.size() && std::any_of(columns.begin(), columns.end(), [&](const Column& c) {
                           return c.title.Matches(fragment.label);
                         });
      if (again) continue;
      if (found < columns.size()) {
        used[found] = true;
        appearance.columns.push_back(found);
      } else {
        // Where columns differ from row to row, the title of another column is as foreign as any text.
        const bool known = titles.IsCaption(fragment.label) ||
                           (titles.Knows(fragment.label) && !(MayDiffer(titles) && titles.IsColumn(fragment.label)));
        appearance.foreign = appearance.foreign || !known;
      }
    }
  }
  return appearance;
}

// True when columns of one group, and groups, appear as the form has them.
bool KeepsOrder(const Appearance& appearance, const std::vector<Column>& columns) {
  for (size_t i = 0; i < appearance.columns.size(); ++i) {
    for (size_t j = i + 1; j < appearance.columns.size(); ++j) {
      const size_t a = appearance.columns[i];
      const size_t b = appearance.columns[j];
      const bool siblings = *columns[a].group == *columns[b].group;
      if (siblings && a > b) return false;
    }
  }
  return true;
}

// Each block of table two has a header of one line, and the rows of the block before may have left no trace.
std::vector<FragmentLine> LastHeaderLine(const std::vector<FragmentLine>& header, const TableTitles& titles) {
  const auto last =
      std::find_if(header.rbegin(), header.rend(), [&](const FragmentLine& line) { return IsHeader(line, titles); });
  return last == header.rend() ? std::vector<FragmentLine>() : std::vector<FragmentLine>{*last};
}

ColumnPlan PlanByOrder(const std::vector<FragmentLine>& header, const std::vector<Column>& columns,
                       const TableTitles& titles) {
  const bool may_differ = MayDiffer(titles);
  const Appearance appearance = AppearanceOf(may_differ ? LastHeaderLine(header, titles) : header, columns, titles);
  const bool all = appearance.columns.size() == columns.size();
  if (may_differ && all && !appearance.foreign) {
    ColumnPlan plan = InOrder(columns.size(), Basis::kTitles);
    for (size_t i = 0; i < columns.size(); ++i) plan.order[appearance.columns[i]] = i;
    return plan;
  }
  if (may_differ) {
    const bool silent = appearance.columns.empty() && !appearance.foreign;
    return InOrder(columns.size(), silent ? Basis::kOrder : Basis::kConflict);
  }
  if (!KeepsOrder(appearance, columns)) return InOrder(columns.size(), Basis::kConflict);
  ColumnPlan plan = InOrder(columns.size(), all ? Basis::kTitles : Basis::kOrder);
  plan.others = appearance.foreign;
  return plan;
}

}  // namespace

ColumnPlan PlanColumns(const FigureRows& rows, size_t row, const Slot& slot, const TableTitles& titles,
                       const std::vector<Extent>& complete_columns) {
  const std::vector<Column> columns = ColumnsOf(slot);
  const std::vector<FragmentLine>& header = HeaderAbove(rows, row, titles);
  if (rows.rows[row].columns == Columns::kOrdinal) return PlanByOrder(header, columns, titles);
  return PlanByExtents(header, rows.rows[row], columns, titles, complete_columns);
}

}  // namespace nianbao::document::domain
