// Names for files.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "nianbao/form/v1/annual_report.pb.h"

namespace nianbao::document::domain {

// The title of the report and the ending, such as ".docx", as a name that every file system takes: without the signs
// that Windows forbids, at most 200 bytes long, never beginning with a point.
std::string FileName(const form::v1::AnnualReport& report, absl::string_view ending);

}  // namespace nianbao::document::domain
