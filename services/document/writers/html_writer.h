// Writes a web page.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/document/domain/printed_report.h"

namespace nianbao::document::writers {

// One page of HTML that needs neither another file nor a script. It prints on A4; on a narrow screen wide tables scroll
// by themselves. Every figure names the titles that it stands under, for screen readers.
absl::StatusOr<std::string> WriteHtml(const domain::PrintedReport& report);

}  // namespace nianbao::document::writers
