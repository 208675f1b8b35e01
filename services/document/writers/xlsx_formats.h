// The formats of the cells of a workbook.
#pragma once

#include <xlsxwriter.h>

#include <map>
#include <string>
#include <tuple>

#include "services/document/domain/printed_report.h"

namespace nianbao::document::writers {

// Makes each format once. The workbook owns them.
class XlsxFormats {
 public:
  // Points.
  static constexpr double kTitleSize = 18;
  static constexpr double kTextSize = 12;
  static constexpr double kTableSize = 10;

  explicit XlsxFormats(lxw_workbook* workbook) : workbook_(workbook) {}

  lxw_format* Title();
  lxw_format* Heading();
  lxw_format* Paragraph();
  // A line that explains, as wide as it is.
  lxw_format* Note();
  // Of a cell of a table. decimals is of use for numbers alone.
  lxw_format* Cell(const domain::PrintedCell& cell, int decimals);

  // Laid over a figure that breaks a rule.
  lxw_format* Broken();

 private:
  lxw_format* Make(double size, bool bold, lxw_format_alignments align, bool wrap, const char* font);

  lxw_workbook* const workbook_;
  std::map<std::tuple<domain::PrintedCell::Role, domain::PrintedCell::Align, int>, lxw_format*> cells_;
  lxw_format* title_ = nullptr;
  lxw_format* heading_ = nullptr;
  lxw_format* paragraph_ = nullptr;
  lxw_format* note_ = nullptr;
  lxw_format* broken_ = nullptr;
};

}  // namespace nianbao::document::writers
