// The row of a batch sheet that says what its columns hold.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

#include "services/document/domain/batch_sheet/sheet_columns.h"
#include "services/document/domain/document.h"
#include "services/document/domain/findings.h"

namespace nianbao::document::domain {

struct SheetHeader {
  // Index of the row of codes. The reports follow.
  size_t row = 0;
  // By column of the grid, from 0.
  std::map<int, const SheetColumn*> columns;
  // On codes that are none or stand there twice, and on columns that are missing.
  Findings findings;
};

// nullopt when no row of the table has the code of the organ or of its name.
std::optional<SheetHeader> FindSheetHeader(const Table& table);

}  // namespace nianbao::document::domain
