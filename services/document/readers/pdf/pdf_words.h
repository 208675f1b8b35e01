// The words of one page of a PDF file.
#pragma once

#include <poppler-page.h>

#include <vector>

#include "services/document/readers/layout/layout.h"

namespace nianbao::document::readers {

// Characters of a text, and those among them that no Chinese report holds: what is left of glyphs when their font does
// not say which characters they are.
struct CharacterCounts {
  int all = 0;
  int strange = 0;
};

// A character that cannot be told becomes U+FFFD, so that it is seen. A page on which most text runs up or down is
// turned.
std::vector<Word> WordsOf(const poppler::page& page, int number, CharacterCounts& counts);

}  // namespace nianbao::document::readers
