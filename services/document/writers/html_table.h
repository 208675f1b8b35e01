// The tables of the web page.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "services/document/domain/printed_report.h"

namespace nianbao::document::writers {

// With &, <, > and " as character references.
std::string Escaped(absl::string_view text);

// The attribute with which a page shows tabs and double spaces as they are; empty for a text that has none.
absl::string_view KeptSpaces(absl::string_view text);

// The table with the heading of its section as caption. Ids begin with "s" and the number of the section.
std::string HtmlTable(const domain::PrintedSection& section);

}  // namespace nianbao::document::writers
