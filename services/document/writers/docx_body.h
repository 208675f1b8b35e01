// The text of the Word document.
#pragma once

#include <string>

#include "services/document/domain/printed_report.h"

namespace nianbao::document::writers {

// word/document.xml. Its styles are those of DocxParts.
std::string DocxBody(const domain::PrintedReport& report);

}  // namespace nianbao::document::writers
