#include "services/document/writers/docx_writer.h"

#include <vector>

#include "services/document/writers/docx_body.h"
#include "services/document/writers/docx_parts.h"
#include "services/document/writers/zip_archive.h"

namespace nianbao::document::writers {

absl::StatusOr<std::string> WriteDocx(const domain::PrintedReport& report) {
  const std::string body = DocxBody(report);
  std::vector<ZipEntry> entries = DocxParts();
  entries.push_back({"word/document.xml", body});
  return ZipArchive(entries);
}

}  // namespace nianbao::document::writers
