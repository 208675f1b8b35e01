// A change of the roster as a changeset.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "nianbao/organ/v1/organ.pb.h"
#include "services/submission/domain/caller.h"
#include "services/submission/domain/store.h"

namespace nianbao::submission {

// Writes versions of organs, of each organ last the one that stands at `now`, with an event for each; decided on this
// version of the roster. Without request and reply.
Changeset WriteRoster(std::vector<organ::v1::Organ> versions, int64_t expected_version, const Caller& caller,
                      const std::string& request_id, absl::Time now);

}  // namespace nianbao::submission
