// The files that can be written.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "nianbao/document/v1/document_service.pb.h"

namespace nianbao::document::domain {

struct FileKind {
  // With its point.
  absl::string_view ending;
  std::string media_type;
};

// INVALID_ARGUMENT FIELD_INVALID when the format is none.
absl::StatusOr<FileKind> FileKindOf(v1::Format format);

}  // namespace nianbao::document::domain
