// The use case of ReadBatchSheet.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/document/v1/document_service.pb.h"
#include "services/document/domain/limits.h"
#include "services/document/domain/open_document.h"

namespace nianbao::document::domain {

// The most reports in one sheet.
constexpr int kSheetRowsMax = 1'000;

// The contract is that of document.v1.DocumentService.ReadBatchSheet.
absl::StatusOr<v1::ReadBatchSheetResponse> ReadBatchSheet(const v1::ReadBatchSheetRequest& request, DocumentOpener open,
                                                          const Limits& limits = {});

}  // namespace nianbao::document::domain
