// One line of text that may be a cell, or several, of a table without lines.
#pragma once

#include <vector>

#include "services/document/domain/document.h"
#include "services/document/domain/label.h"

namespace nianbao::document::domain {

// What a text can be in a table.
struct Token {
  enum class Kind { kRow, kGroup, kColumn, kCaption, kFigure, kBlank, kOther };

  Kind kind = Kind::kOther;
  // No other table has this title.
  bool proof = false;
  PlacedText text;
};

struct StreamLine {
  // More than one when spaces part them.
  std::vector<Token> tokens;
  // The line is no cell, or too long for one; it has one token.
  bool prose = false;
  // The tokens have lost their rows: the line holds a whole table or more.
  bool run_on = false;
};

// kOther for a text that is no title and no figure, kBlank for one without any.
Token TokenOf(const PlacedText& text);

// Takes one line, or one paragraph, apart. A run-on line becomes several: tables and the prose between them.
std::vector<StreamLine> TakeApart(const PlacedText& line);

}  // namespace nianbao::document::domain
