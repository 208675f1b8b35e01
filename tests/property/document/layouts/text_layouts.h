// Plain text as word processors, spreadsheets and websites leave it.
#pragma once

#include <string>

#include "tests/property/document/printed_report.h"

namespace nianbao::testing {

// A word processor's "save as text": a TAB before every cell, an empty line after every row.
std::string WriteWordText(const PrintedReport& report, Rng& rng);
// The same with a byte order mark and CR LF.
std::string WriteWordTextCrLf(const PrintedReport& report, Rng& rng);
// One line a row, TAB between the cells of the grid, as a spreadsheet leaves it.
std::string WriteTabRows(const PrintedReport& report, Rng& rng);

// One line a row: "a | b | c".
std::string WritePipeRows(const PrintedReport& report, Rng& rng);
// "| a | b | c |"
std::string WriteEdgedPipeRows(const PrintedReport& report, Rng& rng);
// "a | b | c | |||", one pipe for each column that merged cells cover.
std::string WritePaddedPipeRows(const PrintedReport& report, Rng& rng);
// Markdown.
std::string WriteMarkdown(const PrintedReport& report, Rng& rng);
// "a |", one cell a line.
std::string WritePipeCells(const PrintedReport& report, Rng& rng);
// The same with a line "|" before every row.
std::string WriteMarkedPipeCells(const PrintedReport& report, Rng& rng);
// The text of a cell and, on the next line, a pipe.
std::string WriteLonePipes(const PrintedReport& report, Rng& rng);

// One cell a paragraph, empty lines between. Blank cells leave nothing.
std::string WriteCellParagraphs(const PrintedReport& report, Rng& rng);
// One cell a line. Blank cells leave nothing.
std::string WriteCellLines(const PrintedReport& report, Rng& rng);
// The whole report on one line.
std::string WriteOneLine(const PrintedReport& report, Rng& rng);
// Without its tables.
std::string WriteHeadingsOnly(const PrintedReport& report, Rng& rng);

// Markdown from a PDF: every row a table of its own, its title before or behind it or lost.
std::string WriteSmallTables(const PrintedReport& report, Rng& rng);

}  // namespace nianbao::testing
