// The rows of a table element, whatever groups them.
#pragma once

#include <gumbo.h>

#include <vector>

#include "services/document/domain/limits.h"

namespace nianbao::document::readers {

struct HtmlRow {
  std::vector<const GumboElement*> cells;
  // Of the group (thead, tbody, tfoot), from this row on.
  int rows_left = 1;
};

struct HtmlRows {
  std::vector<const GumboElement*> captions;
  // In the order shown: the head first, the foot last. What shows nothing is left out.
  std::vector<HtmlRow> rows;
};

HtmlRows RowsOf(const GumboElement& table);

// True when the table only arranges: no row has a second cell, or it holds a table that does not only arrange. Its
// cells are then running text.
bool IsLayout(const GumboElement& table, const HtmlRows& rows);

}  // namespace nianbao::document::readers
