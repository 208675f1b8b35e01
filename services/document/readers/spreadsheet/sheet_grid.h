// The cells of one sheet, gathered in any order and laid out as a table.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/document/domain/document.h"
#include "services/document/domain/limits.h"

namespace nianbao::document::readers {

// From (row, column) on, counted from 0.
struct MergedRange {
  int row = 0;
  int column = 0;
  int rows = 1;
  int columns = 1;
};

class SheetGrid {
 public:
  // A blank text only shows that its row is there. RESOURCE_EXHAUSTED for the limits cells and columns.
  absl::Status Set(int row, int column, std::string text, domain::Budget& budget);
  // What no text reaches is cut off. A range that overlaps an earlier one is ignored.
  void Merge(const MergedRange& range) { merged_.push_back(range); }

  // The used range as a table with Columns::kGrid: up to the last row and column that have a text, blank cells
  // included. A row without any text has no cells unless blank ones were set, as in a row of figures that are all
  // blank; such a row may be the last. Places have what `place` has, the row and the column. No rows when nothing is
  // used.
  absl::StatusOr<domain::Table> Finish(const domain::Place& place, domain::Budget& budget) &&;

 private:
  // Of each covered place (row, column): its range.
  using Covers = std::map<std::pair<int, int>, const MergedRange*>;

  absl::StatusOr<Covers> CoverPlaces(domain::Budget& budget);

  std::map<std::pair<int, int>, std::string> texts_;
  std::vector<MergedRange> merged_;
  // Rows with blank texts, up to the one behind the last row with a text.
  std::set<int> blank_rows_;
  int rows_ = 0;
  int columns_ = 0;
};

}  // namespace nianbao::document::readers
