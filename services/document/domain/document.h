// What every reader makes of a file: paragraphs and tables in reading order, each text with its place.
#pragma once

#include <string>
#include <variant>
#include <vector>

namespace nianbao::document::domain {

// A text and the line it begins on, counted from 1; 0 when the format has no lines.
struct PlacedText {
  std::string text;
  int line = 0;
};

using Paragraph = PlacedText;

// The cells of one row from left to right. A merged cell stands once with its text; the places it covers in
// other rows are empty cells.
struct Row {
  std::vector<PlacedText> cells;
};

struct Table {
  std::vector<Row> rows;
};

using Block = std::variant<Paragraph, Table>;

struct Document {
  std::vector<Block> blocks;
};

}  // namespace nianbao::document::domain
