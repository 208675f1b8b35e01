// The steps that bring a store to the present schema.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "services/submission/store/connection.h"

namespace nianbao::submission {

struct Migration {
  // From 1, without gaps.
  int version = 0;
  std::string sql;
  // The least schema of a program that goes on with the store after the step; unset for its own version.
  std::optional<int> needs = std::nullopt;
};

// The steps in order, from the files in migrations/.
const std::vector<Migration>& Migrations();

// What a database knows of the steps that it went through. All throw StoreError.

// The number of the last one; 0 when there is no store in the database.
int64_t SchemaOf(Connection& connection);
// The least schema of a program that goes on with the store.
int64_t SchemaNeeded(Connection& connection);
// Makes the tables of the bookkeeping, where they are missing.
void MakeBookkeeping(Connection& connection);
// Takes one step, and writes down its number, inside the caller's transaction.
void Apply(Connection& connection, const Migration& migration);

// The schema of this program.
int SchemaOfProgram();
// For whoever reads the whole store: OK when it has just that schema. FAILED_PRECONDITION STORE_TOO_OLD, STORE_TOO_NEW;
// NOT_FOUND STORE_MISSING when there is none.
absl::Status CheckSchema(Connection& connection);
// FAILED_PRECONDITION STORE_TOO_NEW.
absl::Status TooNew(int64_t schema, int of_program);

// Applies the steps that a store lacks, each in a transaction of its own together with its number. Throws StoreError.
// FAILED_PRECONDITION STORE_TOO_NEW, changing nothing, when the store went through a step that needs a newer program.
absl::Status Migrate(Connection& connection, const std::vector<Migration>& migrations);

}  // namespace nianbao::submission
