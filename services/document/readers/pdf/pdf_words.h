// What stands on one page of a PDF file.
#pragma once

#include <poppler-page.h>

#include <vector>

#include "services/document/readers/layout/layout.h"
#include "services/document/readers/layout/ruled_grid.h"

namespace nianbao::document::readers {

// Characters of a text, and those among them that no Chinese report holds: what is left of glyphs when their font does
// not say which characters they are.
struct CharacterCounts {
  int all = 0;
  int strange = 0;
};

struct PageContent {
  std::vector<Word> words;
  std::vector<RuledGrid> grids;
};

// A character that cannot be told becomes U+FFFD, so that it is seen. No word stands in two cells of a grid. A page on
// which most text runs up or down is turned.
PageContent ContentOf(const poppler::page& page, int number, CharacterCounts& counts);

}  // namespace nianbao::document::readers
