// The lines drawn on one page of a PDF file.
#pragma once

#include <poppler-page.h>

#include <vector>

#include "services/document/readers/layout/rule.h"

namespace nianbao::document::readers {

// In the coordinates of the words of the page. None on a page too large for paper.
std::vector<Rule> RulesOf(const poppler::page& page);

}  // namespace nianbao::document::readers
