// Writes pages as a PDF file.
#pragma once

#include <string>
#include <vector>

#include "tests/property/document/layouts/page_layout.h"

namespace nianbao::testing {

// With the standard font STSong-Light, not embedded; every word is placed on its own.
std::string PdfFile(const std::vector<Page>& pages);

}  // namespace nianbao::testing
