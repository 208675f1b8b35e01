// Reads a report that is already one: proto3 JSON.
#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "nianbao/form/v1/annual_report.pb.h"

namespace nianbao::document::domain {

// The report in proto3 JSON of form.v1.AnnualReport.
//
// INVALID_ARGUMENT DOCUMENT_UNREADABLE when it is no JSON, or has an unknown field or a bad value: the message names
// it; REPORT_MALFORMED when its marks contradict its figures.
absl::StatusOr<form::v1::AnnualReport> ReadJsonReport(absl::string_view content);

}  // namespace nianbao::document::domain
