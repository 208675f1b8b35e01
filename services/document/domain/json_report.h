// Reads a report that is already one: proto3 JSON.
#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "nianbao/document/v1/document_service.pb.h"

namespace nianbao::document::domain {

// The report in proto3 JSON of form.v1.AnnualReport, of form.v1.AnnualReport2019 (its edition is EDITION_2019), or of a
// whole ReadDocumentResponse, whose sources and findings are kept. A byte order mark may stand in front.
//
// INVALID_ARGUMENT DOCUMENT_UNREADABLE when it is not UTF-8, no JSON, or has an unknown field or a bad value: the
// message names it; REPORT_MALFORMED when the marks contradict the figures, the edition contradicts the message, or an
// answer holds reports of both editions.
absl::StatusOr<v1::ReadDocumentResponse> ReadJsonReport(absl::string_view content);

}  // namespace nianbao::document::domain
