// The document service, as a server hosts it.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/rpc/hosted_service.h"

namespace nianbao::document {

// How long a reading may take to notice that its time is over.
constexpr absl::Duration kReturnMax = absl::Seconds(5);

struct DocumentConfig {
  // Documents read at the same time: so many for ReadDocument, and as many for ReadDocuments.
  int threads = 2;
  // Calls that wait before further ones are shed. Each may hold 20 MB.
  int queue_max = 16;
  // What the process may take, as process::LimitMemory has set it; 0 when there is no limit. All documents read at the
  // same time share it.
  size_t memory_bytes_max = 0;
  // The longest time of one reading, with the conversion by LibreOffice. A library that does not return by then and
  // kReturnMax more ends the process. Infinite: nothing ends it, and readings keep to their own limits.
  absl::Duration reading_max = absl::InfiniteDuration();
};

// The first visible sheet with a text of a workbook (.xlsx) as rows of texts, all of one length; for tables that are no
// reports. At most 1 000 000 cells. INVALID_ARGUMENT DOCUMENT_UNREADABLE; RESOURCE_EXHAUSTED DOCUMENT_TOO_LARGE,
// DOCUMENT_TOO_SLOW.
absl::StatusOr<std::vector<std::vector<std::string>>> ReadFirstSheet(absl::string_view content);

// Serves document.v1.DocumentService.
std::unique_ptr<rpc::HostedService> MakeDocumentService(DocumentConfig config);

}  // namespace nianbao::document
