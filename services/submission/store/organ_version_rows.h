// Versions of organs as rows.
#pragma once

#include <vector>

#include "nianbao/organ/v1/organ.pb.h"
#include "services/submission/store/connection.h"

namespace nianbao::submission {

// Both throw StoreError.

std::vector<organ::v1::Organ> SelectOrganVersions(Connection& connection);

// In the place of the organ's version of the same day, if there is one. The organ itself must be there.
void PutOrganVersion(Connection& connection, const organ::v1::Organ& organ);

}  // namespace nianbao::submission
