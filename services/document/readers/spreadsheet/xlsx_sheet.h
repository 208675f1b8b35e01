// The cells of one worksheet part.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "services/document/domain/limits.h"
#include "services/document/readers/spreadsheet/sheet_grid.h"

namespace nianbao::document::readers {

// The text of a shared or inline string element, all its runs joined, without phonetic guides.
std::string StringOf(const pugi::xml_node& element);

// Adds every cell and merged range of the <worksheet> element. INVALID_ARGUMENT DOCUMENT_UNREADABLE for a bad address
// or string index.
absl::Status ReadWorksheet(const pugi::xml_node& worksheet, const std::vector<std::string>& strings, SheetGrid& grid,
                           domain::Budget& budget);

}  // namespace nianbao::document::readers
