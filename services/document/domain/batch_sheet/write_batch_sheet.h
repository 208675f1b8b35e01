// The use case of WriteBatchSheet.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "nianbao/document/v1/document_service.pb.h"
#include "services/document/domain/batch_sheet/sheet_layout.h"
#include "services/document/domain/limits.h"

namespace nianbao::document::domain {

// As Writer, of a sheet.
using SheetWriter = absl::StatusOr<std::string> (*)(const PrintedSheet& sheet);

struct SheetWriters {
  SheetWriter xlsx = nullptr;
  SheetWriter csv = nullptr;
};

// The contract is that of document.v1.DocumentService.WriteBatchSheet.
absl::StatusOr<v1::WriteBatchSheetResponse> WriteBatchSheet(const v1::WriteBatchSheetRequest& request,
                                                            const SheetWriters& writers, const Limits& limits = {});

}  // namespace nianbao::document::domain
