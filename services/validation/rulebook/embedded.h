// The rulebook that is built into the service.
#pragma once

#include "absl/strings/string_view.h"

namespace nianbao::validation {

// The text of rulebook/2021.txtpb.
absl::string_view EmbeddedRulebook();

}  // namespace nianbao::validation
