// Documents as rows.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "services/submission/domain/store.h"
#include "services/submission/store/connection.h"

namespace nianbao::submission {

// Both throw StoreError.

std::optional<std::string> SelectDocument(Connection& connection, absl::string_view digest);
void PutDocument(Connection& connection, const KeptDocument& document);

}  // namespace nianbao::submission
