// Requests that were carried out, as rows.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/submission/domain/store.h"
#include "services/submission/store/connection.h"

namespace nianbao::submission {

// Both throw StoreError.

// The stored reply. INVALID_ARGUMENT REQUEST_ID_REUSED when the request had other content.
absl::StatusOr<std::optional<std::string>> SelectReply(Connection& connection, const RequestKey& key);
void InsertReply(Connection& connection, const RequestKey& key, absl::string_view reply);

}  // namespace nianbao::submission
