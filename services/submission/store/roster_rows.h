// Organs as rows.
#pragma once

#include <vector>

#include "nianbao/organ/v1/organ.pb.h"
#include "services/submission/store/connection.h"

namespace nianbao::submission {

// All throw StoreError.

int64_t RosterVersion(Connection& connection);
// As they stand now.
std::vector<organ::v1::Organ> SelectOrgans(Connection& connection);

// Puts versions, as RosterWrite has them. `version` becomes the version of the roster.
void PutOrgans(Connection& connection, const std::vector<organ::v1::Organ>& organs, int64_t version);

}  // namespace nianbao::submission
