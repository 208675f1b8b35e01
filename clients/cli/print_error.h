// Errors as the terminal shows them.
#pragma once

#include "absl/status/status.h"
#include "clients/cli/session.h"

namespace nianbao::cli {

// Says on standard error what was refused, why, and each violation. Returns kRefused.
ExitStatus Refuse(const absl::Status& status);

}  // namespace nianbao::cli
