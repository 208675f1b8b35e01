// What the delivered rulebook makes of a sheet that people fill in.
#pragma once

#include <xlsxwriter.h>

#include <optional>
#include <string>

#include "services/document/domain/printed_report.h"
#include "services/document/writers/xlsx_figures.h"

namespace nianbao::document::writers {

// The formula for a cell that a rule defines as a total: blank while all its parts are, otherwise their sum, in which
// texts such as "/" count as 0. nullopt for any other cell, and for a total of which the formula would say something
// else than the report. Of two rules for one cell the later counts.
std::optional<std::string> TotalFormula(const domain::PrintedCell& cell, const XlsxFigures& figures);

// Marks, as long as an equation of the rulebook does not hold on the sheet: of a rule for a total that total, of
// another rule all its cells. `rows`: figures stand in the same columns of so many rows from these on, each a report.
lxw_error MarkBrokenRules(lxw_worksheet* sheet, const XlsxFigures& figures, lxw_format* broken, int rows = 1);

// Warns of an entry that is no whole number from 0, or for money no number from 0. It can be kept: "/" is one. rows: as
// above.
lxw_error LimitEntries(lxw_worksheet* sheet, const XlsxFigures& figures, int rows = 1);

}  // namespace nianbao::document::writers
