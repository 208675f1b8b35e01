// Requests that were carried out, as rows.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "services/submission/domain/store.h"
#include "services/submission/store/connection.h"

namespace nianbao::submission {

// The stored reply. Throws StoreError (INVALID_ARGUMENT REQUEST_ID_REUSED) when the request had other content.
std::optional<std::string> SelectReply(Connection& connection, const RequestKey& key);
void InsertReply(Connection& connection, const RequestKey& key, absl::string_view reply);

}  // namespace nianbao::submission
