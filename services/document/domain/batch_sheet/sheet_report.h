// The report in one row of a batch sheet.
#pragma once

#include <optional>

#include "nianbao/document/v1/document_service.pb.h"
#include "services/document/domain/batch_sheet/sheet_header.h"

namespace nianbao::document::domain {

struct SheetReport {
  v1::BatchSheetRow row;
  // No figure and no text stands in it.
  bool unfilled = false;
};

// Reads what stands below the header's columns; nullopt when nothing does. Columns that the header has not leave their
// cells unresolved.
std::optional<SheetReport> ReadSheetReport(const SheetHeader& header, const Row& row);

}  // namespace nianbao::document::domain
