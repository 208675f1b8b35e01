// A change of the list of a year as a changeset.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "nianbao/organ/v1/expected_reporter.pb.h"
#include "services/submission/domain/caller.h"
#include "services/submission/domain/store.h"

namespace nianbao::submission {

// Puts lines of the list of a year, with an event for each; decided on this version of the list, 0 for none. Without
// request and reply.
Changeset WriteReporters(int32_t year, std::vector<organ::v1::ExpectedReporter> lines, int64_t expected_version,
                         const Caller& caller, const std::string& request_id, absl::Time now);

}  // namespace nianbao::submission
