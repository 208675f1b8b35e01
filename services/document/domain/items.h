// A document as one sequence of paragraphs and rows.
#pragma once

#include <vector>

#include "services/document/domain/document.h"

namespace nianbao::document::domain {

// Either a paragraph or a row; it points into the document.
struct Item {
  const Paragraph* paragraph = nullptr;
  const Row* row = nullptr;
  // Number of the table that the row is part of, and what is known of its columns.
  size_t table = 0;
  Columns columns = Columns::kOrdinal;
};

std::vector<Item> ItemsOf(const Document& document);

// The text of a paragraph, or of a row with only one cell that is not blank; nullptr for other rows. Readers cannot
// always tell an indented line from a table with one cell.
const PlacedText* SingleText(const Item& item);

}  // namespace nianbao::document::domain
