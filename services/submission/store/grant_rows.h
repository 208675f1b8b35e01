// Grants as rows.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "nianbao/organ/v1/grant.pb.h"
#include "services/submission/domain/store.h"
#include "services/submission/store/connection.h"

namespace nianbao::submission {

// As StoreReader::ListGrants.
std::vector<organ::v1::KeptGrant> SelectGrants(Connection& connection, const GrantFilter& filter);

// ALREADY_EXISTS GRANT_EXISTS, NOT_FOUND GRANT_UNKNOWN when the write would change nothing.
absl::Status CheckGrant(Connection& connection, const GrantWrite& write);

// As Changeset::grant; the event of this sequence says so.
void PutGrant(Connection& connection, const GrantWrite& write, int64_t sequence);

}  // namespace nianbao::submission
