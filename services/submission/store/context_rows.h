// Contexts as rows.
#pragma once

#include <optional>

#include "absl/strings/string_view.h"
#include "services/submission/domain/named_context.h"
#include "services/submission/store/connection.h"

namespace nianbao::submission {

// Both throw StoreError.

std::optional<validation::v1::Context> SelectContext(Connection& connection, absl::string_view digest);
void PutContext(Connection& connection, const NamedContext& context);

}  // namespace nianbao::submission
