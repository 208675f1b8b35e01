// What a zip archive holds.
#pragma once

#include "absl/strings/string_view.h"
#include "services/document/readers/sniff/sniff.h"

namespace nianbao::document::readers {

// kDocx, kXlsx, kPptx, kOdt, kOds, kOfd or kZip. content begins with "PK".
Kind SniffZip(absl::string_view content);

}  // namespace nianbao::document::readers
