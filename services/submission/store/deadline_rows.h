// Deadlines as rows.
#pragma once

#include <cstdint>
#include <vector>

#include "nianbao/organ/v1/deadline.pb.h"
#include "services/submission/store/connection.h"

namespace nianbao::submission {

// All throw StoreError.

// By node and scope.
std::vector<organ::v1::Deadline> SelectDeadlines(Connection& connection, int32_t year);
// As StoreReader::ListDeadlinesAfter.
std::vector<organ::v1::Deadline> SelectDeadlinesAfter(Connection& connection, const organ::v1::Deadline& deadline,
                                                      int limit);

// As Changeset::deadline.
void PutDeadline(Connection& connection, const organ::v1::Deadline& deadline);

}  // namespace nianbao::submission
