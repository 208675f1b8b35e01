// The refusals that are documented.
#pragma once

#include <map>
#include <set>
#include <string>

#include "absl/status/status.h"

namespace nianbao::testing {

// Of each reason in docs/error_reasons.md the codes it may come with.
const std::map<std::string, std::set<absl::StatusCode>>& DocumentedReasons();

}  // namespace nianbao::testing
