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

// The table with its caption in an element of this tag, such as "h2". Ids begin with the prefix.
std::string HtmlTable(const domain::PrintedTable& table, absl::string_view caption, const std::string& prefix,
                      absl::string_view tag);

}  // namespace nianbao::document::writers
