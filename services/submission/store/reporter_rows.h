// Frozen lists of those who must report, as rows.
#pragma once

#include <cstdint>
#include <vector>

#include "nianbao/organ/v1/expected_reporter.pb.h"
#include "services/submission/store/connection.h"

namespace nianbao::submission {

// All throw StoreError.

// Sequence of the last event that touched the list of a year; 0 when there is none.
int64_t ReportersVersion(Connection& connection, int32_t year);
// By organ, with those that are removed.
std::vector<organ::v1::ExpectedReporter> SelectReporters(Connection& connection, int32_t year);

// `version` becomes the version of the list.
void PutReporters(Connection& connection, const std::vector<organ::v1::ExpectedReporter>& lines, int64_t version);

}  // namespace nianbao::submission
