// The figures of one table, by their places on a sheet.
#pragma once

#include <xlsxwriter.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "libs/rulebook/compile.h"
#include "services/document/domain/printed_report.h"

namespace nianbao::document::writers {

// Stored as a number: a decimal of no more digits (15) than a workbook keeps.
bool IsStoredNumber(const domain::PrintedCell& cell);

struct XlsxFigure {
  const domain::PrintedCell* cell = nullptr;
  lxw_row_t row = 0;
  lxw_col_t column = 0;
};

class XlsxFigures {
 public:
  // The table must stay. Its first row is the row `top` of the sheet.
  XlsxFigures(const domain::PrintedTable& table, lxw_row_t top);

  // By index of the catalogue, which is also their order on the sheet from left to right and from top to bottom.
  const std::map<int, XlsxFigure>& all() const { return figures_; }

  // The figures of a sum, in its order; nullopt when it is empty, has a constant, or takes a figure more than once, or
  // from elsewhere than this table.
  std::optional<std::vector<XlsxFigure>> Of(const rulebook::CompiledSum& sum) const;

 private:
  std::map<int, XlsxFigure> figures_;
};

// The arguments of SUM for these figures, neighbours as one range: "D5:I5,K5".
std::string RangesOf(const std::vector<XlsxFigure>& figures);

}  // namespace nianbao::document::writers
