// The steps that bring a store to the present schema.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "services/submission/store/connection.h"

namespace nianbao::submission {

struct Migration {
  // From 1, without gaps.
  int version = 0;
  std::string sql;
};

// The steps in order, from the files in migrations/.
const std::vector<Migration>& Migrations();

// Applies the steps that a store lacks, each in a transaction of its own together with its number. Throws StoreError.
// FAILED_PRECONDITION STORE_TOO_NEW, changing nothing, when the store knows a step that this program does not.
absl::Status Migrate(Connection& connection, const std::vector<Migration>& migrations);

}  // namespace nianbao::submission
