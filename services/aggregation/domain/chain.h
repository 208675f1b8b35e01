// The chain of digests that ties every event to all before it.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "nianbao/submission/v1/event.pb.h"

namespace nianbao::aggregation {

// The position before the first event of a log.
submission::v1::EventToken Beginning(const std::string& log_id);

// The position after record, which must be the next one.
// INTERNAL FEED_GAP when records between are missing; DATA_LOSS FEED_CORRUPT when the digest is not that of the chain.
absl::StatusOr<submission::v1::EventToken> Advance(const submission::v1::EventToken& position,
                                                   const submission::v1::EventRecord& record);

}  // namespace nianbao::aggregation
