// Pages as text in which spaces keep the columns apart.
#pragma once

#include <string>
#include <vector>

#include "tests/property/document/layouts/page_layout.h"

namespace nianbao::testing {

// One place a character, wide or not, as `pdftotext -layout` counts. A form feed ends every page.
std::string LayoutText(const std::vector<Page>& pages);

}  // namespace nianbao::testing
