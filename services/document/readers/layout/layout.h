// Builds paragraphs and tables from words of which only the place on the page is known.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/document/domain/document.h"
#include "services/document/domain/limits.h"

namespace nianbao::document::readers {

// What a Word's positions count.
enum class Positions {
  // Points from the upper left corner of the page; lines are found by height.
  kPoints,
  // Characters and lines of a text; every Word knows its line.
  kCharacters,
};

// A piece of text without white space.
struct Word {
  std::string text;
  double left = 0;
  double right = 0;
  double top = 0;
  double bottom = 0;
  // One em: the size of the font, in the unit of the positions.
  double size = 0;
  // Numbers count from 1. The line is the one of the file, for kCharacters only.
  int page = 0;
  int line = 0;
  // Written from top to bottom.
  bool vertical = false;
};

// A table that stands on a page between the words. It has rows.
struct PlacedTable {
  // The page of its last row.
  int page = 0;
  double top = 0;
  // Where its columns part, from its left edge to its right one; the extents of its cells count them.
  std::vector<double> edges;
  domain::Table table;
};

// The words come page by page, in any order within a page; the tables page by page, from top to bottom, with the row
// and column of each place. They get their page, and their number among all of them.
//
// A table made of words has Columns::kLayout: a row is one visual line, a cell one run of words. White space that only
// spreads Chinese characters is dropped; between figures it stays. Page numbers, running heads and running feet are
// left out. Places of kPoints have page and line of the page, not counting the tables that were given; those of
// kCharacters the line of the file.
//
// Every word counts as a cell of the budget. RESOURCE_EXHAUSTED when it is spent.
absl::StatusOr<domain::Document> BuildLayout(std::vector<Word> words, std::vector<PlacedTable> tables,
                                             Positions positions, domain::Budget& budget);

}  // namespace nianbao::document::readers
