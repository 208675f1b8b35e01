#include "services/document/domain/row_texts.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/numeric/int128.h"
#include "absl/strings/str_cat.h"
#include "services/document/domain/cell_text.h"
#include "services/document/domain/figure.h"
#include "services/document/domain/join_digits.h"
#include "services/document/domain/normalise.h"
#include "services/document/domain/sums.h"

namespace nianbao::document::domain {
namespace {

using Problem = RowTexts::Problem;
using Cells = std::vector<const Cell*>;

bool IsBlank(const Cell* cell) { return Trimmed(cell->text).empty(); }

Cells Filled(const Cells& cells) {
  Cells filled;
  for (const Cell* cell : cells) {
    if (!IsBlank(cell)) filled.push_back(cell);
  }
  return filled;
}

RowTexts InOrder(const Cells& cells, const ColumnPlan& plan) {
  RowTexts texts;
  for (const size_t position : plan.order) texts.texts.push_back({*cells[position], cells[position]->rows > 1});
  return texts;
}

RowTexts WrongWidth(size_t found) {
  RowTexts texts;
  texts.problem = Problem::kWidth;
  texts.found = found;
  return texts;
}

bool IsPad(const Cell* cell) { return IsBlank(cell) || !LooksLikeFigure(cell->text); }

// Drops blank cells, and texts that are no figures, from both ends of a row that is too long. A row that may be cut in
// several ways stays as it is.
void TrimTo(size_t width, Cells& cells) {
  if (cells.size() <= width) return;
  if (std::all_of(cells.begin(), cells.end(), IsBlank)) cells.resize(width);
  const auto first = std::find_if_not(cells.begin(), cells.end(), IsPad) - cells.begin();
  const auto last = cells.rend() - std::find_if_not(cells.rbegin(), cells.rend(), IsPad);
  const std::ptrdiff_t wanted = static_cast<std::ptrdiff_t>(width);
  const std::ptrdiff_t earliest = std::max<std::ptrdiff_t>(0, last - wanted);
  const std::ptrdiff_t latest = std::min(first, static_cast<std::ptrdiff_t>(cells.size()) - wanted);
  if (earliest == latest) cells = Cells(cells.begin() + earliest, cells.begin() + earliest + wanted);
}

// True for a single "/" with nothing but blanks after it: what is left of a merged cell.
bool IsOneNotApplicable(const Cells& filled, const Cells& all) {
  return filled.size() == 1 && filled.front() == all.front() &&
         ReadFigure(filled.front()->text, 0).state == form::CellState::kNotApplicable;
}

RowTexts Spread(const Cell& cell, size_t width) {
  RowTexts texts;
  texts.texts.assign(width, {cell, false});
  texts.spread = true;
  return texts;
}

RowTexts Join(const Cells& filled, const Slot& slot) {
  const auto joined = JoinDigits(filled, slot.members.front()->cells);
  if (!joined) return WrongWidth(filled.size());
  RowTexts texts;
  texts.joined = true;
  for (const PlacedText& text : *joined) texts.texts.push_back({text, false});
  return texts;
}

RowTexts PutInOrder(const FigureRow& row, const Slot& slot, const ColumnPlan& plan) {
  Cells cells = row.cells;
  // Of cells that stood alone, the blank one may be this row's, and the figure another's.
  const bool blank_first = cells.size() > 1 && IsBlank(cells.front());
  if (row.row->assembled && slot.width() == 1 && blank_first) return WrongWidth(cells.size());
  if (!plan.others) TrimTo(slot.width(), cells);
  const Cells filled = Filled(cells);
  if (IsOneNotApplicable(filled, cells) && slot.width() > 1) return Spread(*filled.front(), slot.width());
  if (cells.size() == slot.width()) return InOrder(cells, plan);
  if (filled.size() == slot.width() && !plan.others) {
    RowTexts texts = InOrder(filled, plan);
    texts.by_order = true;
    return texts;
  }
  return filled.size() > slot.width() ? Join(filled, slot) : WrongWidth(cells.size());
}

// Puts what stands below each extent. A cell below several of them is shared.
RowTexts PutByExtents(const Cells& cells, const std::vector<Extent>& columns, bool blanks_are_cells) {
  RowTexts texts;
  for (const Extent& column : columns) {
    CellTextFound found;
    bool any = false;
    for (const Cell* cell : cells) {
      if (!Overlap(cell->extent, column)) continue;
      const auto below = std::count_if(columns.begin(), columns.end(),
                                       [&](const Extent& other) { return Overlap(other, cell->extent); });
      found.shared = found.shared || below > 1 || cell->rows > 1;
      if (any && IsBlank(cell)) continue;
      if (any && !Trimmed(found.text.text).empty()) {
        absl::StrAppend(&found.text.text, " ", cell->text);
      } else {
        found.text = *cell;
      }
      any = true;
    }
    if (!any && blanks_are_cells) return WrongWidth(cells.size());
    // A blank that left no cell has the place of its row.
    if (!any && !cells.empty()) {
      found.text.place = cells.front()->place;
      found.text.place.column = 0;
    }
    texts.texts.push_back(std::move(found));
  }
  const bool all_placed = std::all_of(cells.begin(), cells.end(), [&](const Cell* cell) {
    return IsBlank(cell) || std::any_of(columns.begin(), columns.end(),
                                        [&](const Extent& column) { return Overlap(cell->extent, column); });
  });
  return all_placed ? texts : WrongWidth(cells.size());
}

// True when a column seems blank while a text of the row that is no plain figure may hold what stands there: it reaches
// over several columns, or stands before the figures.
bool MayHideFigures(const FigureRow& row, const RowTexts& texts, const std::vector<Extent>& columns) {
  const bool plain = std::all_of(texts.texts.begin(), texts.texts.end(),
                                 [](const CellTextFound& found) { return IsPlainFigure(found.text.text); });
  for (size_t i = 0; i < columns.size(); ++i) {
    if (!Trimmed(texts.texts[i].text.text).empty()) continue;
    const bool covered = std::any_of(row.titles.begin(), row.titles.end(),
                                     [&](const Fragment& title) { return Overlap(title.cell->extent, columns[i]); });
    if (!plain || covered) return true;
  }
  return false;
}

// On a page without places that tell: blank cells are not there, and one figure may be two texts.
RowTexts PutBlindly(const FigureRow& row, const Slot& slot, const ColumnPlan& plan) {
  RowTexts texts = PutInOrder(row, slot, plan);
  texts.by_order = texts.by_order || slot.width() > 1;
  return texts;
}

RowTexts PutOnPage(const FigureRow& row, const Slot& slot, const ColumnPlan& plan,
                   const std::vector<Extent>& complete_columns) {
  const Cells filled = Filled(row.cells);
  const std::vector<Extent>& columns = plan.extents.empty() ? complete_columns : plan.extents;
  if (columns.empty()) return PutBlindly(row, slot, plan);
  if (IsOneNotApplicable(filled, filled) && slot.width() > 1) return Spread(*filled.front(), slot.width());
  RowTexts texts = PutByExtents(filled, columns, false);
  const bool shared =
      std::any_of(texts.texts.begin(), texts.texts.end(), [](const CellTextFound& text) { return text.shared; });
  if (texts.problem != Problem::kNone || shared) return PutBlindly(row, slot, plan);
  return MayHideFigures(row, texts, columns) ? WrongWidth(filled.size()) : texts;
}

// True when the figures have the sums of the form: with a blank cell and a figure in two pieces they would not.
bool SumsHold(const Cells& cells, absl::Span<const form::Cell* const> wanted) {
  std::vector<int64_t> values;
  for (size_t i = 0; i < cells.size(); ++i) {
    const Figure figure = ReadFigure(cells[i]->text, wanted[i]->scale);
    if (figure.state == form::CellState::kUnresolved) return false;
    values.push_back(figure.value);
  }
  const std::vector<RowSum> sums = SumsOf(wanted);
  return std::all_of(sums.begin(), sums.end(), [&](const RowSum& sum) {
    absl::int128 parts = 0;
    for (const size_t part : sum.parts) parts += values[part];
    return parts == values[sum.total];
  });
}

}  // namespace

std::vector<Extent> ColumnsOfCompleteRows(const FigureRows& rows, size_t table,
                                          absl::Span<const form::Cell* const> wanted) {
  const size_t width = wanted.size();
  std::vector<Extent> columns;
  for (const FigureRow& row : rows.rows) {
    const Cells filled = Filled(row.cells);
    if (row.table != table || row.columns != Columns::kLayout || filled.size() != width) continue;
    if (!SumsHold(filled, wanted)) continue;
    if (columns.empty()) {
      for (const Cell* cell : filled) columns.push_back(cell->extent);
      continue;
    }
    for (size_t i = 0; i < width; ++i) {
      columns[i].begin = std::min(columns[i].begin, filled[i]->extent.begin);
      columns[i].end = std::max(columns[i].end, filled[i]->extent.end);
    }
  }
  for (size_t i = 1; i < columns.size(); ++i) {
    if (columns[i].begin < columns[i - 1].end) return {};
  }
  return columns;
}

RowTexts PutTexts(const FigureRow& row, const Slot& slot, const ColumnPlan& plan,
                  const std::vector<Extent>& complete_columns) {
  RowTexts texts;
  if (row.doubtful) {
    texts = WrongWidth(row.cells.size());
  } else if (plan.basis == ColumnPlan::Basis::kConflict) {
    texts.problem = Problem::kColumns;
  } else if (row.columns == Columns::kLayout) {
    texts = PutOnPage(row, slot, plan, complete_columns);
  } else if (row.columns == Columns::kGrid && !plan.extents.empty()) {
    const Cells filled = Filled(row.cells);
    const bool merged = IsOneNotApplicable(filled, row.cells) && slot.width() > 1;
    texts = merged ? Spread(*filled.front(), slot.width()) : PutByExtents(row.cells, plan.extents, true);
  } else {
    texts = PutInOrder(row, slot, plan);
  }
  texts.wanted = slot.width();
  return texts;
}

}  // namespace nianbao::document::domain
