// ZIP archives in memory.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace nianbao::document::writers {

struct ZipEntry {
  const char* name;
  absl::string_view content;
};

// An archive with the entries in this order, all dated 1 January 1980. INTERNAL DOCUMENT_NOT_WRITTEN when memory gives
// out.
absl::StatusOr<std::string> ZipArchive(const std::vector<ZipEntry>& entries);

}  // namespace nianbao::document::writers
