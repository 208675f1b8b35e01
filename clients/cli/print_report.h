// A report's figures in the shape of the statutory tables.
#pragma once

#include "nianbao/form/v1/annual_report.pb.h"

namespace nianbao::cli {

// The tables of sections two to four, columns right-aligned. Blank cells are "·", unresolved ones "?".
void PrintTables(const form::v1::AnnualReport& report);

// One `code<TAB>value` line for each cell that holds a number or "/", in form order.
void PrintCells(const form::v1::AnnualReport& report);

}  // namespace nianbao::cli
