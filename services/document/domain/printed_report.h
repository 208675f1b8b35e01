// A report as it is printed, for writers of any format.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace nianbao::document::domain {

// No text holds line breaks, or characters that XML forbids.

struct PrintedCell {
  enum class Role {
    // The provision that heads a block of rows.
    kCaption,
    // The note in the corner.
    kNote,
    kColumnTitle,
    kRowTitle,
    kFigure,
    // Of a table that is not the form's.
    kText,
    // Names a column to programs.
    kCode,
  };
  enum class Align { kLeft, kCenter };

  Role role = Role::kFigure;
  std::string text;
  // First column of the grid, from 0.
  int column = 0;
  int columns = 1;
  int rows = 1;
  Align align = Align::kCenter;
  // The text is a decimal in ASCII digits.
  bool number = false;
  // Of a figure: index of the catalogue's cell.
  std::optional<int> cell = std::nullopt;
};

// The cells that begin in one row, from left to right. The rows below do not repeat a cell of several rows.
using PrintedRow = std::vector<PrintedCell>;

// Twentieths of a point: a table fills an A4 page.
constexpr int kTableWidth = 9740;

struct PrintedTable {
  // Width of each column of the grid, in twentieths of a point.
  std::vector<int> widths;
  // How many rows at the top are titles of columns.
  int header_rows = 0;
  std::vector<PrintedRow> rows;
};

struct PrintedSection {
  int number = 0;
  // With its number, such as "一、总体情况".
  std::string heading;
  std::vector<std::string> paragraphs;
  std::optional<PrintedTable> table;
};

struct CaptionedTable {
  std::string caption;
  PrintedTable table;
};

struct PrintedAnnex {
  int number = 0;
  // The line by which readers tell it from the report: see annex_heading.h.
  std::string heading;
  std::string title;
  std::vector<std::string> paragraphs;
  std::vector<CaptionedTable> tables;
};

struct PrintedReport {
  // One or two lines.
  std::vector<std::string> title;
  std::vector<PrintedSection> sections;
  // What stands behind the report.
  std::vector<PrintedAnnex> annexes;
};

}  // namespace nianbao::document::domain
