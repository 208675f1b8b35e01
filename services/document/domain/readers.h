// The readers that ReadDocument chooses from.
#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/document/domain/document.h"
#include "services/document/domain/limits.h"

namespace nianbao::document::domain {

// Turns the bytes of one format into blocks. INVALID_ARGUMENT DOCUMENT_UNREADABLE when they are not what the format
// promises; RESOURCE_EXHAUSTED when the budget is spent.
using Reader = absl::StatusOr<Document> (*)(absl::string_view content, Budget& budget);

struct Readers {
  Reader text = nullptr;
};

}  // namespace nianbao::document::domain
