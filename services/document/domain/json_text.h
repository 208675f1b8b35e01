// Messages as proto3 JSON.
#pragma once

#include <google/protobuf/message.h>

#include <string>

#include "absl/status/statusor.h"

namespace nianbao::document::domain {

// Indented. INTERNAL DOCUMENT_NOT_WRITTEN.
absl::StatusOr<std::string> WriteJson(const google::protobuf::Message& message);

}  // namespace nianbao::document::domain
