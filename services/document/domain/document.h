// What every reader makes of a file: paragraphs and tables in reading order, each text with its place.
#pragma once

#include <string>
#include <variant>
#include <vector>

namespace nianbao::document::domain {

// Where a text stands in its file. Numbers count from 1; 0 and empty where the format has no such thing.
struct Place {
  // Entry of an archive.
  std::string file;
  // Sheet of a workbook.
  std::string sheet;
  int page = 0;
  int line = 0;
  // Number of the table in the file, and of the row in the table.
  int table = 0;
  int row = 0;
  // First grid column of the cell.
  int column = 0;
};

inline Place OnLine(int line) {
  Place place;
  place.line = line;
  return place;
}

struct PlacedText {
  std::string text;
  Place place;
};

using Paragraph = PlacedText;

// From begin up to, not including, end, in the unit of the table: see Columns.
struct Extent {
  double begin = 0;
  double end = 0;
};

inline bool Overlap(const Extent& a, const Extent& b) { return a.begin < b.end && b.begin < a.end; }

struct Cell : PlacedText {
  Extent extent;
  // Rows that the cell covers. The rows below do not repeat it.
  int rows = 1;
};

// The cells that begin in one row, from left to right.
struct Row {
  std::vector<Cell> cells;
  // Put together from cells that stood alone: a title may belong to the figures before it instead.
  bool assembled = false;
};

// What is known of the columns of a table.
enum class Columns {
  // The order of the cells alone, as in text: blank cells and the places that merged cells cover may be lost.
  kOrdinal,
  // Extents count the columns of the grid from 0; a blank cell is there, with an empty text.
  kGrid,
  // Extents are positions on the page, in points or characters. Blank cells are not there, and the lines of one cell
  // are cells of several rows.
  kLayout,
};

struct Table {
  std::vector<Row> rows;
  Columns columns = Columns::kOrdinal;
};

using Block = std::variant<Paragraph, Table>;

struct Document {
  std::vector<Block> blocks;
};

}  // namespace nianbao::document::domain
