// What a file of signs is: text, JSON, web pages, XML.
#pragma once

#include "absl/strings/string_view.h"
#include "services/document/readers/sniff/sniff.h"

namespace nianbao::document::readers {

// kEmpty, kText, kJson, kHtml, kMhtml, kWordXml, kXml or kUnknown, from the first kilobytes. UTF-8, UTF-16 and
// GB18030 are all taken, with or without byte order mark.
Kind SniffMarkup(absl::string_view content);

}  // namespace nianbao::document::readers
