// The columns and merged cells of one Word table.
#pragma once

#include <map>
#include <utility>

#include "absl/status/statusor.h"
#include "services/document/domain/document.h"
#include "services/document/domain/limits.h"

namespace nianbao::document::readers {

class Grid {
 public:
  enum class Merge { kNone, kRestart, kContinue };

  // What a w:tc says of its place.
  struct CellShape {
    // Grid columns; at least 1.
    int span = 1;
    Merge vertical = Merge::kNone;
    // Of old files: a continued cell belongs to the one before it.
    Merge horizontal = Merge::kNone;
  };

  // What became of a cell: one of its own, a part of the one to its left, or hidden below the one above.
  enum class Fate { kShown, kJoined, kCovered };

  // skipped is the number of grid columns left out before the first cell.
  void BeginRow(int skipped);

  // Adds the next cell of the row, its text still empty. RESOURCE_EXHAUSTED for the limits "columns" and "cells".
  absl::StatusOr<Fate> Add(const CellShape& shape, domain::Budget& budget);

  domain::Table Finish() && { return std::move(table_); }

 private:
  struct Position {
    size_t row = 0;
    size_t cell = 0;
  };

  // The merged cell of the rows above that reaches down over the columns; nullptr when there is none.
  domain::Cell* OpenAbove(int begin, int end);

  domain::Table table_{{}, domain::Columns::kGrid};
  int column_ = 0;
  // Merged cells that reach the last row or the one before it, by their first column.
  std::map<int, Position> open_;
};

}  // namespace nianbao::document::readers
