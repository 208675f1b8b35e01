// Tables out of texts that have lost them.
#pragma once

#include "services/document/domain/document.h"

namespace nianbao::document::domain {

// A document whose tables are rows of cells, whatever the file made of them.
//
// Cells that stand one a paragraph, on one line with nothing but spaces between, or with the whole report on a single
// line, become rows again: a title of the form begins a row, what follows up to the next title belongs to it. Tables
// with merged cells are written out (ExpandGrid). Prose, and texts without any title that proves a table, stay
// paragraphs.
Document AssembleRows(const Document& document);

}  // namespace nianbao::document::domain
