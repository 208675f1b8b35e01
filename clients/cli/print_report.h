// A report's figures in the shape of the statutory tables.
#pragma once

#include "nianbao/form/v1/annual_report.pb.h"
#include "nianbao/form/v1/annual_report_2019.pb.h"

namespace nianbao::cli {

// The tables of sections two to four, columns right-aligned. Blank cells are "·", unresolved ones "?".
void PrintTables(const form::v1::AnnualReport& report);
void PrintTables(const form::v1::AnnualReport2019& report);

// One `code<TAB>value` line for each cell that holds a value or "/", in form order. Values are as the form prints them.
void PrintCells(const form::v1::AnnualReport& report);
void PrintCells(const form::v1::AnnualReport2019& report);

}  // namespace nianbao::cli
