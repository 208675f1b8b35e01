// What a report must be to be written as a file.
#pragma once

#include "absl/status/status.h"
#include "nianbao/form/v1/annual_report.pb.h"

namespace nianbao::document::domain {

// INVALID_ARGUMENT FIELD_INVALID for a year that is none, and for a text that is not UTF-8; REPORT_MALFORMED when the
// marks contradict the figures.
absl::Status CheckWritable(const form::v1::AnnualReport& report);

}  // namespace nianbao::document::domain
