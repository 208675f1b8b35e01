// How the use cases get at the blocks of a file.
#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/document/domain/document.h"
#include "services/document/domain/limits.h"

namespace nianbao::document::domain {

struct File {
  // Its ending may help where the bytes do not tell; everything else is ignored.
  absl::string_view name;
  absl::string_view content;
  // Of an archive, the entry to read; empty for the only one.
  absl::string_view entry;
};

// Turns a file into blocks. INVALID_ARGUMENT when no reader knows it or it is not what its format promises;
// RESOURCE_EXHAUSTED when the budget is spent.
using DocumentOpener = absl::StatusOr<Document> (*)(const File& file, Budget& budget);

}  // namespace nianbao::document::domain
