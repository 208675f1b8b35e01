// Where the cells of a table stand, when each says how many rows and columns it covers.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "services/document/domain/limits.h"

namespace nianbao::document::readers {

// From column on; columns count from 0.
struct GridSlot {
  int column = 0;
  int columns = 1;
  int rows = 1;
};

// Places cells as browsers do: each in the first column of its row that no cell covers. Where a wide cell runs into one
// that comes down from above, it ends before that one.
class HtmlGrid {
 public:
  explicit HtmlGrid(domain::Budget& budget) : budget_(budget) {}

  // rows_left counts the rows of the group from this one on: no cell goes on below them.
  void BeginRow(int rows_left);
  // rows 0 covers all that are left. RESOURCE_EXHAUSTED for the limits cells, counting each covered place, and columns.
  absl::StatusOr<GridSlot> Place(int columns, int rows);

 private:
  domain::Budget& budget_;
  // Of each column: the first row that is not covered from above.
  std::vector<int> free_from_;
  int row_ = -1;
  int rows_left_ = 0;
  size_t column_ = 0;
};

}  // namespace nianbao::document::readers
