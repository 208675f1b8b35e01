// Carrying out changesets.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/submission/domain/store.h"
#include "services/submission/store/connection.h"

namespace nianbao::submission {

// A changeset on its way, and its answer.
struct Pending {
  const Changeset* changes = nullptr;
  absl::StatusOr<std::string> reply = absl::UnknownError("not carried out");
};

// Carries changesets out in this order, in one transaction of a writing connection: what Store::Commit says, for each.
// One that is refused leaves nothing and does not hold up the others. Returns the sequence of the last event; 0 when
// there is no new one. Throws StoreError when a write or the commit fails: then nothing of any is written, but with
// in_doubt that is not certain. To do it again, even then, is harmless: what was committed is found by its request.
int64_t CommitTogether(Connection& connection, const std::vector<Pending*>& batch);

}  // namespace nianbao::submission
