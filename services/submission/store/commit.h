// Carrying out a changeset.
#pragma once

#include <cstdint>
#include <string>

#include "services/submission/domain/store.h"
#include "services/submission/store/connection.h"

namespace nianbao::submission {

struct CommitResult {
  std::string reply;
  // Sequence of the last event written; 0 when none was.
  int64_t head = 0;
};

// Store::Commit in one transaction of a writing connection. Throws SQLite::Exception, and StoreError for a refusal.
CommitResult CommitChangeset(Connection& connection, const Changeset& changes);

}  // namespace nianbao::submission
