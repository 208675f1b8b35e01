// What holds for every refusal.
#pragma once

#include <string>

#include "absl/status/status.h"

namespace nianbao::testing {

// What is wrong with a refusal; "" when nothing is. It has exactly one ErrorInfo, of the domain nianbao, whose reason
// docs/error_reasons.md explains for its code, exactly one sentence in Chinese, and a message in UTF-8.
std::string FaultOfRefusal(const absl::Status& refusal);

}  // namespace nianbao::testing
