// A batch sheet that is proto3 JSON.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "nianbao/document/v1/document_service.pb.h"

namespace nianbao::document::domain {

// Reads a v1.ReadBatchSheetResponse. A row that is none, or whose report contradicts itself, has a finding that says
// so and no report; rows count from 1. INVALID_ARGUMENT DOCUMENT_UNREADABLE when there is no list of rows.
absl::StatusOr<v1::ReadBatchSheetResponse> ReadJsonBatchSheet(absl::string_view content);

// As ReadJsonBatchSheet reads it: organs and reports. INTERNAL DOCUMENT_NOT_WRITTEN.
absl::StatusOr<std::string> WriteJsonBatchSheet(const v1::WriteBatchSheetRequest& request);

}  // namespace nianbao::document::domain
