// The texts of a printed row, put to the cells of a row of the form.
#pragma once

#include <optional>
#include <vector>

#include "services/document/domain/column_plan.h"

namespace nianbao::document::domain {

// The text for one cell of the form.
struct CellTextFound {
  PlacedText text;
  // The printed cell covers more than this one; a figure in it belongs to none of them beyond doubt.
  bool shared = false;
};

struct RowTexts {
  enum class Problem { kNone, kColumns, kWidth };

  Problem problem = Problem::kNone;
  // Figures found and wanted.
  size_t found = 0;
  size_t wanted = 0;
  // In the order of the form's row; empty when there is a problem.
  std::vector<CellTextFound> texts;
  // One "/" stands for all columns of the row.
  bool spread = false;
  // The order of the texts alone puts them to their columns: there are more cells, of which as many as columns are not
  // blank, or places on a page that do not tell.
  bool by_order = false;
  // More cells than columns: digits of one figure stood in several, and only one way to join them makes the sums hold.
  bool joined = false;
};

// Where the columns of a row with these cells of the form stand in a table of the document with Columns::kLayout, read
// off the rows that are complete and have the sums of the form; empty when no row is or they contradict each other.
std::vector<Extent> ColumnsOfCompleteRows(const FigureRows& rows, size_t table,
                                          absl::Span<const form::Cell* const> wanted);

RowTexts PutTexts(const FigureRow& row, const Slot& slot, const ColumnPlan& plan,
                  const std::vector<Extent>& complete_columns);

}  // namespace nianbao::document::domain
