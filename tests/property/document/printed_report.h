// A report as it is about to be printed: texts, tables with merged cells, and what a reader should make of them.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "tests/property/document/generated_report.h"

namespace nianbao::testing {

struct PrintedCell {
  std::string text;
  int columns = 1;
  int rows = 1;
  // Index of the figure that the cell shows, or -1.
  int figure = -1;
};

struct PrintedRow {
  std::vector<PrintedCell> cells;
};

struct PrintedTable {
  // Statutory section; 0 for a table that is none of the form's.
  int section = 0;
  // Of the columns, in parts of the table's width.
  std::vector<double> widths;
  std::vector<PrintedRow> rows;
};

using PrintedBlock = std::variant<std::string, PrintedTable>;

struct PrintedSection {
  int number = 0;
  // "一、"
  std::string mark;
  std::string heading;
  std::vector<PrintedBlock> blocks;
};

struct PrintedReport {
  std::vector<PrintedBlock> front;
  std::vector<std::string> title;
  std::vector<std::string> preamble;
  std::vector<PrintedSection> sections;

  int year = 0;
  std::string organ;
  // By index of the figure, as GeneratedReport::figures; kNotPrinted for cells that the document does not show.
  std::vector<std::string> expected;
};

// Prints the form as it was published, under the usual headings.
PrintedReport Print(const GeneratedReport& report);

// The tables of the form.
PrintedTable TableTwo(const std::vector<std::string>& figures);
PrintedTable TableThree(const std::vector<std::string>& figures);
PrintedTable TableFour(const std::vector<std::string>& figures);

// The table of this section, where it was printed, or nullptr.
PrintedTable* FindTable(PrintedReport& report, int section);
PrintedSection* FindSection(PrintedReport& report, int number);
// All cells of all tables of the form.
std::vector<PrintedCell*> AllCells(PrintedReport& report);

// One place of a row: a cell, or the part of a merged one that began in a row above.
struct Slot {
  const PrintedCell* cell = nullptr;
  bool covered = false;
  int column = 0;
};
// The slots of every row, from left to right.
std::vector<std::vector<Slot>> SlotsOf(const PrintedTable& table);

}  // namespace nianbao::testing
