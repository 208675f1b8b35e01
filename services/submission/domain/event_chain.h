// The chain of digests that makes the log tamper-evident.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace nianbao::submission {

// The digest that stands before the first record of a log: SM3("nianbao/log/" ‖ log id). 32 bytes.
std::string ChainStart(absl::string_view log_id);

// The digest of a record: SM3(digest of the record before ‖ serialised event). 32 bytes.
std::string ChainNext(absl::string_view previous_digest, absl::string_view event_bytes);

}  // namespace nianbao::submission
