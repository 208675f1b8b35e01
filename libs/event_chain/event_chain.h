// The chain of digests that makes the event log tamper-evident, for those who write it and those who check it.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace nianbao {

// The digest that stands before the first record of a log: SM3("nianbao/log/" ‖ log id). 32 bytes.
std::string ChainStart(absl::string_view log_id);

// The digest of a record: SM3(digest of the record before ‖ digest::CanonicalBytes of the event). 32 bytes.
std::string ChainNext(absl::string_view previous_digest, absl::string_view event_bytes);

}  // namespace nianbao
